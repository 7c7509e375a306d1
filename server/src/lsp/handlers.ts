import type {
  CancellationToken,
  CodeAction,
  CodeActionParams,
  CodeLens,
  CodeLensParams,
  DocumentSymbol,
  DocumentSymbolParams,
  Hover,
  HoverParams,
} from 'vscode-languageserver';
import { codeLenses } from '../core/features/code-lens';
import { documentSymbols } from '../core/features/document-symbols';
import { hover } from '../core/features/hover';
import { summariesInSteps } from '../core/features/statefulset-summary';
import type { StatefulSetSummary } from '../core/protocol';
import { STATEFUL_SETS_REQUEST } from '../core/protocol';
import type { SourceFile } from '../core/workspace/file';
import { fileOf } from '../core/workspace/snapshot';
import { createAnswer } from './answer';
import { isApplicable } from './applicable';
import type { CodeActionContext } from './code-actions';
import { fixAll, quickFixes } from './code-actions';
import { locationOf, offsetOf, toSymbol } from './convert';
import { copyLinks } from './hover-links';
import { refactorActions, resolveAction } from './refactorings';
import type { Session } from './session';
import { toProtocolSummary } from './summary';
import { canonicalUri, pathWithin } from './uri';

/** Answers the client's requests. Each answer is about the texts as they are when it is given. */
export function registerHandlers(session: Session): void {
  const { connection, client, files, model, background, log } = session;
  const answer = createAnswer(background, log);
  const spell = (uri: string): string => files.openDocument(uri)?.spelling ?? uri;

  /** The file as it is now; undefined for one that does not count, or is still being read. */
  const present = (uri: string): SourceFile | undefined => {
    const snapshot = model.refresh();
    return files.isCurrent(uri) ? fileOf(snapshot, uri) : undefined;
  };

  connection.onHover(
    answer('textDocument/hover', null, ({ textDocument, position }: HoverParams): Hover | null => {
      const file = present(canonicalUri(textDocument.uri));
      const found = file && hover(model.workspace, file, offsetOf(file, position));
      const range = found && locationOf(model.refresh(), found)?.range;
      if (found === undefined || range === undefined) return null;
      const links = client.runsHoverCommands && client.rendersMarkdown ? copyLinks(found.copies) : '';
      const kind = client.rendersMarkdown ? 'markdown' : 'plaintext';
      return { contents: { kind, value: found.markdown + links }, range };
    }),
  );
  connection.onCodeLens(
    answer('textDocument/codeLens', [], ({ textDocument }: CodeLensParams): CodeLens[] => {
      const file = model.settings.codeLens ? present(canonicalUri(textDocument.uri)) : undefined;
      if (file === undefined) return [];
      return codeLenses(file, model.workspace).flatMap((lens) => {
        const range = locationOf(model.refresh(), lens)?.range;
        const { title, command } = lens;
        return range === undefined ? [] : [{ range, command: { title, command, arguments: [...lens.arguments] } }];
      });
    }),
  );
  connection.onDocumentSymbol(
    answer('textDocument/documentSymbol', [], ({ textDocument }: DocumentSymbolParams): DocumentSymbol[] => {
      const file = present(canonicalUri(textDocument.uri));
      return file === undefined
        ? []
        : documentSymbols(file).flatMap((symbol) => toSymbol(symbol, model.refresh()) ?? []);
    }),
  );
  function* summaries(): Generator<undefined, readonly StatefulSetSummary[]> {
    const snapshot = model.refresh();
    const found: StatefulSetSummary[] = [];
    for (const summary of summariesInSteps(model.workspace)) {
      const placed = toProtocolSummary(summary, snapshot, spell);
      if (placed !== undefined) found.push(placed);
      yield undefined;
    }
    return found;
  }
  const statefulSets = answer.inSteps(STATEFUL_SETS_REQUEST, [], summaries);
  // A request without parameters brings its token alone; a client that sends `null` or `{}` brings two arguments.
  connection.onRequest(STATEFUL_SETS_REQUEST, (...received: readonly unknown[]) =>
    statefulSets(undefined, received.at(-1) as CancellationToken),
  );
  connection.onCodeAction(
    answer('textDocument/codeAction', [], (params: CodeActionParams): CodeAction[] => {
      const uri = canonicalUri(params.textDocument.uri);
      const file = present(uri);
      if (file === undefined) return [];
      const within = { start: offsetOf(file, params.range.start), end: offsetOf(file, params.range.end) };
      const context: CodeActionContext = {
        snapshot: model.refresh(),
        diagnosticsIn: (range) => model.diagnosticsOf(uri, range),
        abilities: client.edits,
        spell,
        versionOf: (other) => files.openDocument(other)?.version ?? null,
        pathOf: (other) => pathWithin(other, session.folders),
        copiesText: client.copiesText,
        isApplicable: (edit) => isApplicable(edit, session),
      };
      return [
        ...quickFixes(file, within, params, context),
        ...refactorActions(file, params, session),
        ...fixAll(file, params, context),
      ];
    }),
  );
  connection.onCodeActionResolve((action, token) =>
    answer('codeAction/resolve', action, (chosen: CodeAction): CodeAction => resolveAction(chosen, session))(
      action,
      token,
    ),
  );
}
