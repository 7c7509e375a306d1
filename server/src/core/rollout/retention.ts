/**
 * Claims: their creation and their owner references (kubernetes.io, StatefulSet, "PersistentVolumeClaim retention";
 * `stateful_pod_control.go`). An owner reference is how the retention policy works: the garbage collector deletes a claim
 * once its owner is gone.
 */

import { claimName } from '../kubernetes/identity';
import type { Draft } from './draft';
import type { StatefulSetSpec } from './spec';
import type { Claim, ClaimOwner, SetObject } from './state';

/** A Pod as the owner of its claims: `uid` is null while it is only about to be created. */
export interface OwningPod {
  readonly ordinal: number;
  readonly uid: number | null;
}

/** Names are asked for at every sync of every Pod; they are made once for a spec. */
const namesOfSpecs = new WeakMap<StatefulSetSpec, Map<number, readonly string[]>>();

/** The names of an ordinal's claims, in the order of the templates; templates of one name share one claim. */
export function claimNames({ spec }: SetObject, ordinal: number): readonly string[] {
  const known = namesOfSpecs.get(spec) ?? new Map<number, readonly string[]>();
  namesOfSpecs.set(spec, known);
  const names =
    known.get(ordinal) ??
    [...new Set(spec.claimTemplates.map((each) => each.name))].map((name) => claimName(name, spec.name, ordinal));
  known.set(ordinal, names);
  return names;
}

/**
 * Creates the claims an ordinal lacks. Returns the claim that is being deleted and so cannot be used yet, or null; the
 * others are created all the same (`createPersistentVolumeClaims`). An existing claim is used as it is. The controller
 * takes them in no order of its own (it walks a Go map); here they go by name.
 */
export function createMissingClaims(draft: Draft, set: SetObject, ordinal: number): Claim | null {
  let beingDeleted: Claim | null = null;
  for (const name of claimNames(set, ordinal).toSorted()) {
    const claim = draft.claim(name);
    if (claim === undefined) draft.createClaim(name);
    else if (claim.terminating) beingDeleted ??= claim;
  }
  return beingDeleted;
}

/**
 * The claim that keeps an ordinal's Pod from being created because it still belongs to an earlier Pod of that name, or
 * null. Only where scaled-down claims are deleted (`PodClaimIsStale`).
 */
export function staleClaim(draft: Draft, set: SetObject, ordinal: number): Claim | null {
  if (set.spec.whenScaled === 'Retain') return null;
  for (const name of claimNames(set, ordinal)) {
    const claim = draft.claim(name);
    if (claim?.owners.some((owner) => owner.kind === 'pod') === true) return claim;
  }
  return null;
}

/** Whether all claims of a Pod have the owners its retention policy asks for; missing claims count as right. */
export function ownersMatch(draft: Draft, set: SetObject, pod: OwningPod): boolean {
  return claimNames(set, pod.ordinal).every((name) => {
    const claim = draft.claim(name);
    return claim === undefined || isOwnedAsDesired(claim, set, pod);
  });
}

/** Gives a Pod's claims the owners its retention policy asks for (`UpdatePodClaimForRetentionPolicy`). */
export function updateOwners(draft: Draft, set: SetObject, pod: OwningPod): void {
  for (const name of claimNames(set, pod.ordinal)) {
    const claim = draft.claim(name);
    if (claim !== undefined && !isOwnedAsDesired(claim, set, pod)) draft.setOwners(claim, desiredOwners(set, pod));
  }
}

/**
 * The owners a claim of this Pod should have:
 *
 * | whenScaled | whenDeleted | Pod in range | Pod condemned |
 * |---|---|---|---|
 * | Retain | Retain | none | none |
 * | Retain | Delete | set | set |
 * | Delete | Retain | none | Pod |
 * | Delete | Delete | set | Pod |
 */
export function desiredOwners(set: SetObject, pod: OwningPod): readonly ClaimOwner[] {
  const { whenScaled, whenDeleted } = set.spec;
  if (whenScaled === 'Delete' && !isInRange(set, pod.ordinal)) {
    return pod.uid === null ? [] : [{ kind: 'pod', uid: pod.uid }];
  }
  return whenDeleted === 'Delete' ? [{ kind: 'set', uid: set.uid }] : [];
}

/** Whether an ordinal is one of those in force: `start` to `start + replicas - 1`. */
export function isInRange(set: SetObject, ordinal: number): boolean {
  return ordinal >= set.spec.start && ordinal < set.spec.start + set.spec.replicas;
}

/** A claim with a stale owner, of the same name but another object, is left alone and so counts as right. */
function isOwnedAsDesired(claim: Claim, set: SetObject, pod: OwningPod): boolean {
  if (claim.owners.some((owner) => owner.uid !== (owner.kind === 'set' ? set.uid : pod.uid))) return true;
  const desired = desiredOwners(set, pod);
  return (
    desired.length === claim.owners.length && desired.every((owner, index) => owner.kind === claim.owners[index]?.kind)
  );
}
