/** From what somebody wrote to what the API server stores: merging an edit, dropping gated fields, defaulting. */

import type { StatefulSetValues } from '../kubernetes/statefulset-validation';
import type { Features } from '../kubernetes/versions';
import type { SetFields, StatefulSetInput, StatefulSetSpec, UpdateStrategyAsWritten } from './spec';

/** The label of the template that stands in the file, and of a set that names none. */
export const FIRST_TEMPLATE = 'A';

const DEFAULT_HISTORY_LIMIT = 10;

/** `fields` over `base`, field by field: a field of the edit replaces the whole field, null included. */
export function mergeFields(base: SetFields, edit: SetFields): SetFields {
  const given = Object.entries(edit).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(given) };
}

/**
 * The values as they stand after defaulting (`SetDefaults_StatefulSet` in `apps/v1`), not yet judged.
 *
 * `rollingUpdate: {partition: 0}` is filled in only where the strategy's type was left out: `type: RollingUpdate` alone
 * keeps it unset, which later decides the revision of a re-created Pod.
 *
 * `stored` is the spec the API server holds, null for a new set: `maxUnavailable` is dropped while its gate is off unless
 * the stored set already had it (`dropStatefulSetDisabledFields`).
 */
export function defaultedValues(
  input: StatefulSetInput,
  features: Features,
  stored: StatefulSetSpec | null,
): Required<StatefulSetValues> {
  const { spec } = input;
  const retention = spec.persistentVolumeClaimRetentionPolicy;
  return {
    name: input.name,
    replicas: spec.replicas ?? 1,
    start: spec.ordinals?.start ?? 0,
    minReadySeconds: spec.minReadySeconds ?? 0,
    revisionHistoryLimit: spec.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT,
    podManagementPolicy: emptyAsDefault(spec.podManagementPolicy, 'OrderedReady'),
    serviceName: spec.serviceName ?? '',
    updateStrategy: defaultedStrategy(spec.updateStrategy ?? {}, features, stored),
    whenDeleted: emptyAsDefault(retention?.whenDeleted, 'Retain'),
    whenScaled: emptyAsDefault(retention?.whenScaled, 'Retain'),
    selector: spec.selector ?? '',
    claimTemplates: spec.volumeClaimTemplates ?? [],
    restartPolicy: undefined,
    activeDeadlineSeconds: undefined,
  };
}

/** The stored spec of values that were found valid. */
export function specOf(input: StatefulSetInput, values: Required<StatefulSetValues>): StatefulSetSpec {
  const { rollingUpdate } = values.updateStrategy ?? {};
  const type = values.updateStrategy?.type;
  return {
    name: input.name,
    namespace: input.namespace ?? 'default',
    template: input.spec.template ?? FIRST_TEMPLATE,
    replicas: values.replicas ?? 1,
    start: values.start ?? 0,
    serviceName: values.serviceName ?? '',
    podManagementPolicy: values.podManagementPolicy === 'Parallel' ? 'Parallel' : 'OrderedReady',
    updateStrategy: {
      type: type === 'OnDelete' || type === 'Recreate' ? type : 'RollingUpdate',
      rollingUpdate:
        rollingUpdate === null || rollingUpdate === undefined
          ? null
          : { partition: rollingUpdate.partition ?? 0, maxUnavailable: rollingUpdate.maxUnavailable ?? null },
    },
    minReadySeconds: values.minReadySeconds ?? 0,
    revisionHistoryLimit: values.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT,
    whenDeleted: values.whenDeleted === 'Delete' ? 'Delete' : 'Retain',
    whenScaled: values.whenScaled === 'Delete' ? 'Delete' : 'Retain',
    claimTemplates: values.claimTemplates ?? [],
    selector: values.selector ?? '',
    hasReadinessProbe: input.hasReadinessProbe ?? true,
  };
}

function defaultedStrategy(
  written: UpdateStrategyAsWritten,
  features: Features,
  stored: StatefulSetSpec | null,
): StatefulSetValues['updateStrategy'] {
  const typeOmitted = (written.type ?? '') === '';
  const rollingUpdate = written.rollingUpdate ?? (typeOmitted ? {} : null);
  const keepsMaxUnavailable =
    features.MaxUnavailableStatefulSet || (stored?.updateStrategy.rollingUpdate?.maxUnavailable ?? null) !== null;
  const byDefault = features.MaxUnavailableStatefulSet ? 1 : undefined;
  return {
    type: emptyAsDefault(written.type, 'RollingUpdate'),
    rollingUpdate:
      rollingUpdate === null
        ? null
        : {
            partition: rollingUpdate.partition ?? 0,
            maxUnavailable: keepsMaxUnavailable ? (rollingUpdate.maxUnavailable ?? byDefault) : undefined,
          },
  };
}

function emptyAsDefault(written: string | null | undefined, byDefault: string): string {
  return written === undefined || written === null || written === '' ? byDefault : written;
}
