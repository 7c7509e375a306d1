/**
 * Revisions: which template Pods are updated to, which they come from, and how much history is kept
 * (`getStatefulSetRevisions` and `truncateHistory` in `stateful_set_control.go`).
 *
 * A revision's name is a hash of its template, so here the template's label is its name: equal label, equal revision.
 */

import type { Pod, Revision, RolloutState, SetObject } from './state';

/** The revisions of a set at one sync. */
export interface Revisions {
  /** What Pods come from: named in the stored status, or the update revision where that names none that exists. */
  readonly current: string;
  /** What Pods are updated to: the revision of the set's template. */
  readonly update: string;
  /** All revisions after this step, by number. */
  readonly all: readonly Revision[];
}

/**
 * Finds or makes the revision of the set's template. A template that was used before gets its old revision back under a
 * higher number, so Pods that still carry it count as updated at once: that is a rollback. An orphaned revision is adopted.
 */
export function computeRevisions(state: RolloutState, set: SetObject): Revisions {
  const adopted = state.revisions.map((each) => (each.owner === null ? { ...each, owner: set.uid } : each));
  const update = set.spec.template;
  const newest = adopted.at(-1);
  const all =
    newest?.template === update
      ? adopted
      : [
          ...adopted.filter((each) => each.template !== update),
          { template: update, number: (newest?.number ?? 0) + 1, owner: set.uid },
        ];
  const recorded = set.status.currentRevision;
  const current = adopted.some((each) => each.template === recorded) ? recorded : update;
  return { current, update, all };
}

/**
 * The revisions that stay: current, update, those some Pod carries, and of the others the newest
 * `revisionHistoryLimit`. A negative limit keeps all.
 */
export function truncateHistory(revisions: Revisions, pods: readonly Pod[], limit: number): readonly Revision[] {
  const { all } = revisions;
  if (limit < 0 || all.length <= limit) return all;
  const live = new Set([revisions.current, revisions.update, ...pods.map((pod) => pod.template)]);
  const history = all.filter((each) => !live.has(each.template));
  const removed = new Set(history.slice(0, Math.max(0, history.length - limit)));
  return removed.size === 0 ? all : all.filter((each) => !removed.has(each));
}
