import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FileChangeType } from 'vscode-languageserver/node';
import { rendered } from './bench/manifests';
import { at, ROOT, TestClient } from './support/client';
import { MemoryDisk } from './support/memory-disk';
import { CLUSTER_IP_SERVICE, immediate, SERVICE, SET, withServer } from './support/server';

const MISSING = 'governing-service-missing';
const NOT_HEADLESS = 'governing-service-not-headless';
const WEB = at('web.yaml');
const NGINX = at('service.yaml');
const { Changed } = FileChangeType;

describe('diagnostics', () => {
  it('are published for files that nobody has open', () =>
    withServer({ 'web.yaml': SET, 'sub/service.yaml': CLUSTER_IP_SERVICE }, async (client) => {
      await client.expectRules(WEB, NOT_HEADLESS);
      const [diagnostic] = client.diagnostics(WEB);
      assert.equal(diagnostic?.source, 'StatefulSet');
      assert.equal(diagnostic.severity, 2);
      assert.deepEqual(diagnostic.range, { start: { line: 5, character: 15 }, end: { line: 5, character: 20 } });
      assert.match(diagnostic.codeDescription?.href ?? '', /^https:\/\/kubernetes\.io\//);
      assert.equal(diagnostic.relatedInformation?.[0]?.location.uri, at('sub/service.yaml'));
    }));

  it('follow what is typed, in the file and in others', () =>
    withServer({ 'web.yaml': SET, 'service.yaml': SERVICE }, async (client) => {
      client.open(WEB, SET);
      client.open(NGINX, SERVICE);
      client.replace(NGINX, '  clusterIP: None\n', '');
      await client.expectRules(WEB, NOT_HEADLESS);
      client.replace(NGINX, 'name: nginx', 'name: other');
      await client.expectRules(WEB, MISSING);
      client.replace(WEB, 'serviceName: nginx', 'serviceName: other');
      await client.expectRules(WEB, NOT_HEADLESS);
      client.replace(NGINX, 'spec:\n', 'spec:\n  clusterIP: None\n');
      await client.expectRules(WEB);
    }));

  it('go with the version of the text that they are about', () =>
    withServer({}, async (client) => {
      client.open(WEB, SET);
      await client.expectRules(WEB, MISSING);
      client.replace(WEB, 'nginx\n  replicas', 'ngin\n  replicas');
      await client.until(
        () => client.published.at(-1)?.version === 2,
        () => JSON.stringify(client.published.at(-1)),
      );
    }));

  it('move with the lines, also of the file that related information points into', () =>
    withServer({ 'web.yaml': SET, 'service.yaml': CLUSTER_IP_SERVICE }, async (client) => {
      client.open(NGINX, CLUSTER_IP_SERVICE);
      await client.expectRules(WEB, NOT_HEADLESS);
      const line = (): number | undefined =>
        client.diagnostics(WEB)[0]?.relatedInformation?.[0]?.location.range.start.line;
      const before = line() ?? 0;
      client.replace(NGINX, 'apiVersion: v1', '# one\n# two\napiVersion: v1');
      await client.until(
        () => line() === before + 2,
        () => `line ${line()}`,
      );
    }));

  it('come back to what is on disk when an editor closes without saving', () =>
    withServer({ 'web.yaml': SET, 'service.yaml': SERVICE }, async (client) => {
      client.open(NGINX, SERVICE);
      client.replace(NGINX, '  clusterIP: None\n', '');
      await client.expectRules(WEB, NOT_HEADLESS);
      client.close(NGINX);
      await client.expectRules(WEB);
    }));

  it('of a file outside of the workspace go when it is closed', () =>
    withServer({}, async (client) => {
      const uri = 'file:///elsewhere/web.yaml';
      client.open(uri, SET);
      await client.expectRules(uri, MISSING);
      client.close(uri);
      await client.expectRules(uri);
    }));

  it('are not published again where they are the same', () =>
    withServer(
      { 'web.yaml': SET, 'service.yaml': CLUSTER_IP_SERVICE, 'clean.yaml': SERVICE.replaceAll('nginx', 'other') },
      async (client) => {
        client.open(WEB, SET);
        await client.expectRules(WEB, NOT_HEADLESS);
        await client.quiet();
        const before = client.published.length;
        client.replace(WEB, 'replicas: 3', 'replicas: 4');
        client.replace(WEB, 'replicas: 4', 'replicas: 5');
        client.changeOnDisk({ uri: NGINX, type: Changed });
        await client.quiet();
        assert.equal(client.published.length, before);
        assert.ok(!client.published.some(({ uri }) => uri === at('clean.yaml')));
      },
    ));

  it('call nothing missing before all files are read', async () => {
    let answer = (_uris: readonly string[]): void => {};
    const disk = new MemoryDisk({ 'sub/service.yaml': SERVICE }, `${ROOT}/`);
    const client = await TestClient.start({
      host: { disk, immediate },
      offers: { files: true },
      onRequest: (method) => (method === 'statefulset/listFiles' ? new Promise((resolve) => (answer = resolve)) : null),
    });
    client.open(WEB, SET);
    client.open(at('broken.yaml'), 'kind: Service\n\tname: x\n');
    await client.expectRules(at('broken.yaml'), 'yaml-syntax');
    await client.quiet();
    assert.deepEqual(client.rules(WEB), []);
    answer([at('sub/service.yaml')]);
    await client.quiet();
    assert.deepEqual(client.rules(WEB), []);
    await client.stop();
  });

  it('of many edits that come at once are worked out once', () =>
    withServer({ 'web.yaml': SET }, async (client) => {
      client.open(WEB, SET);
      await client.expectRules(WEB, MISSING);
      await client.quiet();
      const before = client.published.length;
      for (let i = 0; i < 50; i += 1) {
        client.replace(WEB, 'serviceName: nginx', 'serviceName: nginxx');
        client.replace(WEB, 'serviceName: nginxx', 'serviceName: nginx');
      }
      client.replace(WEB, 'serviceName: nginx', 'serviceName: web');
      await client.until(
        () => JSON.stringify(client.diagnostics(WEB)).includes('Service web '),
        () => JSON.stringify(client.diagnostics(WEB)),
      );
      assert.ok(client.published.length - before <= 5, `${client.published.length - before} publications`);
    }));

  it('of a large file are worked out between other messages', () =>
    withServer({}, async (client) => {
      const large = at('large.yaml');
      client.open(WEB, SET);
      await client.expectRules(WEB, MISSING);
      client.open(large, rendered(1_000_000).replace('serviceName: app-7', 'serviceName: no-such-service'));
      const position = client.position(WEB, 'replicas: ');
      const hover = await client.connection.sendRequest('textDocument/hover', { textDocument: { uri: WEB }, position });
      assert.ok(hover);
      assert.deepEqual(client.rules(large), []);
      // What is typed meanwhile is part of it in the end.
      const start = { line: 0, character: 0 };
      client.edit(large, [{ range: { start, end: start }, newText: '# first line\n' }]);
      await client.expectRules(large, MISSING);
      const { line } = client.diagnostics(large)[0]?.range.start ?? { line: 0 };
      assert.equal(client.text(large).split('\n')[line], '  serviceName: no-such-service');
    }));
});
