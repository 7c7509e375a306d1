/** The trace of a simulation: one frame for each event. The shape is the one `simulate --format json` prints. */

import type { PodPhase, RolloutEvent } from './events';

/** Why a Pod was deleted. */
export type DeletionReason = 'update' | 'scale-down' | 'failed' | 'succeeded' | 'garbage-collected';

/** Something the controller or the garbage collector did. */
export type Action =
  | { readonly type: 'create-claim'; readonly name: string }
  | { readonly type: 'create-pod'; readonly name: string; readonly template: string }
  | { readonly type: 'delete-pod'; readonly name: string; readonly why: DeletionReason }
  | { readonly type: 'update-pod'; readonly name: string }
  | { readonly type: 'update-claim'; readonly name: string }
  | { readonly type: 'delete-claim'; readonly name: string; readonly why: 'garbage-collected' };

/** What the controller waits for, after a reconcile that did nothing although the set is not done. */
export interface Waiting {
  /** The Pod it waits for; it need not exist yet. */
  readonly pod: string;
  readonly for: 'created' | 'ready' | 'available' | 'terminated';
  /** One sentence or two for a person: what is awaited, why, and how to get out. */
  readonly text: string;
}

/** The set's status; the templates stand for the revisions and are empty before the first reconcile. */
export interface FrameStatus {
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  readonly currentReplicas: number;
  readonly updatedReplicas: number;
  readonly currentTemplate: string;
  readonly updateTemplate: string;
}

/** A Pod in a frame. */
export interface FramePod {
  readonly name: string;
  readonly ordinal: number;
  readonly template: string;
  readonly phase: PodPhase;
  readonly ready: boolean;
  readonly available: boolean;
  readonly terminating: boolean;
}

/** A claim in a frame. */
export interface FrameClaim {
  readonly name: string;
  readonly owners: readonly ('set' | 'pod')[];
  readonly terminating: boolean;
}

/** The cluster after an event, and what the event brought about. */
export interface Frame {
  readonly event: RolloutEvent;
  /** What the API server says to an edit it refuses; the state is then unchanged. Absent otherwise. */
  readonly error?: string;
  /** In the order they were done. */
  readonly actions: readonly Action[];
  /** Null in every frame but that of a reconcile. There, null exactly when an action was taken or the set is done. */
  readonly waiting: Waiting | null;
  readonly status: FrameStatus;
  /** By ordinal. */
  readonly pods: readonly FramePod[];
  /** By name. */
  readonly claims: readonly FrameClaim[];
}

/** A whole run. Frame 0 is the first apply. */
export interface Trace {
  readonly version: 1;
  readonly frames: readonly Frame[];
}
