// What VS Code calls in a browser's extension host, where there is no Node: the extension's browser build must do all the same.

import * as vscode from 'vscode';
import { conclude } from '../suite/conclude';
import { applyCodeAction, at, diagnosticsOf, hoverAt, open, ruleOf } from '../suite/editor';
import { runAll, test } from '../suite/runner';
import { closeEditors, uriOf } from '../suite/workspace';

export async function run(): Promise<void> {
  await conclude(await runAll(closeEditors));
}

test('in the browser, the extension is active once a YAML file is open', async () => {
  const extension = vscode.extensions.getExtension('statefulset-tools.statefulset-tools');
  if (!extension) throw new Error('VS Code does not know the extension');
  await open('web/web.yaml');
  await extension.activate();
});

test('in the browser, a hover names the Pods', async () => {
  const { document } = await open('web/web.yaml');
  const text = await hoverAt(document, at(document, 'kind: Stateful|Set'));
  if (!text.includes('web-0')) throw new Error(text);
});

test('in the browser, findings reach files that nobody has opened', async () => {
  await diagnosticsOf(uriOf('rabbitmq/rabbitmq.yaml'), (found) => found.length > 0);
});

test('in the browser, a quick fix removes its finding', async () => {
  const { document } = await open('postgres/postgres.yaml');
  const [finding] = await diagnosticsOf(document.uri, (found) => found.length > 0);
  if (!finding) throw new Error('No finding');
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    finding.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const [first] = actions;
  if (!first) throw new Error('No quick fix');
  await applyCodeAction(document, finding.range, first.title);
  await diagnosticsOf(document.uri, (found) => !found.some((one) => ruleOf(one) === ruleOf(finding)));
});
