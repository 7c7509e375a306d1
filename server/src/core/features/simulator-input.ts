import { servingContainers } from '../kubernetes/pod';
import { nameOf } from '../kubernetes/resource';
import type { LabelSelector } from '../kubernetes/labels';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { SetFields, StatefulSetInput, UpdateStrategyAsWritten } from '../rollout/spec';
import type { Workspace } from '../workspace/workspace';
import { namespaceInForce } from '../workspace/namespaces';

/**
 * What the simulator starts from: the set's fields as they are written, without their defaults. A field that is absent
 * or cannot be read is left out. Undefined where the set has no name that can be read.
 */
export function simulatorInput(set: StatefulSet, workspace: Workspace): StatefulSetInput | undefined {
  const name = nameOf(set);
  if (name === undefined || name === '') return undefined;
  return {
    name,
    namespace: namespaceInForce(set, workspace),
    spec: fieldsOf(set),
    hasReadinessProbe: hasReadinessProbe(set),
  };
}

/**
 * The same under a template label that stands for the content of the Pod template: equal for equal templates, also of
 * other texts, so that an edit can be told from a text that only looks different.
 */
export function comparableInput(set: StatefulSet, workspace: Workspace): StatefulSetInput | undefined {
  const input = simulatorInput(set, workspace);
  return input && { ...input, spec: { ...input.spec, template: set.templateFingerprint } };
}

/**
 * Paths of the fields that decide a rollout and are written, but cannot be read: of another type than the API's, or left
 * to be filled in. {@link simulatorInput} leaves them out, so that a rollout would be another than the one that is meant.
 */
export function unreadableFields(set: StatefulSet): readonly string[] {
  const strategy = set.updateStrategy?.value;
  const fields = {
    'spec.replicas': set.replicas,
    'spec.podManagementPolicy': set.podManagementPolicy,
    'spec.updateStrategy': set.updateStrategy,
    'spec.updateStrategy.type': strategy?.type,
    'spec.updateStrategy.rollingUpdate.partition': strategy?.partition,
    'spec.updateStrategy.rollingUpdate.maxUnavailable': strategy?.maxUnavailable,
    'spec.minReadySeconds': set.minReadySeconds,
    'spec.ordinals.start': set.start,
    'spec.persistentVolumeClaimRetentionPolicy.whenDeleted': set.whenDeleted,
    'spec.persistentVolumeClaimRetentionPolicy.whenScaled': set.whenScaled,
  };
  return Object.entries(fields).flatMap(([path, field]) =>
    field !== undefined && field.value === undefined ? path : [],
  );
}

function fieldsOf(set: StatefulSet): SetFields {
  const { whenDeleted, whenScaled } = set;
  return {
    replicas: set.replicas?.value,
    serviceName: set.serviceName?.value,
    podManagementPolicy: set.podManagementPolicy?.value,
    updateStrategy: updateStrategy(set),
    minReadySeconds: set.minReadySeconds?.value,
    revisionHistoryLimit: set.revisionHistoryLimit?.value,
    ordinals: set.start?.value === undefined ? undefined : { start: set.start.value },
    persistentVolumeClaimRetentionPolicy:
      whenDeleted?.value === undefined && whenScaled?.value === undefined
        ? undefined
        : { whenDeleted: whenDeleted?.value, whenScaled: whenScaled?.value },
    volumeClaimTemplates: set.claimTemplates.flatMap((template) => {
      const name = nameOf(template);
      return name === undefined ? [] : { name, fingerprint: template.fingerprint };
    }),
    selector: set.selector?.value === undefined ? undefined : selectorText(set.selector.value),
  };
}

/** `rollingUpdate` is there if it is written, be it empty: left out it stays unset beside an explicit type. */
function updateStrategy({ updateStrategy: field }: StatefulSet): UpdateStrategyAsWritten | undefined {
  const strategy = field?.value;
  if (strategy === undefined) return undefined;
  const { type, rollingUpdate, partition, maxUnavailable } = strategy;
  return {
    type: type?.value,
    rollingUpdate:
      rollingUpdate === undefined ? undefined : { partition: partition?.value, maxUnavailable: maxUnavailable?.value },
  };
}

/** Equal for selectors that the API server holds equal: the order of labels does not count, that of expressions does. */
function selectorText({ matchLabels, matchExpressions }: LabelSelector): string {
  const labels = [...(matchLabels?.value ?? [])].map(([key, field]) => [key, field.value ?? null] as const);
  const expressions = matchExpressions.map(({ key, operator, values }) => [
    key?.value ?? null,
    operator?.value ?? null,
    values ?? null,
  ]);
  return JSON.stringify([labels.toSorted(([a], [b]) => (a < b ? -1 : 1)), expressions]);
}

/** Whether a container that keeps running has one: without any, a Pod is ready as soon as it runs. */
function hasReadinessProbe(set: StatefulSet): boolean {
  const containers = set.template?.spec === undefined ? [] : servingContainers(set.template.spec);
  return containers.some(({ probes }) => probes.some(({ kind }) => kind === 'readinessProbe'));
}
