import type { MapNode, ScalarNode } from '../../../yaml/node';
import { entryOf, isUnreadable, valueAt } from '../../../yaml/node';
import type { Check, Found } from './found';
import { has, numberAt, scalarAt, textAt } from './found';
import { sizeOf } from '../formats';

/** `DeploymentStrategy`: rolling updates only where it rolls, and never without room to roll. */
export const deploymentStrategy: Check = (map, found) => {
  const entry = entryOf(map, 'rollingUpdate');
  if (textAt(map, 'type') === 'Recreate' && entry !== undefined && has(map, 'rollingUpdate'))
    found.refused(['rollingUpdate'], entry, 'is only for the type RollingUpdate');
  const unavailable = scalarAt(entry?.value, 'maxUnavailable');
  if (unavailable !== undefined && isZero(entry?.value, 'maxUnavailable') && isZero(entry?.value, 'maxSurge'))
    found.invalid(['rollingUpdate', 'maxUnavailable'], unavailable, 'must not be 0 where maxSurge is 0', [1]);
};

function isZero(map: Parameters<typeof scalarAt>[0], key: string): boolean {
  const text = scalarAt(map, key)?.text;
  return text === '0' || text === '0%';
}

/** `DeploymentSpec` */
export const deploymentSpec: Check = (map, found) => {
  const deadline = scalarAt(map, 'progressDeadlineSeconds');
  const ready = numberAt(map, 'minReadySeconds') ?? 0;
  if (typeof deadline?.value === 'number' && deadline.value >= 0 && deadline.value <= ready)
    found.invalid(['progressDeadlineSeconds'], deadline, `must be greater than minReadySeconds, ${ready}`);
  runsAlways(map, found);
};

/** What keeps Pods running takes no Pods that end. StatefulSets have a rule of their own for that. */
export const runsAlways = (map: MapNode, found: Found): void => {
  const policy = scalarAt(valueAt(map, 'template', 'spec'), 'restartPolicy');
  if (policy?.value === 'OnFailure' || policy?.value === 'Never')
    found.invalid(['template', 'spec', 'restartPolicy'], policy, 'must be Always here', ['Always']);
};

/** `JobSpec`: its Pods end. */
export const jobSpec: Check = (map, found) => {
  const pod = valueAt(map, 'template', 'spec');
  if (pod?.type !== 'map') return;
  const policy = scalarAt(pod, 'restartPolicy');
  if (policy?.value === 'Always')
    found.invalid(['template', 'spec', 'restartPolicy'], policy, 'must be OnFailure or Never for a Job', [
      'OnFailure',
      'Never',
    ]);
  const template = valueAt(map, 'template');
  const owner = template && entryOf(template, 'spec')?.keySpan;
  if (owner !== undefined && !has(pod, 'restartPolicy'))
    found.missing(['template', 'spec'], 'restartPolicy', owner, 'for a Job: OnFailure or Never');
};

/** `PodDisruptionBudgetSpec` */
export const budget: Check = (map, found) => {
  const entry = entryOf(map, 'maxUnavailable');
  if (entry !== undefined && has(map, 'maxUnavailable') && has(map, 'minAvailable'))
    found.refused(['maxUnavailable'], entry, 'must not be there beside minAvailable');
};

/** `HorizontalPodAutoscalerSpec` */
export const autoscaler: Check = (map, found) => {
  const most = scalarAt(map, 'maxReplicas');
  const least = numberAt(map, 'minReplicas');
  if (typeof most?.value === 'number' && least !== undefined && most.value > 0 && most.value < least)
    found.invalid(['maxReplicas'], most, `must be at least minReplicas, ${least}`);
};

/**
 * `PersistentVolumeClaimSpec`: modes and a size. What a claim template of a StatefulSet lacks is said by a rule of its
 * own.
 */
export const claimSpec: Check = (map, found, kind) => {
  const modes = entryOf(map, 'accessModes')?.value;
  const storage = scalarAt(valueAt(map, 'resources', 'requests'), 'storage');
  const size = storage && sizeOf(storage.text);
  if (storage !== undefined && size !== undefined && size <= 0)
    found.invalid(['resources', 'requests', 'storage'], storage, 'must be greater than 0');
  if (modes?.type === 'list' && modes.items.length > 1) {
    const single = modes.items.find(
      (item): item is ScalarNode => item.type === 'scalar' && item.value === 'ReadWriteOncePod',
    );
    if (single !== undefined)
      found.invalid(['accessModes', modes.items.indexOf(single)], single, 'must be the only access mode');
  }
  // Resources alone are what a patch gives to a claim that shall grow.
  const isPatch = map.entries.every(({ key }) => key === 'resources');
  if (isPatch || (kind === 'StatefulSet' && found.path[1] === 'volumeClaimTemplates')) return;
  if (!has(map, 'accessModes') || (modes?.type === 'list' && modes.items.length === 0))
    found.missing([], 'accessModes', found.owner);
  const requests = valueAt(map, 'resources', 'requests');
  const isUnsaid = requests === undefined ? !isUnreadable(valueAt(map, 'resources')) : requests.type === 'map';
  if (isUnsaid && !has(requests, 'storage'))
    found.missing(['resources', 'requests'], 'storage', entryOf(map, 'resources')?.keySpan ?? found.owner);
};
