import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyCodeAction, at, completionsAt, eventually, open, rangeOf, replace } from './editor';
import { test } from './runner';
import { uriOf } from './workspace';

test('a Service is completed in a line that is half written', async () => {
  const editor = await open('web/web.yaml');
  const { document } = editor;
  await replace(editor, 'serviceName: nginx', 'serviceName: ');
  const labels = await eventually('a completion', async () => {
    const found = await completionsAt(document, at(document, 'serviceName: |'));
    return found.includes('nginx') ? found : undefined;
  });
  assert.equal(labels[0], 'nginx');
});

test('a snippet is inserted as a whole, with its places to fill in', async () => {
  await vscode.workspace.fs.writeFile(uriOf('fresh.yaml'), new Uint8Array());
  const editor = await open('fresh.yaml');
  const { document } = editor;
  const start = new vscode.Position(0, 0);
  const item = await eventually('a snippet', async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      start,
    );
    return list.items.find(({ label }) => labelOf(label) === 'StatefulSet with headless Service');
  });
  assert.ok(item.insertText instanceof vscode.SnippetString);
  await editor.insertSnippet(item.insertText, start);
  assert.match(document.getText(), /^ {2}serviceName: web$/m);
  assert.doesNotMatch(document.getText(), /\$\{/);
});

test('a hint stands right behind its value, with what it means', async () => {
  const { document } = await open('web/web.yaml');
  const pods = await eventually('inlay hints', async () => {
    const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
    );
    return found.find(({ label }) => label === 'web-0 … web-2');
  });
  assert.deepEqual(pods.position, at(document, 'replicas: 3|'));
  assert.ok(pods.tooltip instanceof vscode.MarkdownString && pods.tooltip.value.includes('web-1'));
});

test('a hover copies a command', async () => {
  const { document } = await open('web/web.yaml');
  const link = await eventually('a link in a hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at(document, 'kind: Stateful|Set'),
    );
    for (const part of hovers.flatMap((hover) => hover.contents)) {
      if (!(part instanceof vscode.MarkdownString)) continue;
      const [, uri] = /\[exec of web-0\]\((command:[^ )]+)/.exec(part.value) ?? [];
      if (uri !== undefined) return { uri: vscode.Uri.parse(uri), trusted: part.isTrusted };
    }
    return undefined;
  });
  assert.deepEqual(link.trusted, { enabledCommands: ['statefulset.copyText'] });
  await vscode.commands.executeCommand(link.uri.path, ...(JSON.parse(link.uri.query) as string[]));
  assert.equal(await vscode.env.clipboard.readText(), 'kubectl exec -it -n default web-0 -- sh');
});

test('a change of what is right already is made when it is chosen', async () => {
  const { document } = await open('web/web.yaml');
  const title = 'Add a PodDisruptionBudget that lets one Pod be evicted at a time';
  await applyCodeAction(document, rangeOf(document, 'kind: StatefulSet'), title);
  assert.match(document.getText(), /kind: PodDisruptionBudget[^]*maxUnavailable: 1/);
});

test('documents and blocks fold, and objects are found by name', async () => {
  const { document } = await open('web/web.yaml');
  const folds = await eventually('folding ranges', async () => {
    const found = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    return found.length > 0 ? found : undefined;
  });
  const line = at(document, 'metadata:\n  name: web-content').line;
  assert.ok(folds.some(({ start }) => start === line));
  assert.ok(folds.some(({ start, kind }) => start === 0 && kind === vscode.FoldingRangeKind.Region));
  const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    'StatefulSet web',
  );
  const { path } = document.uri;
  assert.ok(symbols.some(({ name, location }) => name === 'StatefulSet web' && location.uri.path === path));
});

function labelOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === 'string' ? label : label.label;
}
