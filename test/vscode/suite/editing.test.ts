import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, eventually, open } from './editor';
import { test } from './runner';

/** Asks VS Code what a command such as `vscode.executeDefinitionProvider` answers, until there is something. */
function answered<T>(command: string, ...parameters: readonly unknown[]): Promise<readonly T[]> {
  return eventually(command, async () => {
    const answer = await vscode.commands.executeCommand<readonly T[] | undefined>(command, ...parameters);
    return answer === undefined || answer.length === 0 ? undefined : answer;
  });
}

test('serviceName leads to its Service in another file', async () => {
  const { document } = await open('mysql/statefulset.yaml');
  const found = await answered<vscode.Location | vscode.LocationLink>(
    'vscode.executeDefinitionProvider',
    document.uri,
    at(document, 'serviceName: my|sql'),
  );
  const uris = found.map((place) => ('targetUri' in place ? place.targetUri : place.uri).path);
  assert.ok(
    uris.some((path) => path.endsWith('mysql/services.yaml')),
    uris.join(),
  );
});

test('serviceName is completed by the Services of the workspace', async () => {
  const { document } = await open('mysql/statefulset.yaml');
  const offered = await eventually('completion', async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at(document, 'serviceName: |mysql'),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    return labels.includes('mysql-read') ? labels : undefined;
  });
  assert.ok(offered.indexOf('mysql') < offered.indexOf('mysql-read'), offered.join());
});

test('hints stand beside what they follow from', async () => {
  const { document } = await open('mysql/statefulset.yaml');
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await answered<vscode.InlayHint>('vscode.executeInlayHintProvider', document.uri, all);
  const texts = hints.map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );
  assert.ok(
    texts.some((text) => text.includes('mysql-0') && text.includes('mysql-2')),
    texts.join(),
  );
});

test('a Service is renamed in every file that names it', async () => {
  const { document } = await open('redis/redis.yaml');
  const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    at(document, 'serviceName: re|dis'),
    'cache',
  );
  await vscode.workspace.applyEdit(edit);
  const text = document.getText();
  assert.match(text, /serviceName: cache\n/);
  assert.match(text, /redis-0\.cache:6379,redis-1\.cache:6379/);
});
