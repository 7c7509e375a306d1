import type { CodeAction, CodeActionParams, Diagnostic, Range } from 'vscode-languageserver';
import type { PlacedDiagnostic } from '../core/rules/analysis';
import type { Snapshot } from '../core/workspace/snapshot';
import { fileOf } from '../core/workspace/snapshot';
import type { EditAbilities, PlacedEdit, Spell } from './convert';
import { placeEdits, toDiagnostic, toWorkspaceEdit } from './convert';

/** What quick fixes need to know beyond the snapshot. */
export interface CodeActionContext {
  readonly snapshot: Snapshot;
  readonly diagnostics: readonly PlacedDiagnostic[];
  readonly abilities: EditAbilities;
  readonly spell: Spell;
  /** The version of a file that is open; null for one that is not. */
  readonly versionOf: (uri: string) => number | null;
  /** Whether what the edit rests on still holds: a closed file is as it was read, a file to be made does not exist. */
  readonly isApplicable: (edit: PlacedEdit) => boolean;
}

/**
 * The quick fixes for the findings that touch a range. They come from the findings as they are now, not from what the
 * client shows: of that only its own object is handed back, found by rule and range.
 */
export function quickFixes(uri: string, params: CodeActionParams, context: CodeActionContext): CodeAction[] {
  const { snapshot, spell } = context;
  const file = fileOf(snapshot, uri);
  if (file === undefined || !isWanted(params.context.only)) return [];
  return context.diagnostics.flatMap((placed) => {
    if (placed.diagnostic.fixes === undefined || placed.diagnostic.fixes.length === 0) return [];
    const own = toDiagnostic(file, placed, snapshot, spell);
    if (!touches(own.range, params.range)) return [];
    const shown = params.context.diagnostics.find((other) => isSame(own, other)) ?? own;
    return fixesOf(placed, shown, context);
  });
}

function fixesOf(placed: PlacedDiagnostic, shown: Diagnostic, context: CodeActionContext): CodeAction[] {
  const { snapshot, abilities, spell, versionOf, isApplicable } = context;
  const actions = (placed.diagnostic.fixes ?? []).flatMap((fix): CodeAction[] => {
    const edits = placeEdits(fix, snapshot);
    if (edits === undefined || !edits.every(isApplicable)) return [];
    const edit = toWorkspaceEdit(edits, abilities, spell, versionOf);
    return edit === undefined ? [] : [{ title: fix.title, kind: 'quickfix', diagnostics: [shown], edit }];
  });
  return actions.map((action, index) => (index === 0 ? { ...action, isPreferred: true } : action));
}

/** Whether quick fixes are among the kinds asked for; a kind includes those beneath it, and the empty one all. */
function isWanted(only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((kind) => kind === '' || kind === 'quickfix');
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
