import type { Resource } from '../kubernetes/read';
import { folderOf } from './kustomize';

/** Objects by the folder in which their files stand, each group in the order given. */
type Groups = ReadonlyMap<string, readonly Resource[]>;

// What a lookup finds stays the same list while nothing changes, and is asked for near places again and again.
const groups = new WeakMap<readonly Resource[], Groups>();

/** Fewer objects than these are looked through each time. */
const FEW = 100;

/** The order by URI, in which lookups find objects. */
export function byUri({ document: { uri: a } }: Resource, { document: { uri: b } }: Resource): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of objects that are ordered by URI those in a folder. */
export function inFolder<T extends Resource>(resources: readonly T[], folder: string): readonly T[] {
  const known = groups.get(resources);
  if (known === undefined) {
    // All below a folder stand together, so hardly any other is looked at. `0` is the character after the slash.
    const start = firstFrom(resources, `${folder}/`);
    const end = firstFrom(resources, `${folder}0`);
    if (end - start <= FEW) {
      return resources.slice(start, end).filter(({ document }) => folderOf(document.uri) === folder);
    }
  }
  const all = known ?? byFolder(resources);
  groups.set(resources, all);
  return (all.get(folder) ?? []) as readonly T[];
}

function firstFrom(resources: readonly Resource[], uri: string): number {
  let low = 0;
  let high = resources.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const resource = resources[middle];
    if (resource !== undefined && resource.document.uri < uri) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts objects with those whose files stand in the same folder. */
export function byFolder(resources: readonly Resource[]): Groups {
  const found = new Map<string, Resource[]>();
  for (const resource of resources) {
    const folder = folderOf(resource.document.uri);
    const others = found.get(folder);
    if (others === undefined) found.set(folder, [resource]);
    else others.push(resource);
  }
  return found;
}
