import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FileChangeType } from 'vscode-languageserver/node';
import { at, FEW_RULES, ROOT, TestClient } from './support/client';
import { MemoryDisk } from './support/memory-disk';
import { CLUSTER_IP_SERVICE, immediate, SERVICE, SET, withServer } from './support/server';

const MISSING = 'governing-service-missing';
const NOT_HEADLESS = 'governing-service-not-headless';
const WEB = at('web.yaml');
const NGINX = at('service.yaml');
const { Created, Changed, Deleted } = FileChangeType;

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
});

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
