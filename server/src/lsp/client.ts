import type { InitializeParams } from 'vscode-languageserver';
import type { ClientOffers } from '../core/protocol';
import type { EditAbilities } from './convert';
import { canonicalFolder } from './uri';

/** What the server needs to know of the client, read once. */
export interface Client {
  /** Canonical URIs of the workspace folders at the start. */
  readonly folders: readonly string[];
  readonly offersFiles: boolean;
  readonly offersCommittedText: boolean;
  readonly copiesText: boolean;
  /** It checks documents against the Kubernetes schema by other means. */
  readonly validatesSchema: boolean;
  readonly edits: EditAbilities;
  /** It answers requests for settings; otherwise it pushes them, if at all. */
  readonly hasConfiguration: boolean;
  readonly tellsFolderChanges: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly rendersMarkdown: boolean;
  /** It can underline all of a name that leads somewhere, whatever it holds to be a word. */
  readonly takesDefinitionLinks: boolean;
  readonly preparesRename: boolean;
}

export function readClient(params: InitializeParams): Client {
  const { workspace } = params.capabilities;
  const offers = readOffers(params.initializationOptions);
  const root = params.rootUri ?? undefined;
  const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (root === undefined ? [] : [root]);
  return {
    folders: folders.map(canonicalFolder),
    offersFiles: offers.files === true,
    offersCommittedText: offers.committedText === true,
    copiesText: offers.copyText === true,
    validatesSchema: offers.schemaValidation === true,
    edits: {
      documentChanges: workspace?.workspaceEdit?.documentChanges === true,
      createFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
      changeAnnotations:
        workspace?.workspaceEdit?.documentChanges === true &&
        workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    },
    hasConfiguration: workspace?.configuration === true,
    tellsFolderChanges: workspace?.workspaceFolders === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    rendersMarkdown: params.capabilities.textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    takesDefinitionLinks: params.capabilities.textDocument?.definition?.linkSupport === true,
    preparesRename: params.capabilities.textDocument?.rename?.prepareSupport === true,
  };
}

function readOffers(options: unknown): ClientOffers {
  return typeof options === 'object' && options !== null ? options : {};
}
