import type { Field } from '../yaml/field';
import { integerField, mapField, stringField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { valueAt } from '../yaml/node';
import type { ResourceBase } from './resource';

/** A HorizontalPodAutoscaler (`autoscaling`), as far as it owns the replicas of another object. */
export interface Autoscaler extends ResourceBase {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly targetKind: Field<string> | undefined;
  readonly targetName: Field<string> | undefined;
  readonly minReplicas: Field<number> | undefined;
  readonly maxReplicas: Field<number> | undefined;
}

/** Reads the object of a HorizontalPodAutoscaler. */
export function readAutoscaler(base: ResourceBase, object: Node): Autoscaler {
  const spec = mapField(object, 'spec')?.value;
  const target = valueAt(spec, 'scaleTargetRef');
  return {
    ...base,
    kind: 'HorizontalPodAutoscaler',
    targetKind: stringField(target, 'kind'),
    targetName: stringField(target, 'name'),
    minReplicas: integerField(spec, 'minReplicas'),
    maxReplicas: integerField(spec, 'maxReplicas'),
  };
}
