import type { Field } from '../yaml/field';
import { integerField, mapField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { valueAt } from '../yaml/node';
import type { LabelSelector } from './labels';
import { readLabelSelector } from './labels';
import type { PodTemplate } from './pod';
import { readPodTemplate } from './pod';
import type { ResourceBase } from './resource';

/** Kinds that make Pods, or are one. */
export const WORKLOAD_KINDS = [
  'Deployment',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
] as const;

export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

export const POD_MAKER_KINDS = ['StatefulSet', ...WORKLOAD_KINDS] as const;

/** Kinds whose `replicas` others set: an autoscaler, a kustomization. */
export const SCALABLE_KINDS = ['StatefulSet', 'Deployment', 'ReplicaSet', 'ReplicationController'] as const;

/** What makes Pods without being a StatefulSet: only its Pods' labels, names and ports matter here. */
export interface Workload extends ResourceBase {
  readonly kind: WorkloadKind;
  readonly replicas: Field<number> | undefined;
  readonly selector: Field<LabelSelector> | undefined;
  readonly template: PodTemplate | undefined;
}

/** Reads the object of a workload other than a StatefulSet. */
export function readWorkload(base: ResourceBase, kind: WorkloadKind, object: Node): Workload {
  const spec = mapField(object, 'spec')?.value;
  const template = readPodTemplate(templateOf(kind, object));
  return {
    ...base,
    kind,
    partial: base.partial || template?.spec === undefined,
    replicas: integerField(spec, 'replicas'),
    // A ReplicationController's selector is a plain map and says nothing that its template does not.
    selector: kind === 'ReplicationController' || kind === 'Pod' ? undefined : readLabelSelector(spec, 'selector'),
    template,
  };
}

function templateOf(kind: WorkloadKind, object: Node): Node | undefined {
  if (kind === 'Pod') return object;
  return kind === 'CronJob'
    ? valueAt(object, 'spec', 'jobTemplate', 'spec', 'template')
    : valueAt(object, 'spec', 'template');
}
