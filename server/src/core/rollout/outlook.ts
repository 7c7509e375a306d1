/** What the controller will do next, for a state at rest in a view. */

import { reconcile } from './reconcile';
import type { Pod, RolloutState, SetObject } from './state';
import type { Action, Waiting } from './trace';
import { waitingAfter } from './waiting';

/** What the next sync would come to. */
export interface Outlook {
  /** What it would do, in order. */
  readonly actions: readonly Action[];
  /** What it would wait for; null where it would act or the set is done. */
  readonly waiting: Waiting | null;
  /** The same in a sentence or two. */
  readonly text: string;
}

/** Looks one sync ahead without taking it. */
export function outlookOf(state: RolloutState): Outlook {
  const reconciliation = reconcile(state);
  const { actions } = reconciliation;
  const waiting = waitingAfter(reconciliation);
  return { actions, waiting, text: waiting?.text ?? (actions.length > 0 ? actionsText(actions) : doneText(state)) };
}

/** What was or will be done, Pods first: `Creates web-0 and web-1. Deletes web-2 (update).` */
export function actionsText(actions: readonly Action[]): string {
  const created = actions.filter((each) => each.type === 'create-pod').map((each) => each.name);
  const updated = actions.filter((each) => each.type === 'update-pod').map((each) => each.name);
  const claims = actions.filter((each) => each.type === 'create-claim').map((each) => each.name);
  const owners = actions.filter((each) => each.type === 'update-claim').map((each) => each.name);
  const collected = actions.filter((each) => each.type === 'delete-claim').map((each) => each.name);
  const sentences = [
    created.length > 0 ? `Creates ${listText(created)}.` : '',
    ...deletionTexts(actions),
    updated.length > 0 ? `Updates ${listText(updated)}.` : '',
    claims.length > 0 ? `Creates ${listText(claims, 'claims')}.` : '',
    owners.length > 0 ? `Sets the owner of ${listText(owners, 'claims')}.` : '',
    collected.length > 0 ? `The garbage collector deletes ${listText(collected, 'claims')}.` : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function deletionTexts(actions: readonly Action[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const action of actions) {
    if (action.type === 'delete-pod') byReason.set(action.why, [...(byReason.get(action.why) ?? []), action.name]);
  }
  return [...byReason].map(([why, names]) => `Deletes ${listText(names)} (${why}).`);
}

const MOST_NAMED = 4;

/** Names in full while they are few, else the first, the last and how many. */
export function listText(names: readonly string[], many = 'Pods'): string {
  const last = names.at(-1) ?? '';
  if (names.length > MOST_NAMED) return `${names.length} ${many}, ${names[0] ?? ''} to ${last}`;
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function doneText(state: RolloutState): string {
  const { set } = state;
  if (set === null)
    return state.pods.length === 0
      ? 'There is no StatefulSet.'
      : 'There is no StatefulSet; these Pods run without one.';
  const own = state.pods.filter((pod) => pod.owner === set.uid);
  const old = own.filter((pod) => pod.template !== set.spec.template).map((pod) => pod.name);
  const held = old.length === 0 ? '' : ` ${heldBackText(set, old)}`;
  return `Nothing to do: ${countText(own)}.${held}`;
}

function heldBackText(set: SetObject, old: readonly string[]): string {
  const { type, rollingUpdate } = set.spec.updateStrategy;
  const template = set.spec.template;
  return type === 'OnDelete'
    ? `OnDelete: ${listText(old)} get template ${template} only when someone deletes them.`
    : `The partition (${rollingUpdate?.partition ?? 0}) keeps ${listText(old)} from template ${template}.`;
}

function countText(pods: readonly Pod[]): string {
  return pods.length === 1 ? 'the one Pod is available' : `all ${pods.length} Pods are available`;
}
