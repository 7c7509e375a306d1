/** The Pods in range: which revision a missing one gets, and what is done about each (`processReplica`). */

import type { Outcome, Pass, Slot, Vacancy } from './pass';
import { CONTINUE } from './pass';
import { isAvailable, isRunningAndReady } from './predicates';
import { claimNames, createMissingClaims, ownersMatch, staleClaim, updateOwners } from './retention';
import type { Revisions } from './revisions';
import type { Pod, SetObject } from './state';

/**
 * The revision a Pod is created at (`newVersionedStatefulSetPod`). The partition is an offset from the first ordinal.
 *
 * A RollingUpdate without `rollingUpdate` goes by the number of Pods at the current revision as the stored status has it
 * at the start of the sync. OnDelete and Recreate have no `rollingUpdate` either but always use the update revision.
 */
export function revisionOfNewPod(set: SetObject, revisions: Revisions, ordinal: number): string {
  const { updateStrategy, start } = set.spec;
  if (updateStrategy.rollingUpdate !== null) {
    return ordinal < start + updateStrategy.rollingUpdate.partition ? revisions.current : revisions.update;
  }
  const staysCurrent = updateStrategy.type === 'RollingUpdate' && ordinal < start + set.status.currentReplicas;
  return staysCurrent ? revisions.current : revisions.update;
}

/** Does what one ordinal in range needs, in the controller's order of questions. */
export function processReplica(pass: Pass, slot: Slot): Outcome {
  if (slot.uid === null) return createReplica(pass, slot);
  const { draft, monotonic, rule } = pass;
  const pod = slot;
  const { ordinal } = pod;
  if (pod.phase === 'Failed' || pod.phase === 'Succeeded') {
    // Its replacement comes in a later sync, when the object is gone.
    if (pod.terminating) return { type: 'exit', obstacle: { kind: 'finished-terminating', ordinal } };
    draft.deletePod(pod, pod.phase === 'Failed' ? 'failed' : 'succeeded');
    return { type: 'exit', obstacle: null };
  }
  if (pod.phase === 'Pending') {
    const beingDeleted = createMissingClaims(draft, pass.set, ordinal);
    if (beingDeleted !== null) {
      return { type: 'error', obstacle: { kind: 'not-ready', ordinal, claim: beingDeleted.name } };
    }
    updateOwners(draft, pass.set, pod);
  }
  if (monotonic && pod.terminating) return { type: 'exit', obstacle: { kind: 'terminating', ordinal } };
  if (monotonic && !isRunningAndReady(pod)) return { type: 'exit', obstacle: { kind: 'not-ready', ordinal } };
  if (monotonic && !isAvailable(pod, rule)) return { type: 'exit', obstacle: { kind: 'not-available', ordinal } };
  return updateReplica(pass, pod);
}

function createReplica(pass: Pass, { ordinal, template }: Vacancy): Outcome {
  const { draft, set, monotonic, foreign } = pass;
  const stale = staleClaim(draft, set, ordinal);
  if (stale !== null) return { type: 'exit', obstacle: { kind: 'stale-claim', ordinal, claim: stale.name } };
  const beingDeleted = createMissingClaims(draft, set, ordinal);
  if (beingDeleted !== null) {
    return { type: 'error', obstacle: { kind: 'claim-being-deleted', ordinal, claim: beingDeleted.name } };
  }
  if (foreign.has(ordinal)) return { type: 'error', obstacle: { kind: 'name-taken', ordinal } };
  const pod = draft.createPod(set.spec, set.uid, ordinal, template);
  updateOwners(draft, set, pod);
  return monotonic ? { type: 'exit', obstacle: null } : CONTINUE;
}

/**
 * Brings volumes and claim owners of an existing Pod in line. The Pod itself is written too when only owners of its claims
 * were wrong. Its identity always matches here: nothing renames a Pod or takes its labels away.
 */
function updateReplica(pass: Pass, pod: Pod): Outcome {
  const { draft, set } = pass;
  const { ordinal } = pod;
  if (set.spec.claimTemplates.length === 0) return CONTINUE;
  if (!hasVolumesOf(set, pod)) {
    const beingDeleted = createMissingClaims(draft, set, ordinal);
    if (beingDeleted === null) updateOwners(draft, set, pod);
    const claim = beingDeleted === null ? {} : { claim: beingDeleted.name };
    // The API server refuses the update: a Pod's volumes are immutable. Only a re-created set has other templates.
    return { type: 'error', obstacle: { kind: 'volumes-differ', ordinal, ...claim } };
  }
  if (!ownersMatch(draft, set, pod)) {
    updateOwners(draft, set, pod);
    draft.actions.push({ type: 'update-pod', name: pod.name });
  }
  return CONTINUE;
}

function hasVolumesOf(set: SetObject, pod: Pod): boolean {
  return (
    set.spec.claimTemplates.length === 0 || claimNames(set, pod.ordinal).every((name) => pod.claims.includes(name))
  );
}
