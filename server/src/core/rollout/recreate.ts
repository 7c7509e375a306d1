/**
 * The Recreate strategy (KEP-3541, alpha in 1.37): every Pod of an old revision goes before any Pod is created.
 *
 * Only the proposal and a review of the implementation (kubernetes/kubernetes pull request 137187) were read: the step
 * stands before the replicas are processed, looks at replicas first and condemned Pods next, and lets the ordinary pass
 * go on once no old Pod is left. That it leaves `status.currentReplicas` as counted, and writes no condition the trace
 * would show, is assumed.
 */

import type { Outcome, Pass } from './pass';
import { CONTINUE, podIn } from './pass';

/** Deletes what is old, or waits for what is old to terminate; continues when nothing old is left. */
export function recreateOldPods({ draft, slots, condemned, revisions }: Pass): Outcome {
  const present = [...slots.map(podIn), ...condemned].filter((pod) => pod !== null);
  const old = present.filter((pod) => pod.template !== revisions.update);
  const alive = old.filter((pod) => !pod.terminating);
  for (const pod of alive) draft.deletePod(pod, 'update');
  if (alive.length > 0) return { type: 'exit', obstacle: null };
  const [first] = old;
  return first === undefined ? CONTINUE : { type: 'exit', obstacle: { kind: 'recreating', ordinal: first.ordinal } };
}
