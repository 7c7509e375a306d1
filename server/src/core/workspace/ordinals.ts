import type { Autoscaler } from '../kubernetes/autoscaler';
import { replicasOf, startOf } from '../kubernetes/defaults';
import { namesInRow, podName } from '../kubernetes/identity';
import { nameOf } from '../kubernetes/resource';
import type { StatefulSet } from '../kubernetes/statefulset';
import { isBroken, mayBePatched } from './applied';
import type { Workspace } from './workspace';

/** The ordinals that a set's Pods have, both ends included. */
export interface OrdinalRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The ordinals that the Pods of a set have or, where an autoscaler scales it, can have (kubernetes.io, StatefulSet,
 * "Ordinal Index" and "Start ordinal"). Undefined where nobody can tell: a number is a placeholder, something may patch
 * the set, its document is no valid YAML, or it is scaled to zero, from which it will come back.
 */
export function ordinalsOf(set: StatefulSet, workspace: Workspace): OrdinalRange | undefined {
  const name = nameOf(set);
  const replicas = replicasOf(set);
  const first = startOf(set);
  if (name === undefined || replicas === undefined || first === undefined || replicas < 1) return undefined;
  if (isBroken(set, workspace) || mayBePatched(set, workspace)) return undefined;
  let most = replicas;
  for (const { maxReplicas } of scalersOf(set, workspace)) {
    if (maxReplicas?.value === undefined) return undefined;
    most = Math.max(most, maxReplicas.value);
  }
  return { first, last: first + most - 1 };
}

/** The autoscalers that scale a set: what its file says of replicas holds only until they do. */
export function scalersOf(set: StatefulSet, workspace: Workspace): readonly Autoscaler[] {
  return workspace
    .autoscalersOf('StatefulSet', nameOf(set) ?? '')
    .filter((autoscaler) => workspace.sameNamespace(autoscaler, set));
}

/** The Pods of a range of ordinals, for a person to read: `its only Pod is web-0`, `its Pods are web-0 to web-2`. */
export function describePods(set: string, { first, last }: OrdinalRange): string {
  const pods = namesInRow(first, last, (ordinal) => podName(set, ordinal));
  return first === last ? `its only Pod is ${pods}` : `its Pods are ${pods}`;
}
