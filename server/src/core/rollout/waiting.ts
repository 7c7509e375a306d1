/** What the controller waits for when a sync did nothing, and when nothing is left to wait for. */

import { podName } from '../kubernetes/identity';
import { obstacleText } from './explain';
import type { Obstacle } from './pass';
import type { AvailabilityRule } from './predicates';
import { isAvailable, isRunningAndReady, isSettled } from './predicates';
import type { Reconciliation } from './reconcile';
import { isInRange } from './retention';
import type { Pod, RolloutState, SetObject } from './state';
import type { Waiting } from './trace';

/**
 * What the controller waits for after a sync: null exactly when the sync took an action or the set is done. A sync that
 * ended with an error is not done, however well its Pods look.
 */
export function waitingAfter({ state, actions, obstacle }: Reconciliation): Waiting | null {
  const { set } = state;
  if (set === null || actions.length > 0 || (obstacle === null && isDone(state))) return null;
  const found = obstacle ?? firstUnsettled(state, set);
  return {
    pod: podName(set.spec.name, found.ordinal),
    for: awaited(state, set, found),
    text: obstacleText(state, set, found),
  };
}

/**
 * Whether the controller has nothing left to do: there is no set, or every Pod in range runs, is available and is at the
 * revision the strategy wants there, and no other Pod of the set is left. What OnDelete leaves to a person, and what the
 * partition holds back, is not the controller's to do.
 */
export function isDone(state: RolloutState): boolean {
  const { set } = state;
  if (set === null) return true;
  if (set.terminating) return false;
  const rule = ruleOf(state, set);
  const { replicas, start, updateStrategy, template } = set.spec;
  const partition = updateStrategy.rollingUpdate?.partition ?? 0;
  let settled = 0;
  for (const pod of state.pods) {
    if (pod.owner !== set.uid) continue;
    const free = updateStrategy.type === 'OnDelete' || pod.ordinal < start + partition;
    const isAsWanted = isInRange(set, pod.ordinal) && isSettled(pod, rule) && (free || pod.template === template);
    if (!isAsWanted) return false;
    settled += 1;
  }
  return settled === replicas;
}

function ruleOf(state: RolloutState, set: SetObject): AvailabilityRule {
  return { minReadySeconds: set.spec.minReadySeconds, now: state.time, features: state.features };
}

function awaited(state: RolloutState, set: SetObject, { kind, ordinal }: Obstacle): Waiting['for'] {
  switch (kind) {
    case 'scale-down-blocked': {
      const lower = state.pods.find((pod) => pod.ordinal === ordinal);
      return lower === undefined ? 'ready' : awaited(state, set, unsettled(lower, ruleOf(state, set)));
    }
    case 'not-ready':
      return 'ready';
    case 'not-available':
      return 'available';
    case 'stale-claim':
    case 'claim-being-deleted':
      return 'created';
    case 'terminating':
    case 'finished-terminating':
    case 'name-taken':
    case 'volumes-differ':
    case 'recreating':
    case 'set-terminating':
      break;
  }
  return 'terminated';
}

/** What keeps a set from being done when nothing stopped the pass: its first unsettled Pod, those in range before others. */
function firstUnsettled(state: RolloutState, set: SetObject): Obstacle {
  const rule = ruleOf(state, set);
  let condemned: Pod | undefined;
  for (const pod of state.pods) {
    if (pod.owner !== set.uid || isSettled(pod, rule)) continue;
    if (isInRange(set, pod.ordinal)) return unsettled(pod, rule);
    condemned ??= pod;
  }
  return condemned === undefined ? { kind: 'not-ready', ordinal: set.spec.start } : unsettled(condemned, rule);
}

function unsettled(pod: Pod, rule: AvailabilityRule): Obstacle {
  const { ordinal } = pod;
  if (pod.terminating) return { kind: 'terminating', ordinal };
  if (!isRunningAndReady(pod)) return { kind: 'not-ready', ordinal };
  return { kind: isAvailable(pod, rule) ? 'terminating' : 'not-available', ordinal };
}
