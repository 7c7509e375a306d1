import type {
  CompletionList,
  CompletionParams,
  DocumentLink,
  DocumentLinkParams,
  FoldingRange,
  FoldingRangeParams,
  InlayHint,
  InlayHintParams,
  SelectionRange,
  SelectionRangeParams,
  WorkspaceSymbol,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { completion } from '../core/features/completion';
import { documentLinks } from '../core/features/document-links';
import { foldingRanges } from '../core/features/folding-ranges';
import { inlayHints } from '../core/features/inlay-hints';
import { selectionRanges } from '../core/features/selection-ranges';
import { workspaceSymbols } from '../core/features/workspace-symbols';
import type { SourceFile } from '../core/workspace/file';
import { fileOf } from '../core/workspace/snapshot';
import { createAnswer } from './answer';
import { toCompletionItem } from './completion';
import { locationOf, offsetOf, rangeOf, toWorkspaceSymbol } from './convert';
import type { Session } from './session';
import { canonicalUri } from './uri';

/** Characters after which names come up by themselves: between segments of a host, and behind the colon of a key. */
export const TRIGGER_CHARACTERS = ['.', ' '];

/** Answers requests about text that is being written, and about its shape. */
export function registerEditing(session: Session): void {
  const { connection, client, files, model, background, log } = session;
  const answer = createAnswer(background, log);
  const spell = (uri: string): string => files.openDocument(uri)?.spelling ?? uri;

  /** The file as it is now; undefined for one that does not count, or is still being read. */
  const present = ({ uri }: { readonly uri: string }): SourceFile | undefined => {
    const canonical = canonicalUri(uri);
    const snapshot = model.refresh();
    return files.isCurrent(canonical) ? fileOf(snapshot, canonical) : undefined;
  };

  connection.onCompletion(
    answer('textDocument/completion', null, (params: CompletionParams): CompletionList | null => {
      const { position, context } = params;
      const file = present(params.textDocument);
      const options = { schema: session.schema.schemaCompletion !== true, trigger: context?.triggerCharacter };
      const found = file && completion(model.workspace, file, offsetOf(file, position), options);
      const replaced = found && locationOf(model.refresh(), found)?.range;
      if (found === undefined || replaced === undefined) return null;
      const inserted = { start: replaced.start, end: position };
      return {
        isIncomplete: found.incomplete,
        items: found.items.map((item, index) => toCompletionItem(item, index, replaced, inserted, client.completion)),
      };
    }),
  );
  connection.languages.inlayHint.on(
    answer('textDocument/inlayHint', [], ({ textDocument, range }: InlayHintParams): InlayHint[] => {
      const file = present(textDocument);
      if (file === undefined) return [];
      const within = { start: offsetOf(file, range.start), end: offsetOf(file, range.end) };
      return inlayHints(file, within, model.settings.inlayHints, model.workspace).flatMap((hint) => {
        const position = locationOf(model.refresh(), hint)?.range.start;
        const { label, tooltip } = hint;
        if (position === undefined) return [];
        const text = tooltip === undefined ? {} : { tooltip: { kind: 'markdown' as const, value: tooltip } };
        return [{ position, label, paddingLeft: true, ...text }];
      });
    }),
  );
  connection.onWorkspaceSymbol(
    answer('workspace/symbol', [], ({ query }: WorkspaceSymbolParams): WorkspaceSymbol[] => {
      const snapshot = model.refresh();
      return workspaceSymbols(query, snapshot).flatMap((symbol) => toWorkspaceSymbol(symbol, snapshot, spell) ?? []);
    }),
  );
  connection.onDocumentLinks(
    answer('textDocument/documentLink', [], ({ textDocument }: DocumentLinkParams): DocumentLink[] => {
      const file = present(textDocument);
      const links = file === undefined ? [] : documentLinks(file, model.workspace);
      return links.flatMap((link) => {
        const range = locationOf(model.refresh(), link)?.range;
        return range === undefined ? [] : [{ range, target: spell(link.target) }];
      });
    }),
  );
  // Where there is nothing to say an editor does it by itself, if it is told null.
  connection.onFoldingRanges(
    answer('textDocument/foldingRange', null, ({ textDocument }: FoldingRangeParams): FoldingRange[] | null => {
      const file = present(textDocument);
      const ranges = file && foldingRanges(file);
      if (file === undefined || ranges === undefined) return null;
      return ranges.map(({ span, kind }) => {
        const { start, end } = rangeOf(file, 0, span);
        return { startLine: start.line, endLine: end.line, ...(kind === undefined ? {} : { kind }) };
      });
    }),
  );
  connection.onSelectionRanges(
    answer('textDocument/selectionRange', null, (params: SelectionRangeParams): SelectionRange[] | null => {
      const file = present(params.textDocument);
      if (file === undefined) return null;
      const selections = params.positions.map((position) => {
        const spans = selectionRanges(file, offsetOf(file, position)) ?? [];
        return spans.reduceRight<SelectionRange | undefined>(
          (parent, span) => ({ range: rangeOf(file, 0, span), ...(parent === undefined ? {} : { parent }) }),
          undefined,
        );
      });
      // One answer for each position, or none at all.
      return selections.every((selection) => selection !== undefined) ? selections : null;
    }),
  );
}
