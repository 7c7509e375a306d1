/**
 * One sync of the StatefulSet controller, with its caches up to date: `syncStatefulSet`, `UpdateStatefulSet` and
 * `updateStatefulSet` of `pkg/controller/statefulset`.
 */

import { parsePodName } from '../kubernetes/identity';
import { claimPods } from './adoption';
import { prepareCondemnedClaims, processCondemned } from './condemned';
import { Draft, indexOfOrdinal } from './draft';
import type { Obstacle, Outcome, Pass, Slot } from './pass';
import { runForAll } from './pass';
import type { AvailabilityRule } from './predicates';
import { recreateOldPods } from './recreate';
import { processReplica, revisionOfNewPod } from './replicas';
import type { Revisions } from './revisions';
import { computeRevisions, truncateHistory } from './revisions';
import type { Pod, RolloutState, SetObject } from './state';
import { completeUpdate, countStatus, writeStatus } from './status';
import type { Action } from './trace';
import { updateOneByOne, updateWithinBudget } from './update';

/** What one sync came to. */
export interface Reconciliation {
  readonly state: RolloutState;
  readonly actions: readonly Action[];
  /** What stopped the pass, where something did. */
  readonly obstacle: Obstacle | null;
}

/** Syncs the set once. Without a set nothing happens. */
export function reconcile(state: RolloutState): Reconciliation {
  const { set } = state;
  if (set === null) return { state, actions: [], obstacle: null };
  const draft = new Draft(state);
  const revisions = computeRevisions(state, set);
  const { own, foreign } = claimPods(draft, state, set);
  const rule = { minReadySeconds: set.spec.minReadySeconds, now: state.time, features: state.features };

  const counted = countStatus(set, own, revisions, rule);
  const pass = preparePass(draft, set, revisions, rule, own, foreign);
  const { obstacle, deletedForUpdate } = set.terminating ? waitForDeletion(set, own, draft) : runPass(pass);

  const next = { ...counted, currentReplicas: counted.currentReplicas - deletedForUpdate };
  const completed = completeUpdate(set, next, state.features.completesUnderEveryStrategy);
  const status = writeStatus(set.status, completed);
  const changes = {
    set: status === set.status ? set : { ...set, status },
    status,
    revisions: truncateHistory(revisions, own, set.spec.revisionHistoryLimit),
  };
  return { state: draft.finish(changes), actions: draft.actions, obstacle };
}

/** The steps before anything is done: slots and condemned Pods. */
function preparePass(
  draft: Draft,
  set: SetObject,
  revisions: Revisions,
  rule: AvailabilityRule,
  own: readonly Pod[],
  foreign: ReadonlyMap<number, Pod>,
): Pass {
  const { start, replicas, podManagementPolicy } = set.spec;
  const first = indexOfOrdinal(own, start);
  const end = indexOfOrdinal(own, start + replicas);
  return {
    draft,
    set,
    revisions,
    rule,
    monotonic: podManagementPolicy === 'OrderedReady',
    slots: end - first === own.length && own.length === replicas ? own : slotsOf(set, revisions, own.slice(first, end)),
    condemned: [...own.slice(0, first), ...own.slice(end)].toReversed(),
    foreign,
  };
}

/** One slot for each ordinal in force, given the Pods that stand in range. */
function slotsOf(set: SetObject, revisions: Revisions, pods: readonly Pod[]): readonly Slot[] {
  const { replicas, start } = set.spec;
  const slots: Slot[] = [];
  let next = 0;
  for (let ordinal = start; ordinal < start + replicas; ordinal += 1) {
    const pod = pods[next];
    if (pod?.ordinal === ordinal) {
      slots.push(pod);
      next += 1;
    } else {
      slots.push({ ordinal, template: revisionOfNewPod(set, revisions, ordinal), uid: null });
    }
  }
  return slots;
}

interface PassResult {
  readonly obstacle: Obstacle | null;
  readonly deletedForUpdate: number;
}

/** Replicas, then scale-down, then the update: each comes only when the one before it let the pass go on. */
function runPass(pass: Pass): PassResult {
  const { set, monotonic, slots, condemned, rule } = pass;
  const { type } = set.spec.updateStrategy;
  const { features } = rule;
  const recreates = type === 'Recreate' && features.StatefulSetRecreateStrategy;
  // A pass that is not ordered goes on past these; they still tell what a Pod waits for.
  const passedOver: Obstacle[] = [];
  const noting = (outcome: Outcome): Outcome => {
    if (outcome.type === 'exit' && outcome.obstacle !== null) passedOver.push(outcome.obstacle);
    return outcome;
  };
  const steps: readonly (() => Outcome)[] = [
    ...(recreates ? [() => recreateOldPods(pass)] : []),
    () => runForAll(slots, monotonic, (slot) => noting(processReplica(pass, slot))),
    () => runForAll(condemned, monotonic, (pod) => prepareCondemnedClaims(pass, pod)),
    () => runForAll(condemned, monotonic, (pod) => processCondemned(pass, pod)),
  ];
  for (const step of steps) {
    const outcome = step();
    if (outcome.type !== 'continue') return { obstacle: outcome.obstacle, deletedForUpdate: 0 };
  }
  if (type === 'OnDelete' || recreates) return { obstacle: passedOver[0] ?? null, deletedForUpdate: 0 };
  const update = features.MaxUnavailableStatefulSet ? updateWithinBudget(pass) : updateOneByOne(pass);
  const better = passedOver.find((each) => update.obstacle === null || each.ordinal === update.obstacle.ordinal);
  return { obstacle: better ?? update.obstacle, deletedForUpdate: update.deleted };
}

/** A set that is being deleted only has its status kept up. It waits for its Pods, then for their claims. */
function waitForDeletion(set: SetObject, own: readonly Pod[], draft: Draft): PassResult {
  const claim = [...draft.claims().values()].find((each) => each.owners.some((owner) => owner.uid === set.uid));
  const lastOrdinal = parsePodName(claim?.name ?? '')?.ordinal ?? set.spec.start;
  return { obstacle: { kind: 'set-terminating', ordinal: own[0]?.ordinal ?? lastOrdinal }, deletedForUpdate: 0 };
}
