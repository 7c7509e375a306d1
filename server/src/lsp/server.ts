import type { Connection, InitializeResult } from 'vscode-languageserver';
import { TextDocumentSyncKind } from 'vscode-languageserver';
import { VERSION } from '../version';
import { readClient } from './client';
import { FIX_ALL } from './code-actions';
import { registerCommittedSet } from './committed-set';
import { registerEditing, TRIGGER_CHARACTERS } from './editing';
import { registerHandlers } from './handlers';
import type { Host } from './host';
import { registerNavigation } from './navigation';
import { registerNotifications } from './notifications';
import { REFACTOR_KINDS } from './refactorings';
import { Session } from './session';

/** Serves one client, in a process or in a worker alike. */
export function startServer(connection: Connection, host: Host): void {
  connection.onInitialize((params): InitializeResult => {
    const session = new Session(connection, host, readClient(params));
    registerNotifications(session);
    registerHandlers(session);
    registerNavigation(session);
    registerEditing(session);
    registerCommittedSet(session);
    return {
      serverInfo: { name: 'statefulset-language-server', version: VERSION },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        codeActionProvider: {
          codeActionKinds: ['quickfix', ...REFACTOR_KINDS, FIX_ALL],
          ...(session.client.resolvesCodeActions ? { resolveProvider: true } : {}),
        },
        completionProvider: { triggerCharacters: TRIGGER_CHARACTERS },
        inlayHintProvider: true,
        documentLinkProvider: {},
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        workspaceSymbolProvider: true,
        hoverProvider: true,
        codeLensProvider: {},
        documentSymbolProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: session.client.preparesRename ? { prepareProvider: true } : true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  connection.listen();
}
