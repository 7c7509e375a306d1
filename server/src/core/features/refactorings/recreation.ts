import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Workspace } from '../../workspace/workspace';
import type { ChangeAnnotation } from '../rename/consequences';

/**
 * What to know of a change that the API server refuses on a set that exists (`ValidateStatefulSetUpdate`): how to get it in
 * all the same, and what comes of it. Needs no confirmation where the set was never committed, and so hardly ever applied.
 */
export function recreationOf(set: StatefulSet, label: string, outcome: string, workspace: Workspace): ChangeAnnotation {
  const way = `Where the set runs already, delete it with kubectl delete statefulset ${nameOf(set) ?? ''} --cascade=orphan and apply it again: its Pods go on meanwhile.`;
  return { label, description: `${way} ${outcome}`, needsConfirmation: workspace.committed(set) !== undefined };
}
