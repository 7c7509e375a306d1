import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WatchKind,
} from 'vscode-languageserver';
import { COMMITTED_CHANGED_NOTIFICATION, SCHEMA_SUPPORT_NOTIFICATION } from '../core/protocol';
import { readOffers } from './client';
import { openDocument } from './open-document';
import type { DiskChange } from './scan';
import type { Session } from './session';
import { canonicalFolder, canonicalUri } from './uri';

/** Takes in what the client tells: documents, files on disk, folders, settings. */
export function registerNotifications(session: Session): void {
  const { connection, client, files, scan } = session;

  connection.onInitialized(async () => {
    if (client.tellsFolderChanges) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = removed.map(({ uri }) => canonicalFolder(uri));
        const come = added.map(({ uri }) => canonicalFolder(uri));
        session.folders = [...session.folders.filter((folder) => !gone.includes(folder)), ...come];
      });
    }
    await Promise.all([session.applySettings(), register(session)]);
  });
  connection.onShutdown(() => session.stop());

  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    const document = openDocument(uri, version, text);
    files.open(document);
    scan.prefer();
    session.committed?.opened(document.uri);
    session.edited(document.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    files.change(canonicalUri(uri), version, contentChanges);
    session.edited(canonicalUri(uri));
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => scan.saved(canonicalUri(uri)));
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    files.close(canonicalUri(uri));
    session.edited(canonicalUri(uri));
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    scan.changed(changes.map(({ uri, type }): DiskChange => ({ uri: canonicalFolder(uri), kind: kindOf(type) })));
  });
  connection.onNotification(COMMITTED_CHANGED_NOTIFICATION, () => session.committed?.changed());
  connection.onNotification(SCHEMA_SUPPORT_NOTIFICATION, (support: unknown) => {
    session.schema = readOffers(support);
  });
  connection.onDidChangeConfiguration(({ settings }) => session.applySettings(settings));
}

function kindOf(type: FileChangeType): DiskChange['kind'] {
  return type === FileChangeType.Created ? 'created' : type === FileChangeType.Deleted ? 'deleted' : 'changed';
}

async function register({ connection, client, log }: Session): Promise<void> {
  try {
    if (client.registersConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'statefulset' });
    }
    if (client.registersWatchers) {
      const watchers = [
        { globPattern: '**/*.{yaml,yml,json}' },
        // A folder that is deleted, renamed or moved in is one event, with no word of the files in it.
        { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
      ];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  } catch (error) {
    log.error('The client did not take up a registration', error);
  }
}
