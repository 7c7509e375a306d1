import type { CodeAction, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import { refactor, refactoringsAt } from '../core/features/refactorings';
import type { SourceFile } from '../core/workspace/file';
import { fileOf } from '../core/workspace/snapshot';
import { isApplicable } from './applicable';
import { isWanted } from './code-actions';
import { offsetOf, placeEdits, toWorkspaceEdit } from './convert';
import type { Session } from './session';
import { canonicalUri } from './uri';

/** The kinds of code actions that change what is right already. */
export const REFACTOR_KINDS = ['refactor.extract', 'refactor.rewrite'] as const;

/** What is handed back when a change is chosen. */
interface Choice {
  readonly uri: string;
  readonly position: CodeActionParams['range']['start'];
  readonly id: string;
}

/** The changes that can be made where the selection begins; their edits come when one is chosen, if the client asks then. */
export function refactorActions(file: SourceFile, params: CodeActionParams, session: Session): CodeAction[] {
  const { only, triggerKind } = params.context;
  const position = params.range.start;
  if (!REFACTOR_KINDS.some((kind) => isWanted(kind, only))) return [];
  const isAsked = only !== undefined || triggerKind === CodeActionTriggerKind.Invoked;
  const offers = refactoringsAt(session.model.workspace, file, offsetOf(file, position), isAsked);
  return offers.flatMap(({ id, kind, title }): CodeAction[] => {
    if (!isWanted(kind, only)) return [];
    const data: Choice = { uri: params.textDocument.uri, position, id };
    if (session.client.resolvesCodeActions) return [{ title, kind, data }];
    const edit = editOf(data, session);
    return edit === undefined ? [] : [{ title, kind, edit }];
  });
}

/** The action with its edits, about the texts as they are now; without, where it can no longer be made. */
export function resolveAction(action: CodeAction, session: Session): CodeAction {
  const { data } = action as { readonly data?: unknown };
  const edit = isChoice(data) ? editOf(data, session) : undefined;
  return edit === undefined ? action : { ...action, edit };
}

function editOf({ uri, position, id }: Choice, session: Session): WorkspaceEdit | undefined {
  const { files, model, client } = session;
  const canonical = canonicalUri(uri);
  const snapshot = model.refresh();
  const file = files.isCurrent(canonical) ? fileOf(snapshot, canonical) : undefined;
  const change = file && refactor(model.workspace, file, offsetOf(file, position), id);
  const placed = change && placeEdits({ title: '', edits: change.edits }, snapshot);
  if (change === undefined || placed === undefined || !placed.every((edit) => isApplicable(edit, session)))
    return undefined;
  const spell = (other: string): string => files.openDocument(other)?.spelling ?? other;
  const versionOf = (other: string): number | null => files.openDocument(other)?.version ?? null;
  const { annotation } = change;
  return annotation === undefined
    ? toWorkspaceEdit(placed, client.edits, spell, versionOf)
    : toWorkspaceEdit(
        placed.map((edit) => ({ ...edit, annotation: 'consequence' })),
        client.edits,
        spell,
        versionOf,
        { consequence: annotation },
      );
}

function isChoice(data: unknown): data is Choice {
  return typeof data === 'object' && data !== null && 'uri' in data && 'position' in data && 'id' in data;
}
