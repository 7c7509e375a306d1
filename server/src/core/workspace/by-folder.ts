import type { Resource } from '../kubernetes/read';
import { folderOf } from './kustomize';

/** Objects by the folder in which their files stand, each group in the order given. */
type Groups = ReadonlyMap<string, readonly Resource[]>;

// What a lookup finds stays the same list while nothing changes, and is asked for near places again and again.
const groups = new WeakMap<readonly Resource[], Groups>();

/** Of some objects those in a folder. */
export function inFolder<T extends Resource>(resources: readonly T[], folder: string): readonly T[] {
  const known = groups.get(resources) ?? group(resources);
  groups.set(resources, known);
  return (known.get(folder) ?? []) as readonly T[];
}

function group(resources: readonly Resource[]): Groups {
  const found = new Map<string, Resource[]>();
  for (const resource of resources) {
    const folder = folderOf(resource.document.uri);
    const others = found.get(folder);
    if (others === undefined) found.set(folder, [resource]);
    else others.push(resource);
  }
  return found;
}
