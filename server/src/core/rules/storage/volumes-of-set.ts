import type { Container, Volume, VolumeMount } from '../../kubernetes/pod';
import { nameOf } from '../../kubernetes/resource';
import type { ClaimTemplate, StatefulSet } from '../../kubernetes/statefulset';
import { mayBePatched } from '../../workspace/applied';
import type { Workspace } from '../../workspace/workspace';
import type { Field } from '../../yaml/field';
import type { MapPath } from '../fixes/steps';

/** A mount of a volume in a container of the Pod template. */
export interface Mount {
  readonly name: Field<string>;
  readonly volume: string;
  readonly device: boolean;
  readonly container: string;
  /** Where it is in the object. */
  readonly path: MapPath;
}

/** What the Pods of a set can mount and what they do mount, all of it readable. */
export interface VolumesOfSet {
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly claims: ReadonlyMap<string, ClaimTemplate>;
  readonly mounts: readonly Mount[];
}

/**
 * Reads the volumes, claim templates and mounts of a set. Undefined where a name among them is missing or unreadable, or
 * something may patch the set: then nobody can tell what is mounted and what is not.
 */
export function volumesOf(set: StatefulSet, workspace: Workspace): VolumesOfSet | undefined {
  const spec = set.template?.spec;
  if (spec === undefined || spec.containers.length === 0 || mayBePatched(set, workspace)) return undefined;
  const volumes = named(spec.volumes, (volume) => volume.name?.value);
  const claims = named(set.claimTemplates, nameOf);
  const mounts = [...mountsOf('containers', spec.containers), ...mountsOf('initContainers', spec.initContainers)];
  if (volumes === undefined || claims === undefined) return undefined;
  return mounts.every((mount) => mount !== undefined) ? { volumes, claims, mounts } : undefined;
}

/** The mounts of volumes that neither `spec.volumes` nor a claim template provides. */
export function unknownMounts({ volumes, claims, mounts }: VolumesOfSet): readonly Mount[] {
  return mounts.filter(({ volume }) => !volumes.has(volume) && !claims.has(volume));
}

function named<T>(items: readonly T[], nameOfItem: (item: T) => string | undefined): Map<string, T> | undefined {
  const result = new Map<string, T>();
  for (const item of items) {
    const name = nameOfItem(item);
    if (name === undefined) return undefined;
    result.set(name, item);
  }
  return result;
}

function mountsOf(
  list: 'containers' | 'initContainers',
  containers: readonly Container[],
): readonly (Mount | undefined)[] {
  return containers.flatMap((container, index) => {
    const read = (
      key: 'volumeMounts' | 'volumeDevices',
      mounts: readonly VolumeMount[],
    ): readonly (Mount | undefined)[] =>
      mounts.map(({ name }, place) => {
        if (name?.value === undefined) return undefined;
        return {
          name,
          volume: name.value,
          device: key === 'volumeDevices',
          container: container.name?.value ?? '',
          path: ['spec', 'template', 'spec', list, index, key, place],
        };
      });
    return [...read('volumeMounts', container.volumeMounts), ...read('volumeDevices', container.volumeDevices)];
  });
}
