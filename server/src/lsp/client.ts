import type { InitializeParams } from 'vscode-languageserver';
import type { ClientOffers, SchemaSupport } from '../core/protocol';
import type { CompletionAbilities } from './completion';
import type { EditAbilities } from './convert';
import { canonicalFolder } from './uri';

/** What the server needs to know of the client, read once. */
export interface Client {
  /** Canonical URIs of the workspace folders at the start. */
  readonly folders: readonly string[];
  readonly offersFiles: boolean;
  readonly offersCommittedText: boolean;
  readonly copiesText: boolean;
  /** Its hovers may run the command that copies a text. */
  readonly runsHoverCommands: boolean;
  /** What it did by the Kubernetes schema at the start. */
  readonly schema: SchemaSupport;
  readonly completion: CompletionAbilities;
  readonly edits: EditAbilities;
  /** It answers requests for settings; otherwise it pushes them, if at all. */
  readonly hasConfiguration: boolean;
  readonly tellsFolderChanges: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  /** It asks for the edits of a code action when that is chosen. */
  readonly resolvesCodeActions: boolean;
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
    runsHoverCommands: offers.copyText === true && offers.hoverCommands === true,
    schema: offers,
    completion: readCompletion(params),
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
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    resolvesCodeActions:
      params.capabilities.textDocument?.codeAction?.dataSupport === true &&
      params.capabilities.textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    rendersMarkdown: params.capabilities.textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    takesDefinitionLinks: params.capabilities.textDocument?.definition?.linkSupport === true,
    preparesRename: params.capabilities.textDocument?.rename?.prepareSupport === true,
  };
}

function readCompletion(params: InitializeParams): CompletionAbilities {
  const item = params.capabilities.textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    markdown: item?.documentationFormat?.includes('markdown') === true,
  };
}

/** What a client says that it offers; nothing where it says something else. */
export function readOffers(options: unknown): ClientOffers {
  return typeof options === 'object' && options !== null ? options : {};
}
