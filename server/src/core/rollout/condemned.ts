/** The Pods out of range: scale-down (`processCondemned`). */

import type { Outcome, Pass, Slot } from './pass';
import { CONTINUE, podIn } from './pass';
import { isAvailable, isRunningAndReady, isUnavailable } from './predicates';
import { ownersMatch, updateOwners } from './retention';
import type { Pod } from './state';

/** Gives a condemned Pod's claims the owners they need before the Pod goes. */
export function prepareCondemnedClaims({ draft, set }: Pass, pod: Pod): Outcome {
  if (!ownersMatch(draft, set, pod)) updateOwners(draft, set, pod);
  return CONTINUE;
}

/**
 * Deletes a condemned Pod. When the set is ordered, the topmost decides alone: it must have terminated, and it is deleted
 * while not available only if it is the first unavailable Pod of all. So one broken Pod never blocks a scale-down, and two do.
 */
export function processCondemned(pass: Pass, pod: Pod): Outcome {
  const { draft, monotonic, rule } = pass;
  const { ordinal } = pod;
  if (pod.terminating) return monotonic ? { type: 'exit', obstacle: { kind: 'terminating', ordinal } } : CONTINUE;
  const healthy = isRunningAndReady(pod) && isAvailable(pod, rule);
  if (monotonic && !healthy) {
    const first = firstUnavailable(pass);
    // Availability and health differ: before 1.34 a ready Pod was not the first unavailable one however short it was ready,
    // and since then one that is reported ready without running is not.
    if (first === undefined) {
      return { type: 'exit', obstacle: { kind: isRunningAndReady(pod) ? 'not-available' : 'not-ready', ordinal } };
    }
    // The controller names the lower Pod as the one it waits for.
    const obstacle = { kind: 'scale-down-blocked', ordinal: first.ordinal, condemned: pod.name } as const;
    if (first !== pod) return { type: 'exit', obstacle };
  }
  draft.deletePod(pod, 'scale-down');
  return { type: 'exit', obstacle: null };
}

/** The first Pod that is not available: the lowest in range, else the lowest condemned one. Empty slots count. */
function firstUnavailable({ slots, condemned, rule }: Pass): Slot | undefined {
  const isDown = (slot: Slot): boolean => isUnavailable(podIn(slot), rule);
  return slots.find(isDown) ?? condemned.findLast(isDown);
}
