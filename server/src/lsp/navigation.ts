import type {
  DefinitionLink,
  DefinitionParams,
  DocumentHighlight,
  DocumentHighlightParams,
  Location,
  PrepareRenameParams,
  Range,
  ReferenceParams,
  RenameParams,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { definition } from '../core/features/definition';
import { documentHighlights } from '../core/features/document-highlights';
import { references } from '../core/features/references';
import { prepareRename, rename } from '../core/features/rename';
import type { SourceFile } from '../core/workspace/file';
import { fileOf } from '../core/workspace/snapshot';
import { createAnswer } from './answer';
import { isApplicable } from './applicable';
import { locationOf, offsetOf, placeRename, toDefinitionLink, toHighlight, toWorkspaceEdit } from './convert';
import type { Session } from './session';
import { canonicalUri } from './uri';

/** Answers requests about names: where they lead, who else writes them, and what a rename changes. */
export function registerNavigation(session: Session): void {
  const { connection, client, files, model, background, log } = session;
  const answer = createAnswer(background, log);
  const spell = (uri: string): string => files.openDocument(uri)?.spelling ?? uri;

  const at = <T>(
    { textDocument, position }: DefinitionParams,
    look: (file: SourceFile, offset: number) => T | undefined,
  ): T | undefined => {
    const uri = canonicalUri(textDocument.uri);
    const snapshot = model.refresh();
    const file = files.isCurrent(uri) ? fileOf(snapshot, uri) : undefined;
    return file && look(file, offsetOf(file, position));
  };

  connection.onDefinition(
    answer('textDocument/definition', [], (params: DefinitionParams): DefinitionLink[] | Location[] => {
      const snapshot = model.refresh();
      const links = at(params, (file, offset) => definition(model.workspace, file, offset)) ?? [];
      const placed = links.flatMap((link) => toDefinitionLink(link, snapshot, spell) ?? []);
      if (client.takesDefinitionLinks) return placed;
      return placed.map((link) => ({ uri: link.targetUri, range: link.targetSelectionRange }));
    }),
  );
  connection.onReferences(
    answer('textDocument/references', [], (params: ReferenceParams): Location[] => {
      const snapshot = model.refresh();
      const { includeDeclaration } = params.context;
      const places = at(params, (file, offset) => references(model.workspace, file, offset, includeDeclaration)) ?? [];
      return places.flatMap((place) => {
        const location = locationOf(snapshot, place);
        return location === undefined ? [] : [{ ...location, uri: spell(location.uri) }];
      });
    }),
  );
  connection.onDocumentHighlight(
    answer('textDocument/documentHighlight', [], (params: DocumentHighlightParams): DocumentHighlight[] => {
      const snapshot = model.refresh();
      const places = at(params, (file, offset) => documentHighlights(model.workspace, file, offset)) ?? [];
      return places.flatMap((place) => toHighlight(place, snapshot) ?? []);
    }),
  );

  type Prepared = { readonly range: Range; readonly placeholder: string } | ResponseError | null;
  connection.onPrepareRename(
    answer('textDocument/prepareRename', null, (params: PrepareRenameParams): Prepared => {
      const snapshot = model.refresh();
      const prepared = at(params, (file, offset) => prepareRename(model.workspace, file, offset));
      if (prepared === undefined) return null;
      if ('refusal' in prepared) return refused(prepared.refusal);
      const range = locationOf(snapshot, prepared)?.range;
      return range === undefined ? null : { range, placeholder: prepared.name };
    }),
  );
  connection.onRenameRequest(
    answer('textDocument/rename', null, (params: RenameParams): WorkspaceEdit | ResponseError | null => {
      const snapshot = model.refresh();
      const renamed = at(params, (file, offset) => rename(model.workspace, file, offset, params.newName));
      if (renamed === undefined) return null;
      if ('refusal' in renamed) return refused(renamed.refusal);
      // What is doubtful is only changed where somebody is asked.
      const { annotations } = renamed;
      const edits = renamed.edits.filter((edit) => client.edits.changeAnnotations || edit.annotation !== 'doubt');
      const placed = placeRename({ edits, annotations }, snapshot);
      const stale = placed?.edits.find((edit) => !isApplicable(edit, session));
      if (placed === undefined || stale !== undefined) return refused('A file that names it has changed: try again.');
      const versionOf = (uri: string): number | null => files.openDocument(uri)?.version ?? null;
      return toWorkspaceEdit(placed.edits, client.edits, spell, versionOf, placed.annotations) ?? null;
    }),
  );
}

/** An editor shows the reason where the person renames. */
function refused(reason: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
