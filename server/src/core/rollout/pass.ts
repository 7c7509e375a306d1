/** One pass of the controller over its set: what it looks at, what it changes, and what stops it. */

import type { Draft } from './draft';
import type { AvailabilityRule } from './predicates';
import type { Revisions } from './revisions';
import type { Pod, SetObject } from './state';

/** The place of a Pod that is not there, with the revision its Pod is created at. */
export interface Vacancy {
  readonly ordinal: number;
  readonly template: string;
  /** No object stands here. */
  readonly uid: null;
}

/** An ordinal in range: the Pod that stood there when the pass began, or its empty place. */
export type Slot = Pod | Vacancy;

/** The Pod in a slot; null where it is vacant. */
export function podIn(slot: Slot): Pod | null {
  return slot.uid === null ? null : slot;
}

/** Why the controller stopped: data for {@link waitingFor} in waiting.ts. */
export interface Obstacle {
  readonly kind:
    | 'not-ready'
    | 'not-available'
    | 'terminating'
    /** A Failed or Succeeded Pod that was deleted already. */
    | 'finished-terminating'
    /** A claim still belongs to an earlier Pod of the name. */
    | 'stale-claim'
    /** A claim is being deleted, so the Pod cannot be created. */
    | 'claim-being-deleted'
    /** A Pod of the name exists that is not the set's. */
    | 'name-taken'
    /** The Pod's volumes are not those of the claim templates, and a Pod's volumes cannot be changed. */
    | 'volumes-differ'
    /** Two condemned Pods are not available; the upper one is not removed while the lower one is so. */
    | 'scale-down-blocked'
    /** Recreate waits for the last Pod of the old revision. */
    | 'recreating'
    /** The set is deleted in the foreground and goes when its Pods are gone. */
    | 'set-terminating';
  readonly ordinal: number;
  /** The claim it is about, where it is about one. */
  readonly claim?: string;
  /** The condemned Pod that waits, where that is not the Pod of `ordinal`. */
  readonly condemned?: string;
}

/** How a step of the pass ended. An error ends a batch, an exit only an ordered pass. */
export type Outcome =
  | { readonly type: 'continue' }
  | { readonly type: 'exit'; readonly obstacle: Obstacle | null }
  | { readonly type: 'error'; readonly obstacle: Obstacle };

export const CONTINUE: Outcome = { type: 'continue' };

/** Everything the parts of a pass share. */
export interface Pass {
  readonly draft: Draft;
  readonly set: SetObject;
  readonly revisions: Revisions;
  readonly rule: AvailabilityRule;
  /** podManagementPolicy is OrderedReady. */
  readonly monotonic: boolean;
  /** Ascending by ordinal. */
  readonly slots: readonly Slot[];
  /** Pods out of range, descending by ordinal. */
  readonly condemned: readonly Pod[];
  /** Pods by name-giving ordinal that are not the set's and so keep their names from its Pods. */
  readonly foreign: ReadonlyMap<number, Pod>;
}

const MAX_BATCH = 500;

/**
 * Runs a step for each item: one after the other up to the first that exits when the set is ordered, else in batches of
 * 1, 2, 4 … 500 in which exits mean nothing and an error lets its batch finish (`runForAll`, `slowStartBatch`). Within a
 * batch the controller works concurrently; here, in the order given.
 */
export function runForAll<T extends object>(
  items: readonly T[],
  monotonic: boolean,
  step: (item: T) => Outcome,
): Outcome {
  if (monotonic) {
    for (const item of items) {
      const outcome = step(item);
      if (outcome.type !== 'continue') return outcome;
    }
    return CONTINUE;
  }
  let error: Outcome | null = null;
  let size = 1;
  let batchEnd = 1;
  for (let index = 0; index < items.length; index += 1) {
    if (index === batchEnd) {
      if (error !== null) return error;
      size = Math.min(size * 2, MAX_BATCH);
      batchEnd += size;
    }
    const item = items[index];
    const outcome = item === undefined ? CONTINUE : step(item);
    if (outcome.type === 'error') error ??= outcome;
  }
  return error ?? CONTINUE;
}
