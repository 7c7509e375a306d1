/** Which Pods are the set's: ownership, and the adoption of orphans (`ClaimPods` in `controller_ref_manager.go`). */

import { isCanonicalPodName } from '../kubernetes/identity';
import type { Draft } from './draft';
import type { Pod, RolloutState, SetObject } from './state';

/** The Pods of a namespace as one set sees them. */
export interface ClaimedPods {
  /** The set's own, orphans it has just adopted included; by ordinal. */
  readonly own: readonly Pod[];
  /** The others, by ordinal. They keep their names from the set's Pods. */
  readonly foreign: ReadonlyMap<number, Pod>;
}

/**
 * Adopts orphans unless the set is being deleted. A terminating orphan is left alone, and so is a Pod that belongs to a
 * former set of the same name. Selectors are taken to match: the simulation knows no Pods of other workloads.
 */
export function claimPods(draft: Draft, state: RolloutState, set: SetObject): ClaimedPods {
  if (state.pods.every((pod) => pod.owner === set.uid)) return { own: state.pods, foreign: new Map() };
  const own: Pod[] = [];
  const foreign = new Map<number, Pod>();
  for (const pod of state.pods) {
    const adoptable = !set.terminating && !pod.terminating && isCanonicalPodName(pod.name, set.spec.name);
    if (pod.owner === set.uid) {
      own.push(pod);
    } else if (pod.owner === null && adoptable) {
      const adopted = { ...pod, owner: set.uid };
      draft.putPod(adopted);
      own.push(adopted);
    } else {
      foreign.set(pod.ordinal, pod);
    }
  }
  return { own, foreign };
}
