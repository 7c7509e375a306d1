import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMITTED_CHANGED_NOTIFICATION, COMMITTED_TEXT_REQUEST, COPY_TEXT_COMMAND } from '../server/src/core/protocol';
import { FIX_ALL } from '../server/src/lsp/code-actions';
import { at } from './support/client';
import { SERVICE, SET, withServer } from './support/server';

const WEB = at('web.yaml');
const GUARD = { severity: { 'immutable-field-changed': 'error' } };

describe('the update guard', () => {
  it('compares an open file with its commit, and follows both', async () => {
    let committed: string | null = SET;
    await withServer(
      { 'web.yaml': SET, 'service.yaml': SERVICE },
      async (client) => {
        client.open(WEB, SET);
        await client.expectRules(WEB);
        client.replace(WEB, 'serviceName: nginx', 'serviceName: nginx # same');
        await client.quiet();
        assert.deepEqual(client.rules(WEB), []);
        client.replace(WEB, 'replicas: 3', 'podManagementPolicy: Parallel\n  replicas: 3');
        await client.expectRules(WEB, 'immutable-field-changed');
        committed = client.text(WEB);
        client.notify(COMMITTED_CHANGED_NOTIFICATION);
        await client.expectRules(WEB);
      },
      {
        offers: { committedText: true },
        settings: GUARD,
        onRequest: (method) => (method === COMMITTED_TEXT_REQUEST ? committed : undefined),
      },
    );
  });

  it('copies the way out and restores what was committed', async () => {
    await withServer(
      { 'web.yaml': SET, 'service.yaml': SERVICE },
      async (client) => {
        client.open(WEB, SET.replace('replicas: 3', 'podManagementPolicy: Parallel\n  replicas: 3'));
        await client.expectRules(WEB, 'immutable-field-changed');
        const actions = await client.quickFixes(WEB, 'immutable-field-changed');
        const copy = actions.find(({ command }) => command !== undefined);
        assert.equal(copy?.command?.command, COPY_TEXT_COMMAND);
        assert.match(
          String(copy.command.arguments?.[0]),
          /^kubectl delete statefulset web.* --cascade=orphan\nkubectl apply -f web\.yaml\n$/,
        );
        client.apply(actions.find(({ title }) => title.startsWith('Restore'))?.edit);
        assert.equal(client.text(WEB), SET);
      },
      { offers: { committedText: true, copyText: true }, settings: GUARD, onRequest: () => SET },
    );
  });

  it('believes the answer to what it asked last, whichever comes first', async () => {
    const edited = SET.replace('replicas: 3', 'podManagementPolicy: Parallel\n  replicas: 3');
    const waiting: ((text: string) => void)[] = [];
    await withServer(
      { 'web.yaml': SET, 'service.yaml': SERVICE },
      async (client) => {
        client.open(WEB, edited);
        await client.quiet();
        client.notify(COMMITTED_CHANGED_NOTIFICATION);
        await client.quiet();
        const [first, second, ...others] = waiting;
        assert.ok(first && second && others.length === 0);
        second(SET);
        await client.expectRules(WEB, 'immutable-field-changed');
        first(edited);
        await client.quiet();
        assert.deepEqual(client.rules(WEB), ['immutable-field-changed']);
      },
      {
        offers: { committedText: true },
        settings: GUARD,
        onRequest: (method) =>
          method === COMMITTED_TEXT_REQUEST ? new Promise<string>((resolve) => waiting.push(resolve)) : undefined,
      },
    );
  });

  it('says nothing where nothing is committed', async () => {
    await withServer(
      { 'web.yaml': SET, 'service.yaml': SERVICE },
      async (client) => {
        client.open(WEB, SET.replace('replicas: 3', 'podManagementPolicy: Parallel\n  replicas: 3'));
        await client.quiet();
        assert.deepEqual(client.rules(WEB), []);
      },
      { offers: { committedText: true }, settings: GUARD, onRequest: () => null },
    );
  });
});

describe('code actions beside the fixes', () => {
  it('silence a finding on its line or in its document', async () => {
    await withServer({ 'web.yaml': SET }, async (client) => {
      client.open(WEB, SET);
      await client.expectRules(WEB, 'governing-service-missing');
      const actions = await client.quickFixes(WEB, 'governing-service-missing');
      const titles = actions.map(({ title }) => title).filter((title) => title.startsWith('Disable'));
      assert.deepEqual(titles, [
        'Disable governing-service-missing for this line',
        'Disable governing-service-missing for this document',
      ]);
      client.apply(actions.find(({ title }) => title === titles[0])?.edit);
      await client.expectRules(WEB);
    });
  });

  it('take every harmless fix of a file at once, and only when asked for', async () => {
    const tabbed = 'apiVersion: v1\nkind: Service\nmetadata:\n\tname: web\nspec:\n\tclusterIP: None\n';
    await withServer({ 'tabs.yaml': tabbed }, async (client) => {
      const uri = at('tabs.yaml');
      client.open(uri, tabbed);
      await client.expectRules(uri, 'yaml-syntax');
      const params = {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } },
        context: { diagnostics: [], only: ['source.fixAll'] },
      };
      const [action, ...others] = await client.connection.sendRequest<{ kind: string; edit: object }[]>(
        'textDocument/codeAction',
        params,
      );
      assert.equal(action?.kind, FIX_ALL);
      assert.deepEqual(others, []);
      client.apply(action.edit);
      await client.expectRules(uri);
      assert.equal(client.text(uri), tabbed.replaceAll('\t', '  '));
    });
  });
});
