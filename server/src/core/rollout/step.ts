/** The machine: a state and an event make the next state and its frame. */

import { parsePodName } from '../kubernetes/identity';
import type { Features } from '../kubernetes/versions';
import { applyFields } from './apply';
import { FIRST_TEMPLATE } from './defaults';
import { Draft, indexOfOrdinal } from './draft';
import type { Cascade, RolloutEvent } from './events';
import { frameOf } from './frame';
import { cascadeDeletion, collectClaimsOf, isDeletionFinished, revisionsAfterDeletion } from './garbage';
import { reconcile } from './reconcile';
import type { StatefulSetInput } from './spec';
import type { Claim, Pod, RolloutState, SetObject } from './state';
import { EMPTY_STATUS } from './status';
import type { Action, Frame } from './trace';
import { waitingAfter } from './waiting';

/** The most replicas a simulated set may have: every Pod is an object, and a frame lists them all. */
export const MAX_REPLICAS = 20_000;

/** The next state and what the trace says of the event. */
export interface Step {
  readonly state: RolloutState;
  readonly frame: Frame;
}

/** An event that makes no sense in its state: it names what does not exist. The caller's mistake, not the API's answer. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Applies the set as it stands in a file: frame 0. Where the API server refuses it the frame says so, and the state has no
 * set until a valid edit is applied.
 */
export function start(input: StatefulSetInput, features: Features): Step {
  const applied = { ...input, spec: { ...input.spec, template: input.spec.template ?? FIRST_TEMPLATE } };
  const empty: RolloutState = {
    features,
    time: 0,
    set: null,
    applied,
    status: EMPTY_STATUS,
    pods: [],
    claims: new Map(),
    revisions: [],
    nextUid: 1,
  };
  return step(empty, { type: 'apply', set: applied.spec });
}

/**
 * Lets one thing happen. Pure: the same state and event give the same result, and the state that was passed in stays
 * valid, so dropping a step undoes it. Throws {@link UsageError} for what {@link problemWith} finds.
 */
export function step(state: RolloutState, event: RolloutEvent): Step {
  const problem = problemWith(state, event);
  if (problem !== null) throw new UsageError(problem);
  switch (event.type) {
    case 'reconcile': {
      const reconciliation = reconcile(state);
      const { state: next, actions } = reconciliation;
      return { state: next, frame: frameOf(next, event, actions, waitingAfter(reconciliation)) };
    }
    case 'apply': {
      const { state: next = state, error } = applyFields(state, event.set);
      return { state: next, frame: frameOf(next, event, [], null, error) };
    }
    case 'advance':
      return quiet({ ...state, time: state.time + event.seconds }, event);
    case 'pod':
      return reportPod(state, event);
    case 'delete':
      return deletePod(state, event);
    case 'removed':
      return removePod(state, event);
    case 'delete-claim':
      return deleteClaim(state, event);
    case 'removed-claim':
      return removeClaim(state, event);
    case 'delete-set':
      break;
  }
  return deleteSet(state, event);
}

/** Why an event makes no sense in a state, in one sentence; null where it does make sense. */
export function problemWith(state: RolloutState, event: RolloutEvent): string | null {
  switch (event.type) {
    case 'pod':
      return findPod(state, event.name) === undefined ? `There is no Pod ${event.name}.` : null;
    case 'delete':
    case 'removed':
      return findPod(state, event.pod) === undefined ? `There is no Pod ${event.pod}.` : null;
    case 'delete-claim':
    case 'removed-claim':
      return state.claims.has(event.name) ? null : `There is no claim ${event.name}.`;
    case 'delete-set':
      return state.set === null ? 'There is no StatefulSet to delete.' : null;
    case 'advance':
      return event.seconds >= 0 ? null : 'The clock cannot go back.';
    case 'apply':
      return (event.set.replicas ?? 0) > MAX_REPLICAS ? `At most ${MAX_REPLICAS} replicas are simulated.` : null;
    case 'reconcile':
      break;
  }
  return null;
}

type EventOf<T extends RolloutEvent['type']> = Extract<RolloutEvent, { readonly type: T }>;

function reportPod(state: RolloutState, event: EventOf<'pod'>): Step {
  const pod = podNamed(state, event.name);
  const phase = event.phase ?? pod.phase;
  const ready = event.ready ?? false;
  const draft = new Draft(state);
  draft.putPod({
    ...pod,
    phase,
    phaseSince: phase === pod.phase ? pod.phaseSince : state.time,
    ready,
    readySince: ready === pod.ready ? pod.readySince : state.time,
  });
  return quiet(draft.finish(), event);
}

function deletePod(state: RolloutState, event: EventOf<'delete'>): Step {
  const pod = podNamed(state, event.pod);
  if (pod.terminating) return quiet(state, event);
  const draft = new Draft(state);
  draft.putPod({ ...pod, terminating: true, deletedAt: state.time });
  return quiet(draft.finish(), event);
}

function removePod(state: RolloutState, event: EventOf<'removed'>): Step {
  const pod = podNamed(state, event.pod);
  const draft = new Draft(state);
  draft.removePod(pod);
  collectClaimsOf(draft, pod);
  return finishRemoval(draft, state, event);
}

function deleteClaim(state: RolloutState, event: EventOf<'delete-claim'>): Step {
  const draft = new Draft(state);
  draft.putClaim({ ...claimNamed(state, event.name), terminating: true });
  return quiet(draft.finish(), event);
}

function removeClaim(state: RolloutState, event: EventOf<'removed-claim'>): Step {
  const draft = new Draft(state);
  draft.removeClaim(event.name);
  return finishRemoval(draft, state, event);
}

/** A set deleted in the foreground goes with the last object it owned. */
function finishRemoval(draft: Draft, state: RolloutState, event: RolloutEvent): Step {
  const { set } = state;
  const goes = set !== null && set.terminating && isDeletionFinished(set, draft.pods(), draft.claims());
  const next = draft.finish(goes ? withoutSet(state, set, 'gone') : {});
  return acted(next, event, draft.actions);
}

function deleteSet(state: RolloutState, event: EventOf<'delete-set'>): Step {
  const { set } = state;
  if (set === null) return quiet(state, event);
  const draft = new Draft(state);
  cascadeDeletion(draft, state, set, event.cascade);
  const stays = event.cascade === 'foreground' && !isDeletionFinished(set, draft.pods(), draft.claims());
  const next = draft.finish(
    stays ? { set: { ...set, terminating: true } } : withoutSet(state, set, goesAs(event.cascade)),
  );
  return acted(next, event, draft.actions);
}

function goesAs(cascade: Cascade): 'orphan' | 'gone' {
  return cascade === 'orphan' ? 'orphan' : 'gone';
}

function withoutSet(
  state: RolloutState,
  set: SetObject,
  how: 'orphan' | 'gone',
): Pick<RolloutState, 'set' | 'revisions'> {
  return { set: null, revisions: revisionsAfterDeletion(state.revisions, set, how) };
}

function quiet(state: RolloutState, event: RolloutEvent): Step {
  return acted(state, event, []);
}

function acted(state: RolloutState, event: RolloutEvent, actions: readonly Action[]): Step {
  return { state, frame: frameOf(state, event, actions, null) };
}

function findPod(state: RolloutState, name: string): Pod | undefined {
  const parts = parsePodName(name);
  const pod = parts === null ? undefined : state.pods[indexOfOrdinal(state.pods, parts.ordinal)];
  return pod?.name === name ? pod : undefined;
}

function podNamed(state: RolloutState, name: string): Pod {
  const pod = findPod(state, name);
  if (pod === undefined) throw new UsageError(`There is no Pod ${name}.`);
  return pod;
}

function claimNamed(state: RolloutState, name: string): Claim {
  const claim = state.claims.get(name);
  if (claim === undefined) throw new UsageError(`There is no claim ${name}.`);
  return claim;
}
