import type { Field } from '../yaml/field';
import { integerOrStringField, mapField } from '../yaml/field';
import type { Node } from '../yaml/node';
import type { LabelSelector } from './labels';
import { readLabelSelector } from './labels';
import type { ResourceBase } from './resource';

/** A PodDisruptionBudget (`policy/v1`). */
export interface DisruptionBudget extends ResourceBase {
  readonly kind: 'PodDisruptionBudget';
  readonly selector: Field<LabelSelector> | undefined;
  readonly minAvailable: Field<number | string> | undefined;
  readonly maxUnavailable: Field<number | string> | undefined;
}

/** Reads the object of a PodDisruptionBudget. */
export function readDisruptionBudget(base: ResourceBase, object: Node): DisruptionBudget {
  const spec = mapField(object, 'spec')?.value;
  return {
    ...base,
    kind: 'PodDisruptionBudget',
    selector: readLabelSelector(spec, 'selector'),
    minAvailable: integerOrStringField(spec, 'minAvailable'),
    maxUnavailable: integerOrStringField(spec, 'maxUnavailable'),
  };
}
