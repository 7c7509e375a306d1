import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  DocumentLink,
  FoldingRange,
  Hover,
  InlayHint,
  SelectionRange,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import type { TestClient } from './support/client';
import { applyTextEdits, at } from './support/client';
import { SERVICE, SET, withServer } from './support/server';

const WEB = at('web.yaml');
const NGINX = at('service.yaml');
const FILES = { 'web.yaml': SET, 'service.yaml': SERVICE };

const ABLE: NonNullable<ClientCapabilities['textDocument']> = {
  completion: {
    completionItem: { snippetSupport: true, labelDetailsSupport: true, documentationFormat: ['markdown'] },
  },
  codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
};

function complete(client: TestClient, uri: string, before: string, trigger?: string): Promise<CompletionList | null> {
  const context = trigger === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: trigger };
  const position = client.position(uri, before);
  return client.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position, context });
}

/** The text once an item is taken. */
function accept(text: string, { textEdit }: CompletionItem): string {
  assert.ok(textEdit !== undefined && 'range' in textEdit);
  return applyTextEdits(text, [textEdit]);
}

describe('completion', () => {
  it('writes a name from another file into a line that is half written', () =>
    withServer({ 'service.yaml': SERVICE }, async (client) => {
      const text = SET.replace('serviceName: nginx', 'serviceName:');
      client.open(WEB, text);
      await client.until(
        () => client.log.some((line) => /^Read \d+ files/.test(line)),
        () => 'the files are not read',
      );
      const list = await complete(client, WEB, 'serviceName:');
      const [item] = list?.items ?? [];
      assert.equal(item?.label, 'nginx');
      assert.equal(item.detail, 'headless, selects these Pods');
      assert.equal(accept(text, item), SET);
    }));

  it('offers names alone where another extension completes the schema', () =>
    withServer(
      FILES,
      async (client) => {
        client.open(WEB, SET.replace('  replicas: 3\n', '  \n'));
        await client.quiet();
        const labels = (await complete(client, WEB, 'serviceName: nginx\n  '))?.items.map(({ label }) => label);
        assert.deepEqual(labels, ['volumeClaimTemplates with a claim']);
      },
      { offers: { schemaCompletion: true } },
    ));

  it('makes snippets for clients that take them, and plain text for others', async () => {
    for (const [textDocument, expected] of [
      [ABLE, '- metadata:\n      name: ${1:data}\n    spec:'],
      [undefined, '- metadata:\n      name: data\n    spec:'],
    ] as const) {
      await withServer(
        {},
        async (client) => {
          client.open(WEB, `${SET}  volumeClaimTemplates:\n  `);
          await client.quiet();
          const list = await complete(client, WEB, 'volumeClaimTemplates:\n  ');
          const item = list?.items.find(({ label }) => label === 'claim template');
          assert.ok(item !== undefined);
          assert.ok(item.textEdit?.newText.startsWith(expected), item.textEdit?.newText);
          assert.equal(item.insertTextFormat, textDocument === undefined ? 1 : 2);
          assert.equal(item.insertTextMode, 1);
        },
        textDocument === undefined ? {} : { textDocument },
      );
    }
  });

  it('keeps fields back when a character asks, and says nothing of texts that are none of ours', () =>
    withServer(FILES, async (client) => {
      client.open(WEB, SET.replace('  replicas: 3\n', '  \n'));
      const other = at('compose.yaml');
      client.open(other, 'services:\n  \n');
      await client.quiet();
      assert.deepEqual((await complete(client, WEB, 'serviceName: nginx\n  ', ' '))?.items, []);
      assert.deepEqual((await complete(client, other, 'services:\n  '))?.items, []);
    }));
});

describe('inlay hints', () => {
  const ask = (client: TestClient): Promise<InlayHint[]> => {
    const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
    return client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: WEB }, range });
  };

  it('stand behind their values, and go with a setting', () =>
    withServer(
      FILES,
      async (client) => {
        client.open(WEB, SET);
        await client.quiet();
        const hints = await ask(client);
        assert.deepEqual(
          hints.map(({ label, position }) => [label, position]),
          [['headless', client.position(WEB, 'serviceName: nginx')]],
        );
        client.settings = { inlayHints: { enabled: false } };
        client.notify('workspace/didChangeConfiguration', { settings: null });
        await client.quiet();
        assert.deepEqual(await ask(client), []);
      },
      { settings: { inlayHints: { replicas: false } } },
    ));

  it('are asked for again when another file changes them', () =>
    withServer(FILES, async (client) => {
      client.open(WEB, SET);
      client.open(NGINX, SERVICE);
      await client.quiet();
      client.notifications.length = 0;
      client.replace(NGINX, '  clusterIP: None\n', '');
      await client.until(
        () => client.notifications.includes('workspace/inlayHint/refresh'),
        () => client.notifications.join(', '),
      );
      assert.ok((await ask(client)).some(({ label }) => label === 'not headless'));
    }));
});

describe('changes of what is right already', () => {
  const actions = (client: TestClient, before: string, triggerKind: 1 | 2): Promise<CodeAction[]> => {
    const position = client.position(WEB, before);
    const params = { textDocument: { uri: WEB }, range: { start: position, end: position } };
    return client.connection.sendRequest('textDocument/codeAction', {
      ...params,
      context: { diagnostics: [], only: undefined, triggerKind },
    });
  };

  it('come with their edits when they are chosen, and say what they mean', () =>
    withServer(
      FILES,
      async (client) => {
        client.open(WEB, SET);
        await client.quiet();
        const offered = await actions(client, 'name: web', 2);
        const parallel = offered.find(({ title }) => title.includes('Parallel'));
        assert.equal(parallel?.kind, 'refactor.rewrite');
        assert.equal(parallel.edit, undefined);
        const chosen = await client.connection.sendRequest<CodeAction>('codeAction/resolve', parallel);
        const [annotation] = Object.values(chosen.edit?.changeAnnotations ?? {});
        assert.equal(annotation?.needsConfirmation, true);
        assert.match(annotation.description ?? '', /--cascade=orphan/);
        client.apply(chosen.edit);
        assert.match(client.text(WEB), /replicas: 3\n {2}podManagementPolicy: Parallel\n/);
      },
      { textDocument: ABLE },
    ));

  it('come at once for a client that does not ask again, and make files', () =>
    withServer({}, async (client) => {
      client.open(WEB, `${SERVICE}---\n${SET}`);
      await client.quiet();
      const [move] = await actions(client, 'name: nginx', 1);
      assert.equal(move?.title, 'Move Service nginx to a new file, nginx-service.yaml');
      const created = client.apply(move.edit);
      assert.deepEqual([...created], [[at('nginx-service.yaml'), SERVICE]]);
      assert.equal(client.text(WEB), `---\n${SET}`);
    }));

  it('are not offered on every line, unless somebody asks', () =>
    withServer(FILES, async (client) => {
      client.open(WEB, SET);
      await client.quiet();
      assert.deepEqual(await actions(client, 'containers', 2), []);
      assert.ok((await actions(client, 'containers', 1)).length > 0);
    }));

  it('have no edits any more where the text has changed since', () =>
    withServer(
      FILES,
      async (client) => {
        client.open(WEB, SET);
        await client.quiet();
        const [action] = await actions(client, 'name: web', 2);
        client.replace(WEB, 'kind: StatefulSet', 'kind: Deployment');
        const chosen = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
        assert.equal(chosen.edit, undefined);
      },
      { textDocument: ABLE },
    ));
});

describe('links in hovers', () => {
  const hoverAt = async (client: TestClient): Promise<string> => {
    client.open(WEB, SET);
    await client.quiet();
    const position = client.position(WEB, 'name: w');
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: WEB },
      position,
    });
    return (hover.contents as { value: string }).value;
  };

  it('copy names and commands where the client runs that command', () =>
    withServer(
      FILES,
      async (client) => {
        const text = await hoverAt(client);
        const [, argument = ''] = /\[exec of web-0\]\(command:statefulset\.copyText\?([^ )]*) "/.exec(text) ?? [];
        assert.deepEqual(JSON.parse(decodeURIComponent(argument)), ['kubectl exec -it -n default web-0 -- sh']);
      },
      { offers: { copyText: true, hoverCommands: true } },
    ));

  it('are left out for other clients', () =>
    withServer(
      FILES,
      async (client) => {
        assert.doesNotMatch(await hoverAt(client), /command:/);
      },
      { offers: { copyText: true } },
    ));
});

describe('the shape of files', () => {
  it('is folded and selected by YAML', () =>
    withServer(FILES, async (client) => {
      client.open(WEB, SET);
      const other = at('compose.yaml');
      client.open(other, 'services:\n  \n');
      await client.quiet();
      const fold = (uri: string): Promise<FoldingRange[] | null> =>
        client.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri } });
      assert.ok((await fold(WEB))?.some(({ startLine, endLine }) => startLine === 2 && endLine === 3));
      assert.equal(await fold(other), null);
      const select = (uri: string, before: string): Promise<SelectionRange[] | null> =>
        client.connection.sendRequest('textDocument/selectionRange', {
          textDocument: { uri },
          positions: [client.position(uri, before)],
        });
      const [selection] = (await select(WEB, 'serviceName: ng')) ?? [];
      assert.deepEqual(selection?.range, {
        start: client.position(WEB, 'serviceName: '),
        end: client.position(WEB, 'serviceName: nginx'),
      });
      assert.deepEqual(selection.parent?.range.start, client.position(WEB, 'spec:\n  '));
      assert.equal(await select(other, 'services'), null);
    }));

  it('is found by names and paths', () =>
    withServer({ ...FILES, 'kustomization.yaml': 'resources:\n  - web.yaml\n' }, async (client) => {
      const uri = at('kustomization.yaml');
      client.open(uri, 'resources:\n  - web.yaml\n');
      await client.quiet();
      const found = await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'statef' });
      assert.deepEqual(
        found.map(({ name, location }) => [name, location.uri]),
        [['StatefulSet web', WEB]],
      );
      const links = await client.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', {
        textDocument: { uri },
      });
      assert.deepEqual(
        links.map(({ range, target }) => [range.start, target]),
        [[client.position(uri, '- '), WEB]],
      );
    }));
});
