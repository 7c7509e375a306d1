import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  DefinitionLink,
  DocumentHighlight,
  Location,
  Position,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { LSPErrorCodes } from 'vscode-languageserver/node';
import type { TestClient } from './support/client';
import { at } from './support/client';
import { SERVICE, SET, withServer } from './support/server';

const WEB = at('web.yaml');
const NGINX = at('service.yaml');
const CONFIG = at('config.yaml');
const CONFIG_MAP =
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\ndata:\n  host: nginx\n  peer: web-0.nginx\n';
const FILES = { 'web.yaml': SET, 'service.yaml': SERVICE, 'config.yaml': CONFIG_MAP };

async function ask<T>(
  client: TestClient,
  method: string,
  uri: string,
  position: Position,
  more: object = {},
): Promise<T> {
  return client.connection.sendRequest(method, { textDocument: { uri }, position, ...more });
}

/** Opens the set and waits until all files are read; answers with the position of the name in `serviceName`. */
async function openSet(client: TestClient): Promise<Position> {
  client.open(WEB, SET);
  await client.until(
    () => client.log.some((line) => /^Read \d+ files/.test(line)),
    () => 'the files are not read',
  );
  return client.position(WEB, 'serviceName: n');
}

function range(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

describe('navigation', () => {
  it('leads to the definition, with all of the name and a preview of what it is', () =>
    withServer(FILES, async (client) => {
      const links = await ask<DefinitionLink[]>(client, 'textDocument/definition', WEB, await openSet(client));
      assert.deepEqual(links, [
        {
          originSelectionRange: range(5, 15, 20),
          targetUri: NGINX,
          targetRange: { start: { line: 0, character: 0 }, end: { line: 7, character: 34 } },
          targetSelectionRange: range(3, 8, 13),
        },
      ]);
    }));

  it('leads to a plain place for a client that knows nothing else', () =>
    withServer(
      FILES,
      async (client) => {
        const found = await ask<Location[]>(client, 'textDocument/definition', WEB, await openSet(client));
        assert.deepEqual(found, [{ uri: NGINX, range: range(3, 8, 13) }]);
      },
      { without: 'links' },
    ));

  it('finds references, with the definition or without', () =>
    withServer(FILES, async (client) => {
      const position = await openSet(client);
      const references = async (includeDeclaration: boolean): Promise<readonly string[]> => {
        const context = { context: { includeDeclaration } };
        const found = await ask<Location[]>(client, 'textDocument/references', WEB, position, context);
        return found.map(
          ({ uri, range }) => `${uri.slice(at('').length)}:${range.start.line}:${range.start.character}`,
        );
      };
      const others = ['config.yaml:5:8', 'config.yaml:6:14'];
      assert.deepEqual(await references(false), [...others, 'web.yaml:5:15']);
      assert.deepEqual(await references(true), [...others, 'service.yaml:3:8', 'web.yaml:5:15']);
    }));

  it('highlights a name in its file, its definition as what is written', () =>
    withServer(FILES, async (client) => {
      await openSet(client);
      client.open(CONFIG, CONFIG_MAP);
      const position = client.position(CONFIG, 'web-0.n');
      const found = await ask<DocumentHighlight[]>(client, 'textDocument/documentHighlight', CONFIG, position);
      assert.deepEqual(found, [
        { range: range(5, 8, 13), kind: 2 },
        { range: range(6, 14, 19), kind: 2 },
      ]);
      const name = client.position(CONFIG, 'name: c');
      assert.deepEqual(await ask(client, 'textDocument/documentHighlight', CONFIG, name), [
        { range: range(3, 8, 14), kind: 3 },
      ]);
    }));

  it('finds nothing where there is no name', () =>
    withServer(FILES, async (client) => {
      await openSet(client);
      const position = client.position(WEB, 'repli');
      assert.deepEqual(await ask(client, 'textDocument/definition', WEB, position), []);
      assert.deepEqual(
        await ask(client, 'textDocument/references', WEB, position, { context: { includeDeclaration: true } }),
        [],
      );
      assert.deepEqual(await ask(client, 'textDocument/documentHighlight', WEB, position), []);
      assert.equal(await ask(client, 'textDocument/prepareRename', WEB, position), null);
      assert.equal(await ask(client, 'textDocument/rename', WEB, position, { newName: 'other' }), null);
      assert.deepEqual(await ask(client, 'textDocument/definition', at('no-such.yaml'), position), []);
    }));
});

describe('a rename', () => {
  it('is prepared with the name that stands there', () =>
    withServer(FILES, async (client) => {
      const prepared = await ask(client, 'textDocument/prepareRename', WEB, await openSet(client));
      assert.deepEqual(prepared, { range: range(5, 15, 20), placeholder: 'nginx' });
    }));

  it('changes open files and others, and says what a person should know', () =>
    withServer(FILES, async (client) => {
      const position = await openSet(client);
      const edit = await ask<WorkspaceEdit>(client, 'textDocument/rename', WEB, position, { newName: 'backend' });
      assert.deepEqual(Object.keys(edit.changeAnnotations ?? {}), ['consequence', 'doubt']);
      assert.equal(edit.changeAnnotations?.['consequence']?.needsConfirmation, true);
      assert.match(edit.changeAnnotations['consequence'].description ?? '', /deleted and created again/);
      const changes = (edit.documentChanges ?? []).map((change) => {
        assert.ok('textDocument' in change);
        return [change.textDocument.uri, change.textDocument.version, change.edits];
      });
      const made = (at: Range, annotationId: string): object => ({ range: at, newText: 'backend', annotationId });
      assert.deepEqual(changes, [
        [CONFIG, null, [made(range(5, 8, 13), 'doubt'), made(range(6, 14, 19), 'consequence')]],
        [NGINX, null, [made(range(3, 8, 13), 'consequence')]],
        [WEB, 1, [made(range(5, 15, 20), 'consequence')]],
      ]);
    }));

  for (const without of ['annotations', 'documentChanges'] as const) {
    it(`leaves out what is doubtful for a client without ${without}, which cannot ask`, () =>
      withServer(
        FILES,
        async (client) => {
          const position = await openSet(client);
          client.open(NGINX, SERVICE);
          client.open(CONFIG, CONFIG_MAP);
          const edit = await ask<WorkspaceEdit>(client, 'textDocument/rename', WEB, position, { newName: 'backend' });
          assert.equal(edit.changeAnnotations, undefined);
          assert.doesNotMatch(JSON.stringify(edit), /annotationId/);
          client.apply(edit);
          assert.equal(client.text(WEB), SET.replace('serviceName: nginx', 'serviceName: backend'));
          assert.equal(client.text(NGINX), SERVICE.replace('name: nginx', 'name: backend'));
          assert.equal(client.text(CONFIG), CONFIG_MAP.replace('web-0.nginx', 'web-0.backend'));
        },
        { without },
      ));
  }

  it('is refused with a reason', () =>
    withServer(FILES, async (client) => {
      const position = await openSet(client);
      const refused = { code: LSPErrorCodes.RequestFailed };
      await assert.rejects(ask(client, 'textDocument/rename', WEB, position, { newName: 'No Name' }), {
        ...refused,
        message: /has upper-case letters/,
      });
      await assert.rejects(ask(client, 'textDocument/prepareRename', WEB, client.position(WEB, 'app: n')), {
        ...refused,
        message: /label cannot be renamed/,
      });
    }));

  it('is refused where a closed file is no longer what was read', () =>
    withServer(FILES, async (client, disk) => {
      const position = await openSet(client);
      disk.write(NGINX, `# changed behind our back\n${SERVICE}`);
      await assert.rejects(ask(client, 'textDocument/rename', WEB, position, { newName: 'backend' }), {
        message: /has changed: try again/,
      });
    }));
});
