import { shareOf } from '../../kubernetes/percentage';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { ordinalsOf } from '../../workspace/ordinals';
import type { Workspace } from '../../workspace/workspace';
import type { Field } from '../../yaml/field';

/** How many Pods a rolling update takes down at once. */
export interface PodsAtOnce {
  /** `maxUnavailable` as it is written. */
  readonly field: Field<number | string>;
  readonly written: number | string;
  readonly replicas: number;
  /** Its share of the replicas before it is rounded; no more than there are. */
  readonly exact: number;
  /** What the controller makes of it: rounded down, but at least 1. */
  readonly pods: number;
}

/**
 * What `spec.updateStrategy.rollingUpdate.maxUnavailable` comes to (`getStatefulSetMaxUnavailable` in the controller).
 * Undefined where it is absent, where the API server refuses it, or where the number of Pods is not known.
 */
export function podsAtOnce(set: StatefulSet, workspace: Workspace): PodsAtOnce | undefined {
  const field = set.updateStrategy?.value?.maxUnavailable;
  const written = field?.value;
  const ordinals = ordinalsOf(set, workspace);
  if (field === undefined || written === undefined || ordinals === undefined) return undefined;
  const replicas = ordinals.last - ordinals.first + 1;
  const share = shareOf(written, replicas);
  const refused = share === undefined || share <= 0 || (typeof written === 'string' && share > replicas);
  if (refused) return undefined;
  const exact = Math.min(share, replicas);
  return { field, written, replicas, exact, pods: Math.max(1, Math.floor(exact)) };
}
