import type { CodeAction, CodeActionParams, Hover, HoverParams } from 'vscode-languageserver';
import { hover } from '../core/features/hover';
import type { SourceFile } from '../core/workspace/file';
import { fileOf } from '../core/workspace/snapshot';
import { createAnswer } from './answer';
import { quickFixes } from './code-actions';
import type { PlacedEdit } from './convert';
import { locationOf, offsetOf } from './convert';
import { decode, MOST_BYTES } from './decode';
import type { Session } from './session';
import { canonicalUri, schemeOf } from './uri';

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
      return { contents: { kind: client.rendersMarkdown ? 'markdown' : 'plaintext', value: found.markdown }, range };
    }),
  );
  connection.onCodeAction(
    answer('textDocument/codeAction', [], (params: CodeActionParams): CodeAction[] => {
      const uri = canonicalUri(params.textDocument.uri);
      const snapshot = model.refresh();
      if (!files.isCurrent(uri)) return [];
      return quickFixes(uri, params, {
        snapshot,
        diagnostics: model.diagnosticsOf(uri),
        abilities: client.edits,
        spell,
        versionOf: (other) => files.openDocument(other)?.version ?? null,
        isApplicable: (edit) => isApplicable(edit, session),
      });
    }),
  );
}

/** Whether what an edit rests on still holds, as far as it can be seen from here. */
function isApplicable({ uri, creates }: PlacedEdit, { files, host: { disk }, scan }: Session): boolean {
  if (files.openDocument(uri) !== undefined) return !creates && files.isCurrent(uri);
  if (disk === undefined || schemeOf(uri) !== 'file') return true;
  if (creates) return disk.kindOf(uri) === undefined;
  try {
    if (decode(disk.read(uri, MOST_BYTES)) === files.onDisk(uri)?.text) return true;
  } catch {
    // It is gone, or cannot be read any more.
  }
  scan.changed([{ uri, kind: 'changed' }]);
  return false;
}
