/** The set's status: how its counters are counted and when an update counts as complete (`stateful_set_control.go`). */

import type { AvailabilityRule } from './predicates';
import { isAvailable, isRunningAndReady } from './predicates';
import type { Revisions } from './revisions';
import type { Pod, SetObject, SetStatus } from './state';

/** The status of a set before the controller first writes it. */
export const EMPTY_STATUS: SetStatus = {
  observedGeneration: 0,
  replicas: 0,
  readyReplicas: 0,
  availableReplicas: 0,
  currentReplicas: 0,
  updatedReplicas: 0,
  currentRevision: '',
  updateRevision: '',
};

/**
 * Counts a set's Pods, condemned ones included, as they were when the sync began: a Pod created in this sync is not
 * counted yet, and one deleted in this sync is counted still.
 */
export function countStatus(
  set: SetObject,
  pods: readonly Pod[],
  revisions: Revisions,
  rule: AvailabilityRule,
): SetStatus {
  let readyReplicas = 0;
  let availableReplicas = 0;
  let currentReplicas = 0;
  let updatedReplicas = 0;
  for (const pod of pods) {
    if (isRunningAndReady(pod)) {
      readyReplicas += 1;
      if (isAvailable(pod, rule)) availableReplicas += 1;
    }
    if (!pod.terminating) {
      if (pod.template === revisions.current) currentReplicas += 1;
      if (pod.template === revisions.update) updatedReplicas += 1;
    }
  }
  return {
    observedGeneration: set.generation,
    replicas: pods.length,
    readyReplicas,
    availableReplicas,
    currentReplicas,
    updatedReplicas,
    currentRevision: revisions.current,
    updateRevision: revisions.update,
  };
}

/**
 * Completes an update once every replica is updated and ready: the update revision becomes the current one. Readiness
 * counts, not availability, so with `minReadySeconds` this comes early (kubernetes/kubernetes issue 136831).
 */
export function completeUpdate(set: SetObject, status: SetStatus, completesUnderEveryStrategy: boolean): SetStatus {
  const { replicas, updateStrategy } = set.spec;
  const complete =
    status.updatedReplicas === replicas && status.readyReplicas === replicas && status.replicas === replicas;
  if (!complete || !(completesUnderEveryStrategy || updateStrategy.type === 'RollingUpdate')) return status;
  return { ...status, currentReplicas: status.updatedReplicas, currentRevision: status.updateRevision };
}

/**
 * What is stored after the controller wrote `next` over `stored`. The API server refuses a negative counter
 * (`ValidateStatefulSetStatus`); `currentReplicas` becomes one when an update deletes more Pods than are at the current
 * revision. The write then fails, the old status stays, and the next sync counts afresh. This follows from the code read;
 * no test of it was seen.
 */
export function writeStatus(stored: SetStatus, next: SetStatus): SetStatus {
  if (next.currentReplicas < 0) return stored;
  const before: Readonly<Record<string, unknown>> = { ...stored };
  const changed = Object.entries(next).some(([key, value]) => before[key] !== value);
  return changed ? next : stored;
}
