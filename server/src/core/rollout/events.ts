/** What can happen to a simulated cluster, one observable change at a time. Nothing happens unless an event says so. */

import type { SetFields } from './spec';

/** `status.phase` of a Pod. */
export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/** How a set is deleted (`kubectl delete --cascade`): what becomes of the objects it owns. */
export type Cascade = 'background' | 'foreground' | 'orphan';

/**
 * One event:
 * - `reconcile`: one sync of the controller, with its caches up to date.
 * - `pod`: the kubelet reports. A phase that is left out stays; readiness that is left out is false.
 * - `delete`: someone deletes a Pod; it is terminating until it is `removed`, whatever its phase.
 * - `removed`: the Pod object is gone.
 * - `advance`: the clock moves on by whole or fractional seconds.
 * - `apply`: an edit of the set, or its creation where there is none; fields left out stay as last applied.
 * - `delete-claim`, `removed-claim`: someone deletes a claim; the claim object is gone.
 * - `delete-set`: someone deletes the set.
 */
export type RolloutEvent =
  | { readonly type: 'reconcile' }
  | {
      readonly type: 'pod';
      readonly name: string;
      readonly phase?: PodPhase | undefined;
      readonly ready?: boolean | undefined;
    }
  | { readonly type: 'delete'; readonly pod: string }
  | { readonly type: 'removed'; readonly pod: string }
  | { readonly type: 'advance'; readonly seconds: number }
  | { readonly type: 'apply'; readonly set: SetFields }
  | { readonly type: 'delete-claim'; readonly name: string }
  | { readonly type: 'removed-claim'; readonly name: string }
  | { readonly type: 'delete-set'; readonly cascade: Cascade };
