// What VS Code calls in a browser's extension host, where there is no Node: the extension's browser build must do all the same.

import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/src/extension';
import { conclude } from '../suite/conclude';
import { applyCodeAction, at, diagnosticsOf, eventually, hoverAt, open, ruleOf } from '../suite/editor';
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

test('in the browser, the views are filled and a rollout is stepped to its end', async () => {
  const extension = vscode.extensions.getExtension<ExtensionApi>('statefulset-tools.statefulset-tools');
  const api = await extension?.activate();
  if (!api) throw new Error('The extension offers nothing');
  const web = await eventually('the set web in the view', async () => {
    const sets = await api.statefulSets();
    return sets.find((node) => node.label === 'web');
  });
  await vscode.commands.executeCommand('statefulset.simulate', web.id, { scenario: 'update', play: false });
  for (let steps = 0; steps < 40; steps += 1) await vscode.commands.executeCommand('statefulset.rollout.stepForward');
  const [first] = api.rollout();
  if (first?.label !== 'Nothing to do: all 3 Pods are available.') throw new Error(first?.label);
});
