/** The questions the StatefulSet controller asks of a Pod (`pkg/controller/statefulset/stateful_set_utils.go`). */

import type { Features } from '../kubernetes/versions';
import type { Pod } from './state';

/** What a Pod's availability is measured against. */
export interface AvailabilityRule {
  readonly minReadySeconds: number;
  /** Seconds on the simulation's clock. */
  readonly now: number;
  readonly features: Features;
}

/** Running, and its Ready condition is true. A terminating Pod can be. */
export function isRunningAndReady(pod: Pod): boolean {
  return pod.phase === 'Running' && pod.ready;
}

/**
 * Ready for `minReadySeconds` (`IsPodAvailable`). It asks neither for the phase nor whether the Pod is terminating.
 */
export function isAvailable(pod: Pod, rule: AvailabilityRule): boolean {
  if (!pod.ready) return false;
  if (rule.minReadySeconds === 0) return true;
  const since = pod.readySince + rule.minReadySeconds;
  return rule.features.availableOnTheSecond ? since <= rule.now : since < rule.now;
}

/**
 * Counts against an update, and can be the first unavailable Pod: not there, not available, or terminating. The text of
 * `isUnavailable` was not read; this is what its uses imply. Earlier versions asked for readiness only (`isHealthy`).
 */
export function isUnavailable(pod: Pod | null, rule: AvailabilityRule): boolean {
  if (pod === null || pod.terminating) return true;
  return rule.features.availabilityHoldsUpdates ? !isAvailable(pod, rule) : !isRunningAndReady(pod);
}

/** Everything a Pod of a finished rollout is. */
export function isSettled(pod: Pod, rule: AvailabilityRule): boolean {
  return isRunningAndReady(pod) && isAvailable(pod, rule) && !pod.terminating;
}
