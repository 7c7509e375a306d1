import type { CodeAction, CodeActionParams, Diagnostic, Range } from 'vscode-languageserver';
import { COPY_TEXT_COMMAND } from '../core/protocol';
import type { PlacedDiagnostic } from '../core/rules/analysis';
import type { SourceFile } from '../core/workspace/file';
import type { Fix } from '../core/rules/finding';
import { copiedText } from '../core/rules/finding';
import { suppressionFixes } from '../core/rules/suppression/suppress';
import type { Snapshot } from '../core/workspace/snapshot';
import type { Span } from '../core/yaml/span';
import type { EditAbilities, PlacedEdit, Spell } from './convert';
import { placeEdits, toDiagnostic, toWorkspaceEdit } from './convert';

/** What quick fixes need to know beyond the snapshot. */
export interface CodeActionContext {
  readonly snapshot: Snapshot;
  /** The findings of the file, or those of them that touch a stretch of it, in file offsets. */
  readonly diagnosticsIn: (within?: Span) => readonly PlacedDiagnostic[];
  readonly abilities: EditAbilities;
  readonly spell: Spell;
  /** The version of a file that is open; null for one that is not. */
  readonly versionOf: (uri: string) => number | null;
  /** How a person in the editor's terminal names a file or folder. */
  readonly pathOf: (uri: string) => string;
  /** Whether the client can put text on the clipboard. */
  readonly copiesText: boolean;
  /** Whether what the edit rests on still holds: a closed file is as it was read, a file to be made does not exist. */
  readonly isApplicable: (edit: PlacedEdit) => boolean;
}

/** The kind of the action that takes every fix of a file that can do no harm to what already runs. */
export const FIX_ALL = 'source.fixAll.statefulset';

/**
 * The quick fixes for the findings that touch a range, and ways to silence them. They come from the findings as they are
 * now, not from what the client shows: of that only its own object is handed back, found by rule and range.
 */
export function quickFixes(
  file: SourceFile,
  within: Span,
  params: CodeActionParams,
  context: CodeActionContext,
): CodeAction[] {
  const { snapshot, spell } = context;
  if (!isWanted('quickfix', params.context.only)) return [];
  const touched = context.diagnosticsIn(within).flatMap((placed) => {
    const own = toDiagnostic(file, placed, snapshot, spell);
    if (!touches(own.range, params.range)) return [];
    return [{ placed, shown: params.context.diagnostics.find((other) => isSame(own, other)) ?? own }];
  });
  const fixes = touched.flatMap(({ placed, shown }) => {
    const actions = (placed.diagnostic.fixes ?? []).flatMap((fix) => actionOf(fix, shown, context) ?? []);
    // Commands are nothing that an editor should run unasked.
    return actions.map((action, index) =>
      index === 0 && action.edit !== undefined ? { ...action, isPreferred: true } : action,
    );
  });
  // Silence is offered last, whatever there is to mend.
  const silences = touched.flatMap(({ placed, shown }) => {
    const document = file.documents.find((place) => place.start === placed.start)?.document;
    const ways = document === undefined ? [] : suppressionFixes(document, placed.diagnostic);
    return ways.flatMap((fix) => actionOf(fix, shown, context) ?? []);
  });
  return [...fixes, ...silences];
}

/** One action that takes the first harmless fix of every finding of the file; none where there is no such fix. */
export function fixAll({ uri }: SourceFile, params: CodeActionParams, context: CodeActionContext): CodeAction[] {
  const { snapshot, abilities, spell, versionOf } = context;
  // Asked for by name only: in a list of fixes it would stand beside each of those it is made of.
  if (params.context.only === undefined || !isWanted(FIX_ALL, params.context.only)) return [];
  const taken: PlacedEdit[] = [];
  for (const { diagnostic } of context.diagnosticsIn()) {
    const fix = diagnostic.fixes?.find((candidate) => candidate.safe === true);
    const edits = fix === undefined ? undefined : placeEdits(fix, snapshot);
    const own = edits?.every((edit) => edit.uri === uri && !edit.creates && context.isApplicable(edit)) === true;
    // What overlaps is left for the next time, when its finding is looked at anew.
    if (own && !edits.some((edit) => taken.some((other) => touches(edit.range, other.range)))) taken.push(...edits);
  }
  const edit = taken.length === 0 ? undefined : toWorkspaceEdit(taken, abilities, spell, versionOf);
  return edit === undefined ? [] : [{ title: 'Fix all that can do no harm', kind: FIX_ALL, edit }];
}

function actionOf(fix: Fix, shown: Diagnostic, context: CodeActionContext): CodeAction | undefined {
  const { snapshot, abilities, spell, versionOf, isApplicable, copiesText } = context;
  const action = { title: fix.title, kind: 'quickfix', diagnostics: [shown] };
  if (fix.copy !== undefined) {
    const command = { title: fix.title, command: COPY_TEXT_COMMAND, arguments: [copiedText(fix.copy, context.pathOf)] };
    return copiesText ? { ...action, command } : undefined;
  }
  const edits = placeEdits(fix, snapshot);
  if (edits === undefined || !edits.every(isApplicable)) return undefined;
  const edit = toWorkspaceEdit(edits, abilities, spell, versionOf);
  return edit === undefined ? undefined : { ...action, edit };
}

/** Whether a kind is among those asked for; a kind includes those beneath it, and the empty one all. */
export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && compare(a.range.start, b.range.start) === 0 && compare(a.range.end, b.range.end) === 0;
}

function touches(a: Range, b: Range): boolean {
  return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0;
}

function compare(a: Range['start'], b: Range['start']): number {
  return a.line - b.line || a.character - b.character;
}
