/**
 * The garbage collector's part: what follows when an owner is deleted (kubernetes.io, "Garbage Collection"). In a cluster
 * it works concurrently; here Pods go by ordinal, then claims by name, at once.
 */

import type { Draft } from './draft';
import type { Cascade } from './events';
import type { Claim, Pod, Revision, RolloutState, SetObject } from './state';

/** Deletes the claims that a Pod was the only owner of, now that it is gone. A Pod owns no claims but its own. */
export function collectClaimsOf(draft: Draft, pod: Pod): void {
  for (const name of pod.claims.toSorted()) {
    const claim = draft.claim(name);
    if (claim?.owners.some((owner) => owner.uid === pod.uid) === true) dropOwner(draft, claim, pod.uid);
  }
}

/** Deletes a set by a cascade: what becomes of its Pods and claims. The set itself is {@link setAfterDeletion}. */
export function cascadeDeletion(draft: Draft, state: RolloutState, set: SetObject, cascade: Cascade): void {
  const isOwned = (claim: Claim): boolean => claim.owners.some((owner) => owner.uid === set.uid);
  const pods = state.pods.filter((pod) => pod.owner === set.uid);
  const claims = sortedClaims(draft).filter(isOwned);
  if (cascade === 'orphan') {
    for (const pod of pods) draft.putPod({ ...pod, owner: null });
    for (const claim of claims) draft.putClaim({ ...claim, owners: without(claim, set.uid) });
    return;
  }
  for (const pod of pods) if (!pod.terminating) draft.deletePod(pod, 'garbage-collected');
  for (const claim of claims) {
    if (cascade === 'background') dropOwner(draft, claim, set.uid);
    else deleteClaim(draft, claim);
  }
}

/** The set's revisions after a cascade: orphaned with it, or gone with it. */
export function revisionsAfterDeletion(
  revisions: readonly Revision[],
  set: SetObject,
  cascade: 'orphan' | 'gone',
): readonly Revision[] {
  return cascade === 'gone'
    ? revisions.filter((each) => each.owner !== set.uid)
    : revisions.map((each) => (each.owner === set.uid ? { ...each, owner: null } : each));
}

/**
 * Whether nothing is left that keeps a set deleted in the foreground: Pods and claims do, for the controller's owner
 * references block the owner's deletion. Its revisions would go at once; here they stay until the set goes, so that its
 * status keeps naming them.
 */
export function isDeletionFinished(set: SetObject, pods: readonly Pod[], claims: ReadonlyMap<string, Claim>): boolean {
  if (pods.some((pod) => pod.owner === set.uid)) return false;
  return ![...claims.values()].some((claim) => claim.owners.some((owner) => owner.uid === set.uid));
}

function dropOwner(draft: Draft, claim: Claim, uid: number): void {
  const owners = without(claim, uid);
  if (owners.length > 0) draft.putClaim({ ...claim, owners });
  else deleteClaim(draft, claim);
}

function deleteClaim(draft: Draft, claim: Claim): void {
  if (claim.terminating) return;
  draft.putClaim({ ...claim, terminating: true });
  draft.actions.push({ type: 'delete-claim', name: claim.name, why: 'garbage-collected' });
}

function without(claim: Claim, uid: number): Claim['owners'] {
  return claim.owners.filter((owner) => owner.uid !== uid);
}

function sortedClaims(draft: Draft): readonly Claim[] {
  return [...draft.claims().values()].toSorted((left, right) => (left.name < right.name ? -1 : 1));
}
