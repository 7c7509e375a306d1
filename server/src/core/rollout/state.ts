/**
 * The simulated cluster as one immutable value: the set, its Pods, claims and revisions, and the clock. A state is never
 * changed; a step makes the next one and shares with it whatever stayed.
 */

import type { Features } from '../kubernetes/versions';
import type { PodPhase } from './events';
import type { StatefulSetInput, StatefulSetSpec } from './spec';

/** What the API server knows an object by; a re-created object of the same name has another. */
export type Uid = number;

/** A Pod. Times are seconds on the simulation's clock. */
export interface Pod {
  readonly name: string;
  readonly ordinal: number;
  readonly uid: Uid;
  /** The set that owns it; null for an orphan. */
  readonly owner: Uid | null;
  /** The template of its revision (label `controller-revision-hash`). */
  readonly template: string;
  readonly phase: PodPhase;
  /** Condition Ready. */
  readonly ready: boolean;
  /** When condition Ready last changed. */
  readonly readySince: number;
  /** Whether it has a deletion timestamp. */
  readonly terminating: boolean;
  readonly createdAt: number;
  /** When its phase last changed. */
  readonly phaseSince: number;
  /** When it was deleted; meaningless unless it is terminating. */
  readonly deletedAt: number;
  /** The claims its volumes name, in the order of the claim templates. */
  readonly claims: readonly string[];
}

/** An owner reference of a claim. */
export interface ClaimOwner {
  readonly kind: 'set' | 'pod';
  readonly uid: Uid;
}

/** A PersistentVolumeClaim made for one Pod of the set. */
export interface Claim {
  readonly name: string;
  readonly owners: readonly ClaimOwner[];
  readonly terminating: boolean;
}

/** A ControllerRevision. Revisions of one set with equal templates are the same revision, so the template names it. */
export interface Revision {
  readonly template: string;
  /** Grows with each new revision and with each rollback. */
  readonly number: number;
  /** The set that owns it; null for an orphan. */
  readonly owner: Uid | null;
}

/** `status` of the set, as last written. Revisions are named by their template, empty before the first write. */
export interface SetStatus {
  readonly observedGeneration: number;
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  readonly currentReplicas: number;
  readonly updatedReplicas: number;
  readonly currentRevision: string;
  readonly updateRevision: string;
}

/** The StatefulSet object. */
export interface SetObject {
  readonly uid: Uid;
  readonly generation: number;
  readonly spec: StatefulSetSpec;
  readonly status: SetStatus;
  /** Deleted in the foreground: it stays until everything it owns is gone. */
  readonly terminating: boolean;
}

/** The cluster at one moment. */
export interface RolloutState {
  /** Which version's behaviour, and which gates. */
  readonly features: Features;
  /** Seconds since the start. */
  readonly time: number;
  /** Null before a valid set was applied, and once it is gone. */
  readonly set: SetObject | null;
  /** What was last applied, whether or not the set still exists: what an edit's missing fields stay at. */
  readonly applied: StatefulSetInput;
  /** The status last written to a set, kept when the set is gone. */
  readonly status: SetStatus;
  /** By ordinal. */
  readonly pods: readonly Pod[];
  /** By name of the claim. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** By number, ascending. */
  readonly revisions: readonly Revision[];
  readonly nextUid: Uid;
}
