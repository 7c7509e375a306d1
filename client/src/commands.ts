import type { Disposable } from 'vscode';
import { commands, env, Range, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PlainLocation } from '../../server/src/core/protocol';
import { COPY_TEXT_COMMAND } from '../../server/src/core/protocol';
import type { TreeNode } from './tree-node';
import { OPEN_LOCATION_COMMAND } from './tree-view';

/** The commands that need nothing but the editor and the server. */
export function registerCommands(client: BaseLanguageClient): Disposable[] {
  return [
    commands.registerCommand(OPEN_LOCATION_COMMAND, openLocation),
    commands.registerCommand('statefulset.goToDefinition', async (node?: TreeNode) => {
      if (node?.location !== undefined) await openLocation(node.location, { preserveFocus: false });
    }),
    commands.registerCommand('statefulset.copyName', async (node?: TreeNode) => {
      if (node?.copy !== undefined) await env.clipboard.writeText(node.copy);
    }),
    commands.registerCommand(COPY_TEXT_COMMAND, (text: string) => env.clipboard.writeText(text)),
    commands.registerCommand('statefulset.newManifest', newManifest),
    commands.registerCommand('statefulset.showOutput', () => client.outputChannel.show(true)),
    commands.registerCommand('statefulset.restartServer', async () => {
      if (client.needsStop()) await client.stop();
      await startClient(client);
    }),
  ];
}

/**
 * Shows a place in an editor, selected. The focus stays where it is unless asked for: whoever clicks through a tree, or
 * steps through a rollout by keys, goes on there.
 */
export async function openLocation(
  { uri, range }: PlainLocation,
  { preserveFocus }: { readonly preserveFocus: boolean } = { preserveFocus: true },
): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const { start, end } = range;
  const selection = document.validateRange(new Range(start.line, start.character, end.line, end.character));
  await window.showTextDocument(document, { selection, preserveFocus });
}

/** Starts the server; where it does not start, says so and lets the views say so too. */
export async function startClient(client: BaseLanguageClient): Promise<void> {
  try {
    await client.start();
    await commands.executeCommand('setContext', 'statefulset.failed', false);
  } catch (error) {
    client.error('The language server did not start', error, 'force');
    await commands.executeCommand('setContext', 'statefulset.failed', true);
  }
}

/** A set and its headless Service, to begin with. */
async function newManifest(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'yaml', content: MANIFEST });
  await window.showTextDocument(document);
}

const MANIFEST = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
  ports:
    - name: http
      port: 80
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: nginx
          image: nginx
          ports:
            - name: http
              containerPort: 80
          readinessProbe:
            httpGet:
              port: http
          volumeMounts:
            - name: data
              mountPath: /usr/share/nginx/html
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        resources:
          requests:
            storage: 1Gi
`;
