/** The update phase: which Pods of an old revision are deleted so that they come back at the new one. */

import type { Obstacle, Pass, Slot } from './pass';
import { podIn } from './pass';
import { isAvailable, isUnavailable } from './predicates';

/** What the update phase did. */
export interface UpdateResult {
  /** Pods deleted: each takes one off `status.currentReplicas`, whatever its revision. */
  readonly deleted: number;
  /** What it waits for; null where it did something or nothing is left to wait for. */
  readonly obstacle: Obstacle | null;
}

/**
 * Resolves `maxUnavailable` against the number of replicas. A percentage is rounded down, never below 1; the API's own
 * comment says up, its code and unit test round down (`getStatefulSetMaxUnavailable`). Unset means 1.
 */
export function resolveMaxUnavailable(maxUnavailable: number | string | null, replicas: number): number {
  if (maxUnavailable === null) return 1;
  if (typeof maxUnavailable === 'number') return Math.max(1, maxUnavailable);
  return Math.max(1, Math.floor((Number.parseInt(maxUnavailable, 10) * replicas) / 100));
}

/** One Pod at a time from the top, while `MaxUnavailableStatefulSet` is off. The victim's own health is not asked for. */
export function updateOneByOne(pass: Pass): UpdateResult {
  for (let index = pass.slots.length - 1; index >= partitionOf(pass); index -= 1) {
    const slot = pass.slots[index];
    if (slot === undefined) break;
    if (needsUpdate(pass, slot)) {
      deleteForUpdate(pass, slot);
      return { deleted: 1, obstacle: null };
    }
    if (isUnavailable(podIn(slot), pass.rule)) return { deleted: 0, obstacle: unavailable(slot) };
  }
  return { deleted: 0, obstacle: null };
}

/**
 * As many Pods as the budget allows, while `MaxUnavailableStatefulSet` is on
 * (`updateStatefulSetAfterInvariantEstablished`). Unavailable Pods use up the budget wherever they stand, below the
 * partition too.
 *
 * With Parallel, Pods that are unavailable at an old revision go first and cost nothing: they are down already. Before
 * 1.37 that was not done, and a broken Pod stopped the update where the gate was on: in 1.35.0 to 1.35.3 by default.
 */
export function updateWithinBudget(pass: Pass): UpdateResult {
  const { set, rule, slots } = pass;
  const { rollingUpdate } = set.spec.updateStrategy;
  const limit = resolveMaxUnavailable(rollingUpdate?.maxUnavailable ?? null, set.spec.replicas);
  const replacesUnavailable = !pass.monotonic && rule.features.parallelReplacesUnavailable;
  let unavailableCount = 0;
  let replaceable = 0;
  for (const slot of slots) {
    if (isUnavailable(podIn(slot), rule)) {
      unavailableCount += 1;
      if (replacesUnavailable && needsUpdate(pass, slot)) replaceable += 1;
    }
  }
  if (unavailableCount >= limit && replaceable === 0) return { deleted: 0, obstacle: null };
  const isUp = (slot: Slot): boolean => slot.uid !== null && isAvailable(slot, rule);
  const budget = limit - unavailableCount;
  if (!replacesUnavailable) return { deleted: deleteFromTop(pass, budget, () => true), obstacle: null };
  const broken = deleteFromTop(pass, Number.POSITIVE_INFINITY, (slot) => !isUp(slot));
  return { deleted: broken + deleteFromTop(pass, budget, isUp), obstacle: null };
}

function deleteFromTop(pass: Pass, budget: number, isWanted: (slot: Slot) => boolean): number {
  let deleted = 0;
  for (let index = pass.slots.length - 1; index >= partitionOf(pass) && deleted < budget; index -= 1) {
    const slot = pass.slots[index];
    if (slot !== undefined && needsUpdate(pass, slot) && isWanted(slot)) {
      deleteForUpdate(pass, slot);
      deleted += 1;
    }
  }
  return deleted;
}

/** How many of the lowest Pods keep their revision: an offset from the first ordinal. */
function partitionOf({ set }: Pass): number {
  return set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
}

/** An old revision that is not on its way out. A slot filled in this very pass can be at an old revision too. */
function needsUpdate({ revisions }: Pass, slot: Slot): boolean {
  return slot.template !== revisions.update && podIn(slot)?.terminating !== true;
}

function deleteForUpdate({ draft }: Pass, slot: Slot): void {
  // A slot that could not be filled has nobody to delete; the controller counts the attempt all the same.
  const victim = podIn(slot) ?? draft.changedPod(slot.ordinal);
  if (victim !== undefined) draft.deletePod(victim, 'update');
}

function unavailable(slot: Slot): Obstacle {
  const { ordinal } = slot;
  const pod = podIn(slot);
  if (pod?.terminating === true) return { kind: 'terminating', ordinal };
  const ready = pod !== null && pod.phase === 'Running' && pod.ready;
  return { kind: ready ? 'not-available' : 'not-ready', ordinal };
}
