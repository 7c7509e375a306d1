// The extension in a web extension host, with the server in a worker.

import type { ExtensionContext } from 'vscode';
import type { MessageTransports } from 'vscode-languageclient/browser';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { CLIENT_ID, CLIENT_NAME, clientOptions, serverModule } from './client-options';
import type { ExtensionApi } from './extension';
import { createChannel, start } from './extension';

let worker: Worker | undefined;

export function activate(context: ExtensionContext): ExtensionApi {
  const channel = createChannel(context);
  const server = serverModule(context.extensionUri, 'browser').toString(true);
  // Not the worker itself: the library asks whether it is an instance of Worker, which in this host it is not.
  const startWorker = (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(server);
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  return start(context, new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, clientOptions(channel)));
}
