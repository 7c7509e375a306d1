import type { Field } from '../yaml/field';
import type { StatefulSet } from './statefulset';

/**
 * The value in force: what is written, or the API server's default where the field is absent or an empty string.
 * Undefined where something is written that cannot be read. The defaults are those of `SetDefaults_StatefulSet` in
 * `apps/v1`.
 */
function orDefault<T extends string | number>(field: Field<T> | undefined, byDefault: T): T | undefined {
  return field === undefined || field.value === '' ? byDefault : field.value;
}

/** `spec.replicas`, 1 by default. */
export function replicasOf(set: StatefulSet): number | undefined {
  return orDefault(set.replicas, 1);
}

/** The ordinal of the first Pod: `spec.ordinals.start`, 0 by default. */
export function startOf(set: StatefulSet): number | undefined {
  return orDefault(set.start, 0);
}

/** `spec.podManagementPolicy`, `OrderedReady` by default. */
export function podManagementPolicyOf(set: StatefulSet): string | undefined {
  return orDefault(set.podManagementPolicy, 'OrderedReady');
}

/** `spec.updateStrategy.type`, `RollingUpdate` by default. */
export function updateStrategyOf(set: StatefulSet): string | undefined {
  if (set.updateStrategy === undefined) return 'RollingUpdate';
  return set.updateStrategy.value && orDefault(set.updateStrategy.value.type, 'RollingUpdate');
}

/** `spec.updateStrategy.rollingUpdate.partition`, 0 by default. */
export function partitionOf(set: StatefulSet): number | undefined {
  if (set.updateStrategy === undefined) return 0;
  return set.updateStrategy.value && orDefault(set.updateStrategy.value.partition, 0);
}

/** `spec.persistentVolumeClaimRetentionPolicy`, both halves `Retain` by default. */
export function retentionOf(set: StatefulSet): {
  readonly whenDeleted: string | undefined;
  readonly whenScaled: string | undefined;
} {
  return { whenDeleted: orDefault(set.whenDeleted, 'Retain'), whenScaled: orDefault(set.whenScaled, 'Retain') };
}
