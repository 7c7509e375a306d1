import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, FEW_RULES } from './support/client';
import { SERVICE, SET, withServer } from './support/server';

const MISSING = 'governing-service-missing';
const WEB = at('web.yaml');

describe('settings', () => {
  it('change what is found without a restart', () =>
    withServer(
      { 'web.yaml': SET, 'old/web.yaml': SET.replace('serviceName: nginx', 'serviceName: old') },
      async (client) => {
        await client.expectRules(WEB, MISSING);
        await client.expectRules(at('old/web.yaml'), MISSING);
        client.settings = { severity: { [MISSING]: 'off' } };
        client.notify('workspace/didChangeConfiguration', { settings: null });
        await client.expectRules(WEB);
        await client.expectRules(at('old/web.yaml'));
        client.settings = { severity: { [MISSING]: 'error' }, exclude: ['old'] };
        client.notify('workspace/didChangeConfiguration', { settings: null });
        await client.expectRules(WEB, MISSING);
        assert.equal(client.diagnostics(WEB)[0]?.severity, 1);
        await client.quiet();
        assert.deepEqual(client.rules(at('old/web.yaml')), []);
      },
    ));

  it('that switch a rule off do so from the first moment', () =>
    withServer(
      { 'web.yaml': SET },
      async (client) => {
        client.open(WEB, SET);
        await client.quiet();
        assert.deepEqual(client.published, []);
      },
      { settings: { severity: { [MISSING]: 'off' } } },
    ));

  it('that cannot be used are said once', () =>
    withServer(
      { 'web.yaml': SET },
      async (client) => {
        await client.expectRules(WEB, MISSING);
        client.notify('workspace/didChangeConfiguration', { settings: null });
        await client.quiet();
        assert.equal(client.log.filter((line) => line.includes('statefulset.clusterDomain')).length, 1);
      },
      { settings: { clusterDomain: 42 } },
    ));

  it('may be pushed by a client that is not asked', () =>
    withServer(
      { 'web.yaml': SET },
      async (client) => {
        const push = (severity: Readonly<Record<string, string>>): void =>
          client.notify('workspace/didChangeConfiguration', { settings: { statefulset: { severity } } });
        push(FEW_RULES);
        await client.expectRules(WEB, MISSING);
        push({ ...FEW_RULES, [MISSING]: 'off' });
        await client.expectRules(WEB);
      },
      { without: 'configuration' },
    ));

  it('leave the schema to the client as soon as that sees to it, and take it back', () =>
    withServer({ 'web.yaml': SET }, async (client) => {
      await client.expectRules(WEB, MISSING);
      client.open(WEB, `${SET}  replicas: 2\n  a: [\n`);
      await client.expectRules(WEB, 'yaml-syntax');
      client.notify('statefulset/schemaSupport', { schemaValidation: true, schemaCompletion: true });
      await client.expectRules(WEB);
      client.notify('statefulset/schemaSupport', null);
      await client.expectRules(WEB, 'yaml-syntax');
    }));
});

describe('the client hears', () => {
  it('once that the StatefulSets changed, however much did', () =>
    withServer({ 'web.yaml': SET, 'service.yaml': SERVICE }, async (client) => {
      await client.quiet(250);
      const count = (method: string): number => client.notifications.filter((name) => name === method).length;
      const before = count('statefulset/changed');
      assert.ok(before >= 1);
      client.open(WEB, SET);
      for (const replicas of [4, 5, 6]) client.replace(WEB, `replicas: ${replicas - 1}`, `replicas: ${replicas}`);
      await client.quiet(250);
      assert.equal(count('statefulset/changed'), before + 1);
    }));
});
