/** A state being changed: the one mutable thing in the simulation, alive for a single step. */

import { claimName, podName } from '../kubernetes/identity';
import type { Claim, ClaimOwner, Pod, RolloutState } from './state';
import type { StatefulSetSpec } from './spec';
import type { Action, DeletionReason } from './trace';

/** Up to this many changed Pods are put in their places one by one. */
const FEW = 16;

/**
 * The same Pod with its properties made in one place and order. Objects spread together elsewhere differ in shape to the
 * engine, and a sync that looks at a thousand Pods takes several times as long when they do.
 */
function inOneShape(pod: Pod): Pod {
  return {
    name: pod.name,
    ordinal: pod.ordinal,
    uid: pod.uid,
    owner: pod.owner,
    template: pod.template,
    phase: pod.phase,
    ready: pod.ready,
    readySince: pod.readySince,
    terminating: pod.terminating,
    createdAt: pod.createdAt,
    phaseSince: pod.phaseSince,
    deletedAt: pod.deletedAt,
    claims: pod.claims,
  };
}

/** Where the Pod of an ordinal stands, or would stand, among Pods sorted by ordinal. */
export function indexOfOrdinal(pods: readonly Pod[], ordinal: number): number {
  let low = 0;
  let high = pods.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const pod = pods[middle];
    if (pod !== undefined && pod.ordinal < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Collects changes to Pods and claims together with the actions that made them. Everything read through it is as of now,
 * while Pods taken from the state stay as they were when the step began: the controller decides on its cache.
 */
export class Draft {
  readonly actions: Action[] = [];
  readonly #state: RolloutState;
  /** Changed, new (by ordinal) and removed (null) Pods. */
  readonly #pods = new Map<number, Pod | null>();
  #claims: Map<string, Claim> | undefined;
  #nextUid: number;

  constructor(state: RolloutState) {
    this.#state = state;
    this.#nextUid = state.nextUid;
  }

  /** A new object's identity. */
  takeUid(): number {
    return this.#nextUid++;
  }

  /** The claim as it is now; undefined where there is none. */
  claim(name: string): Claim | undefined {
    return (this.#claims ?? this.#state.claims).get(name);
  }

  /** All claims as they are now. */
  claims(): ReadonlyMap<string, Claim> {
    return this.#claims ?? this.#state.claims;
  }

  /** A Pod that this step changed or created; undefined for any other. */
  changedPod(ordinal: number): Pod | undefined {
    return this.#pods.get(ordinal) ?? undefined;
  }

  /** Changes a Pod, or puts it there. No action: the caller says what was done. */
  putPod(pod: Pod): void {
    this.#pods.set(pod.ordinal, inOneShape(pod));
  }

  removePod(pod: Pod): void {
    this.#pods.set(pod.ordinal, null);
  }

  putClaim(claim: Claim): void {
    this.#mutableClaims().set(claim.name, claim);
  }

  removeClaim(name: string): void {
    this.#mutableClaims().delete(name);
  }

  createPod(spec: StatefulSetSpec, owner: number, ordinal: number, template: string): Pod {
    const { time } = this.#state;
    const pod: Pod = {
      name: podName(spec.name, ordinal),
      ordinal,
      uid: this.takeUid(),
      owner,
      template,
      phase: 'Pending',
      ready: false,
      readySince: time,
      terminating: false,
      createdAt: time,
      phaseSince: time,
      deletedAt: 0,
      claims: spec.claimTemplates.map((each) => claimName(each.name, spec.name, ordinal)),
    };
    this.putPod(pod);
    this.actions.push({ type: 'create-pod', name: pod.name, template });
    return pod;
  }

  /**
   * Deletes a Pod gracefully: it is terminating from now on. The controller judges Pods as they were when its sync began, so
   * it may delete one twice; each call is an action.
   */
  deletePod(pod: Pod, why: DeletionReason): void {
    const present = this.#pods.get(pod.ordinal) ?? pod;
    this.putPod({ ...present, terminating: true, deletedAt: this.#state.time });
    this.actions.push({ type: 'delete-pod', name: pod.name, why });
  }

  createClaim(name: string): void {
    this.putClaim({ name, owners: [], terminating: false });
    this.actions.push({ type: 'create-claim', name });
  }

  setOwners(claim: Claim, owners: readonly ClaimOwner[]): void {
    this.putClaim({ ...claim, owners });
    this.actions.push({ type: 'update-claim', name: claim.name });
  }

  /** The state with the changes made, and with whatever else the step decided. */
  finish(changes: Partial<Pick<RolloutState, 'set' | 'status' | 'revisions' | 'applied' | 'time'>> = {}): RolloutState {
    return {
      ...this.#state,
      ...changes,
      pods: this.pods(),
      claims: this.claims(),
      nextUid: this.#nextUid,
    };
  }

  /** All Pods as they are now, by ordinal. */
  pods(): readonly Pod[] {
    if (this.#pods.size === 0) return this.#state.pods;
    return this.#pods.size <= FEW ? this.#patchedPods() : this.#mergedPods();
  }

  /** For a few changes, which most events are, copying the array at once beats looking at each Pod. */
  #patchedPods(): readonly Pod[] {
    const pods = this.#state.pods.slice();
    for (const [ordinal, change] of this.#pods) {
      const index = indexOfOrdinal(pods, ordinal);
      const isPresent = pods[index]?.ordinal === ordinal;
      if (isPresent && change !== null) pods[index] = change;
      else if (isPresent) pods.splice(index, 1);
      else if (change !== null) pods.splice(index, 0, change);
    }
    return pods;
  }

  #mergedPods(): readonly Pod[] {
    const added = new Map(this.#pods);
    const pods: Pod[] = [];
    for (const pod of this.#state.pods) {
      const change = this.#pods.get(pod.ordinal);
      if (change !== null) pods.push(change ?? pod);
      added.delete(pod.ordinal);
    }
    for (const pod of added.values()) if (pod !== null) pods.push(pod);
    return pods.toSorted((left, right) => left.ordinal - right.ordinal);
  }

  #mutableClaims(): Map<string, Claim> {
    this.#claims ??= new Map(this.#state.claims);
    return this.#claims;
  }
}
