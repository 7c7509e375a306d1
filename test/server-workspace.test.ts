import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FileChangeType } from 'vscode-languageserver/node';
import { at, ROOT, TestClient } from './support/client';
import { MemoryDisk } from './support/memory-disk';
import { CLUSTER_IP_SERVICE, immediate, SERVICE, SET, withServer } from './support/server';

const MISSING = 'governing-service-missing';
const NOT_HEADLESS = 'governing-service-not-headless';
const WEB = at('web.yaml');
const NGINX = at('service.yaml');
const { Created, Changed, Deleted } = FileChangeType;

describe('files on disk', () => {
  it('are taken in when they come to be, change and go', () =>
    withServer({ 'web.yaml': SET }, async (client, disk) => {
      await client.expectRules(WEB, MISSING);
      disk.write(NGINX, CLUSTER_IP_SERVICE);
      client.changeOnDisk({ uri: NGINX, type: Created });
      await client.expectRules(WEB, NOT_HEADLESS);
      disk.write(NGINX, SERVICE);
      client.changeOnDisk({ uri: NGINX, type: Changed });
      await client.expectRules(WEB);
      disk.delete(NGINX);
      client.changeOnDisk({ uri: NGINX, type: Deleted });
      await client.expectRules(WEB, MISSING);
      disk.delete(WEB);
      client.changeOnDisk({ uri: WEB, type: Deleted });
      await client.expectRules(WEB);
    }));

  it('move with the folder that is renamed, of which alone there is word', () =>
    withServer({ 'a/web.yaml': SET, 'b/deep/service.yaml': CLUSTER_IP_SERVICE }, async (client, disk) => {
      const related = (): string | undefined =>
        client.diagnostics(at('a/web.yaml'))[0]?.relatedInformation?.[0]?.location.uri;
      await client.expectRules(at('a/web.yaml'), NOT_HEADLESS);
      disk.rename(at('b'), at('c'));
      client.changeOnDisk({ uri: at('b'), type: Deleted }, { uri: at('c'), type: Created });
      await client.until(
        () => related() === at('c/deep/service.yaml'),
        () => String(related()),
      );
      disk.rename(at('a'), at('d'));
      client.changeOnDisk({ uri: at('a'), type: Deleted }, { uri: at('d'), type: Created });
      await client.expectRules(at('d/web.yaml'), NOT_HEADLESS);
      await client.expectRules(at('a/web.yaml'));
    }));

  it('that are saved count as saved without being read again', () =>
    withServer({ 'web.yaml': SET, 'service.yaml': CLUSTER_IP_SERVICE }, async (client) => {
      client.open(NGINX, CLUSTER_IP_SERVICE);
      await client.expectRules(WEB, NOT_HEADLESS);
      client.replace(NGINX, 'spec:\n', 'spec:\n  clusterIP: None\n');
      client.notify('textDocument/didSave', { textDocument: { uri: NGINX } });
      client.close(NGINX);
      await client.expectRules(WEB);
      await client.quiet();
      await client.expectRules(WEB);
    }));

  it('in node_modules and excluded ones are left alone, also when they change', () =>
    withServer(
      { 'node_modules/x/web.yaml': SET, 'old/web.yaml': SET, 'web.yaml': SET },
      async (client, disk) => {
        await client.expectRules(WEB, MISSING);
        for (const name of ['old/other.yaml', 'node_modules/y.yaml']) {
          disk.write(at(name), SET.replace('name: web', 'name: other'));
          client.changeOnDisk({ uri: at(name), type: Created });
        }
        await client.quiet();
        assert.deepEqual([...new Set(client.published.map(({ uri }) => uri))], [WEB]);
      },
      { settings: { exclude: ['old/**'] } },
    ));

  it('come as a burst and are read once', () =>
    withServer({ 'web.yaml': SET }, async (client, disk) => {
      await client.expectRules(WEB, MISSING);
      const before = disk.reads;
      disk.write(NGINX, SERVICE);
      client.changeOnDisk({ uri: NGINX, type: Created });
      for (let i = 0; i < 20; i += 1) client.changeOnDisk({ uri: NGINX, type: Changed });
      await client.expectRules(WEB);
      await client.quiet();
      assert.ok(disk.reads - before <= 2, `${disk.reads - before} reads`);
    }));

  it('are watched by name, folders by every creation and deletion', () =>
    withServer({}, async (client) => {
      await client.until(
        () => client.registrations.length === 2,
        () => JSON.stringify(client.registrations),
      );
      const watched = client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles');
      assert.deepEqual(watched?.registerOptions, {
        watchers: [{ globPattern: '**/*.{yaml,yml,json}' }, { globPattern: '**', kind: 5 }],
      });
    }));
});

describe('workspace folders', () => {
  it('come and go', async () => {
    const disk = new MemoryDisk({ 'file:///one/web.yaml': SET, 'file:///two/service.yaml': CLUSTER_IP_SERVICE });
    const client = await TestClient.start({ host: { disk, immediate }, folders: ['file:///one'] });
    const change = (added: readonly string[], removed: readonly string[]): void => {
      const folders = (uris: readonly string[]): unknown => uris.map((uri) => ({ uri, name: uri }));
      client.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: folders(added), removed: folders(removed) },
      });
    };
    await client.expectRules('file:///one/web.yaml', MISSING);
    change(['file:///two'], []);
    await client.expectRules('file:///one/web.yaml', NOT_HEADLESS);
    change([], ['file:///two']);
    await client.expectRules('file:///one/web.yaml', MISSING);
    change([], ['file:///one']);
    await client.expectRules('file:///one/web.yaml');
    await client.stop();
  });

  it('need not be there', async () => {
    const client = await TestClient.start({ host: { disk: new MemoryDisk(), immediate }, folders: [] });
    client.open('untitled:Untitled-1', SET);
    await client.expectRules('untitled:Untitled-1', MISSING);
    await client.stop();
  });

  it('whose spelling differs from that of their files hold them all the same', async () => {
    const disk = new MemoryDisk({ 'file:///c%3A/my%20files/service.yaml': CLUSTER_IP_SERVICE });
    const client = await TestClient.start({ host: { disk, immediate }, folders: ['file:///C:/my files/'] });
    client.open('file:///C:/my%20files/web.yaml', SET);
    await client.expectRules('file:///C:/my%20files/web.yaml', NOT_HEADLESS);
    await client.stop();
  });

  it('on another file system are read through the client', async () => {
    const texts: Readonly<Record<string, string | null>> = {
      'vfs://repo/web.yaml': SET,
      'vfs://repo/service.yaml': CLUSTER_IP_SERVICE,
      'vfs://repo/odd.yaml': null,
    };
    const client = await TestClient.start({
      host: { disk: undefined, immediate },
      folders: ['vfs://repo'],
      offers: { files: true },
      onRequest: (method, params) =>
        method === 'statefulset/listFiles' ? Object.keys(texts) : texts[(params as { readonly uri: string }).uri],
    });
    await client.expectRules('vfs://repo/web.yaml', NOT_HEADLESS);
    assert.ok(client.log.some((line) => line.includes('vfs://repo/odd.yaml cannot be read')));
    await client.stop();
  });

  it('are walked where the client cannot list them after all', async () => {
    const disk = new MemoryDisk({ 'web.yaml': SET }, `${ROOT}/`);
    const onRequest = (): never => {
      throw new Error('not today');
    };
    const client = await TestClient.start({ host: { disk, immediate }, offers: { files: true }, onRequest });
    await client.expectRules(WEB, MISSING);
    await client.stop();
  });

  it('leave alone what the client does not list', async () => {
    const disk = new MemoryDisk({ 'web.yaml': SET, 'hidden.yaml': SET }, `${ROOT}/`);
    const client = await TestClient.start({
      host: { disk, immediate },
      offers: { files: true },
      onRequest: () => [WEB, 'file:///other/x.yaml', 7],
    });
    await client.expectRules(WEB, MISSING);
    await client.quiet();
    assert.deepEqual(client.rules(at('hidden.yaml')), []);
    await client.stop();
  });
});
