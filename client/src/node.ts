// The extension in a desktop or remote extension host.

import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME, clientOptions, serverModule } from './client-options';
import type { ExtensionApi } from './extension';
import { createChannel, start } from './extension';

export function activate(context: ExtensionContext): ExtensionApi {
  const channel = createChannel(context);
  const server = { module: serverModule(context.extensionUri, 'node').fsPath, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return start(context, new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug }, clientOptions(channel)));
}
