import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CodeAction, CodeLens, DocumentSymbol, Hover } from 'vscode-languageserver/node';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { StatefulSetSummary } from '../server/src/core/protocol';
import { at } from './support/client';
import { CLUSTER_IP_SERVICE, SERVICE, SET, withServer } from './support/server';

const MISSING = 'governing-service-missing';
const NOT_HEADLESS = 'governing-service-not-headless';
const WEB = at('web.yaml');
const NGINX = at('service.yaml');

describe('quick fixes', () => {
  it('mend another open file, and the finding is gone', () =>
    withServer({ 'web.yaml': SET, 'service.yaml': CLUSTER_IP_SERVICE }, async (client) => {
      client.open(WEB, SET);
      client.open(NGINX, CLUSTER_IP_SERVICE);
      await client.expectRules(WEB, NOT_HEADLESS);
      const [fix, ...others] = await client.quickFixes(WEB, NOT_HEADLESS);
      assert.match(fix?.title ?? '', /clusterIP: None/);
      assert.equal(fix?.kind, 'quickfix');
      assert.equal(fix.isPreferred, true);
      assert.ok(others.every((other) => other.isPreferred === undefined));
      assert.deepEqual(fix.diagnostics, client.diagnostics(WEB));
      client.apply(fix.edit);
      assert.equal(client.text(NGINX), SERVICE);
      await client.expectRules(WEB);
    }));

  it('of a file that is not open name no version', () =>
    withServer({ 'web.yaml': SET, 'service.yaml': CLUSTER_IP_SERVICE }, async (client) => {
      client.open(WEB, SET);
      await client.expectRules(WEB, NOT_HEADLESS);
      const [fix] = await client.quickFixes(WEB, NOT_HEADLESS);
      const [change] = fix?.edit?.documentChanges ?? [];
      assert.ok(change !== undefined && 'textDocument' in change);
      assert.deepEqual(change.textDocument, { uri: NGINX, version: null });
    }));

  it('make a new file', () =>
    withServer({}, async (client) => {
      client.open(WEB, SET);
      await client.expectRules(WEB, MISSING);
      const fixes = await client.quickFixes(WEB, MISSING);
      const fix = fixes.find(({ title }) => title.includes('new file'));
      const created = client.apply(fix?.edit);
      const text = created.get(at('nginx-service.yaml')) ?? '';
      assert.match(text, /clusterIP: None/);
      client.open(at('nginx-service.yaml'), text);
      await client.expectRules(WEB);
    }));

  it('make no file where there is one already, though it holds nothing for us', () =>
    withServer({ 'nginx-service.yaml': 'just: notes\n' }, async (client) => {
      client.open(WEB, SET);
      await client.expectRules(WEB, MISSING);
      const fixes = await client.quickFixes(WEB, MISSING);
      assert.ok(fixes.length > 0);
      assert.ok(fixes.every(({ title }) => !title.includes('new file')));
    }));

  it('are plain changes for a client that knows nothing else, and make no files then', () =>
    withServer(
      { 'service.yaml': CLUSTER_IP_SERVICE },
      async (client) => {
        client.open(WEB, SET);
        client.open(NGINX, CLUSTER_IP_SERVICE);
        await client.expectRules(WEB, NOT_HEADLESS);
        const [fix] = await client.quickFixes(WEB, NOT_HEADLESS);
        assert.equal(fix?.edit?.documentChanges, undefined);
        client.apply(fix?.edit);
        assert.equal(client.text(NGINX), SERVICE);
        client.replace(NGINX, 'name: nginx', 'name: other');
        await client.expectRules(WEB, MISSING);
        const fixes = await client.quickFixes(WEB, MISSING);
        assert.ok(fixes.length > 0);
        assert.ok(fixes.every(({ title }) => !title.includes('new file')));
      },
      { without: 'documentChanges' },
    ));

  it('are about the text as it is when they are asked for, whatever the client shows', () =>
    withServer({ 'service.yaml': CLUSTER_IP_SERVICE }, async (client) => {
      client.open(WEB, SET);
      client.open(NGINX, CLUSTER_IP_SERVICE);
      await client.expectRules(WEB, NOT_HEADLESS);
      client.replace(NGINX, 'apiVersion: v1', '# a comment\napiVersion: v1');
      const [fix] = await client.quickFixes(WEB, NOT_HEADLESS);
      client.apply(fix?.edit);
      assert.equal(client.text(NGINX), `# a comment\n${SERVICE}`);
      assert.deepEqual(await client.quickFixes(WEB, NOT_HEADLESS), []);
    }));

  it('do not touch a closed file that changed since it was read; it is read again', () =>
    withServer({ 'web.yaml': SET, 'service.yaml': CLUSTER_IP_SERVICE }, async (client, disk) => {
      client.open(WEB, SET);
      await client.expectRules(WEB, NOT_HEADLESS);
      disk.write(NGINX, `# changed behind our back\n${CLUSTER_IP_SERVICE}`);
      const mending = async (): Promise<readonly CodeAction[]> =>
        (await client.quickFixes(WEB, NOT_HEADLESS)).filter(({ title }) => title.includes('clusterIP: None'));
      assert.deepEqual(await mending(), []);
      await client.until(
        () => client.diagnostics(WEB)[0]?.relatedInformation?.[0]?.location.range.start.line === 5,
        () => JSON.stringify(client.diagnostics(WEB)),
      );
      assert.equal((await mending()).length, 1);
    }));

  it('are given only where they are asked for', () =>
    withServer({}, async (client) => {
      client.open(WEB, SET);
      await client.expectRules(WEB, MISSING);
      const ask = (line: number, only?: readonly string[]): Promise<unknown[]> => {
        const range = { start: { line, character: 0 }, end: { line, character: 40 } };
        const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
        return client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: WEB }, range, context });
      };
      assert.ok((await ask(5)).length > 0);
      assert.ok((await ask(5, ['quickfix'])).length > 0);
      assert.deepEqual(await ask(5, ['source.organizeImports']), []);
      const changes = (await ask(5, ['refactor'])) as CodeAction[];
      assert.ok(changes.every(({ kind }) => kind?.startsWith('refactor.')));
      assert.deepEqual(await ask(0), []);
    }));
});

describe('hover', () => {
  it('shows names, by way of the settings', () =>
    withServer(
      { 'web.yaml': SET, 'service.yaml': SERVICE },
      async (client) => {
        client.open(WEB, SET);
        await client.quiet();
        const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
          textDocument: { uri: WEB },
          position: client.position(WEB, 'replicas: '),
        });
        assert.match(JSON.stringify(hover.contents), /web-0/);
        const name = await client.connection.sendRequest<Hover>('textDocument/hover', {
          textDocument: { uri: WEB },
          position: client.position(WEB, 'serviceName: ng'),
        });
        assert.match(JSON.stringify(name.contents), /nginx\.data\.svc\.example\.org/);
        assert.deepEqual(name.range, { start: { line: 5, character: 15 }, end: { line: 5, character: 20 } });
      },
      { settings: { clusterDomain: 'example.org', defaultNamespace: 'data' } },
    ));

  it('is nothing where there is nothing to say, or no such file', () =>
    withServer({}, async (client) => {
      client.open(WEB, SET);
      for (const uri of [WEB, at('none.yaml')]) {
        const position = { line: 999, character: 9 };
        assert.equal(
          await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position }),
          null,
        );
      }
    }));
});

describe('the StatefulSets of the workspace', () => {
  it('are told with their places, in open and closed files', () =>
    withServer({ 'web.yaml': SET, 'db.yaml': SET.replace('name: web', 'name: db') }, async (client) => {
      client.open(NGINX, `# first line\n${CLUSTER_IP_SERVICE}`);
      await client.expectRules(WEB, NOT_HEADLESS);
      const sets = await client.connection.sendRequest<readonly StatefulSetSummary[]>('statefulset/statefulSets');
      assert.deepEqual(
        sets.map(({ name }) => name),
        ['db', 'web'],
      );
      const web = sets[1];
      assert.deepEqual(web?.location, {
        uri: WEB,
        range: { start: { line: 3, character: 8 }, end: { line: 3, character: 11 } },
      });
      assert.equal(web.service.state, 'not-headless');
      assert.equal(web.service.location?.uri, NGINX);
      assert.equal(web.service.location.range.start.line, 4);
      assert.equal(web.pods.length, 3);
      assert.deepEqual(await client.connection.sendRequest('statefulset/statefulSets', {}), sets);
    }));
});

describe('code lenses', () => {
  it('stand above StatefulSets, follow other files and can be switched off', () =>
    withServer({ 'service.yaml': CLUSTER_IP_SERVICE }, async (client) => {
      const lenses = (): Promise<readonly CodeLens[]> =>
        client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: WEB } });
      client.open(WEB, `# a comment\n${SET}`);
      client.open(NGINX, CLUSTER_IP_SERVICE);
      await client.expectRules(WEB, NOT_HEADLESS);
      const [lens, ...others] = await lenses();
      assert.deepEqual(others, []);
      assert.equal(lens?.range.start.line, 1);
      assert.match(lens.command?.title ?? '', /3 Pods.*\(not headless\)/);
      await client.quiet();
      const before = client.notifications.filter((method) => method === 'workspace/codeLens/refresh').length;
      client.replace(NGINX, 'spec:\n', 'spec:\n  clusterIP: None\n');
      await client.until(
        () => client.notifications.filter((method) => method === 'workspace/codeLens/refresh').length > before,
        () => 'no refresh',
      );
      assert.match((await lenses())[0]?.command?.title ?? '', /\(headless\)/);
      client.settings = { codeLens: { enabled: false } };
      client.notify('workspace/didChangeConfiguration', { settings: null });
      await client.quiet();
      assert.deepEqual(await lenses(), []);
    }));
});

describe('document symbols', () => {
  it('name the objects of a file', () =>
    withServer({}, async (client) => {
      client.open(WEB, `${SERVICE}---\n${SET}`);
      const symbols = await client.connection.sendRequest<readonly DocumentSymbol[]>('textDocument/documentSymbol', {
        textDocument: { uri: WEB },
      });
      assert.deepEqual(
        symbols.map(({ name, kind, selectionRange }) => ({ name, kind, line: selectionRange.start.line })),
        [
          { name: 'Service nginx', kind: 11, line: 3 },
          { name: 'StatefulSet web', kind: 5, line: 12 },
        ],
      );
    }));
});

describe('a request', () => {
  it('that is cancelled before it is begun says so, and others are answered', () =>
    withServer({}, async (client) => {
      client.open(WEB, SET);
      const source = new CancellationTokenSource();
      const params = { textDocument: { uri: WEB }, position: { line: 3, character: 9 } };
      const cancelled = client.connection.sendRequest('textDocument/hover', params, source.token);
      const other = client.connection.sendRequest<Hover>('textDocument/hover', params);
      source.cancel();
      await assert.rejects(
        cancelled,
        (error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled,
      );
      assert.ok((await other).contents);
    }));

  it('that makes no sense answers its fallback and leaves a line in the log', () =>
    withServer({}, async (client) => {
      client.open(WEB, SET);
      const answer = await client.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: WEB },
        position: null,
      });
      assert.equal(answer, null);
      assert.ok(client.log.some((line) => line.startsWith('The request textDocument/hover failed')));
    }));
});
