/**
 * One sync of the StatefulSet controller, with its caches up to date: `syncStatefulSet`, `UpdateStatefulSet` and
 * `updateStatefulSet` of `pkg/controller/statefulset`.
 */

import { claimPods } from './adoption';
import { prepareCondemnedClaims, processCondemned } from './condemned';
import { Draft } from './draft';
import type { Obstacle, Outcome, Pass, Slot } from './pass';
import { runForAll } from './pass';
import type { AvailabilityRule } from './predicates';
import { isUnavailable } from './predicates';
import { recreateOldPods } from './recreate';
import { processReplica, revisionOfNewPod } from './replicas';
import { isInRange } from './retention';
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
  const { obstacle, deletedForUpdate } = set.terminating ? waitForDeletion(own, state) : runPass(pass);

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

/** The steps before anything is done: slots, condemned Pods, the first unavailable Pod. */
function preparePass(
  draft: Draft,
  set: SetObject,
  revisions: Revisions,
  rule: AvailabilityRule,
  own: readonly Pod[],
  foreign: ReadonlyMap<number, Pod>,
): Pass {
  const { replicas, start, podManagementPolicy } = set.spec;
  const inRange: (Pod | undefined)[] = Array.from({ length: replicas });
  const condemned: Pod[] = [];
  for (const pod of own) {
    if (isInRange(set, pod.ordinal)) inRange[pod.ordinal - start] = pod;
    else condemned.push(pod);
  }
  const slots = inRange.map((pod, index): Slot => {
    const ordinal = start + index;
    return pod === undefined
      ? { ordinal, pod: null, template: revisionOfNewPod(set, revisions, ordinal) }
      : { ordinal, pod, template: pod.template };
  });
  const slot = slots.find((each) => isUnavailable(each.pod, rule));
  const lowestCondemned = condemned.find((pod) => isUnavailable(pod, rule));
  return {
    draft,
    set,
    revisions,
    rule,
    monotonic: podManagementPolicy === 'OrderedReady',
    slots,
    condemned: condemned.toReversed(),
    firstUnavailable: slot ?? (lowestCondemned && { ordinal: lowestCondemned.ordinal, pod: lowestCondemned }) ?? null,
    foreign,
  };
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

/** A set that is being deleted only has its status kept up. */
function waitForDeletion(own: readonly Pod[], state: RolloutState): PassResult {
  const first = own[0]?.ordinal ?? state.set?.spec.start ?? 0;
  return { obstacle: { kind: 'set-terminating', ordinal: first }, deletedForUpdate: 0 };
}
