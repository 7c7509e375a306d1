import { removeEntry, setEntry } from '../../yaml/edit';
import { appendItem, removeItem } from '../../yaml/edit-list';
import type { MapNode, Node } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import type { Plain } from '../../yaml/render';
import type { Step } from './rewrite';

/** Keys, and places in lists, that lead from an object to a map in it. */
export type MapPath = readonly (string | number)[];

/** Sets a key of the map at a path; nothing where there is no such map. A new key comes after `after`, else first. */
export function setAt(path: MapPath, key: string, value: Plain, after?: string): Step {
  return (text, object) => {
    const map = mapAt(object, path);
    return map && setEntry(text, map, key, value, after);
  };
}

/** Removes a key of the map at a path, where both are there. */
export function removeAt(path: MapPath, key: string): Step {
  return (text, object) => {
    const map = mapAt(object, path);
    return map && removeEntry(text, map, key);
  };
}

/** As {@link removeAt}, and the map with it where nothing else is in it. */
export function removeWithEmptyMap(path: MapPath, key: string): Step {
  return (text, object) => {
    const map = mapAt(object, path);
    const last = path.at(-1);
    if (map === undefined || typeof last !== 'string' || entryOf(map, key) === undefined) return undefined;
    return map.entries.length === 1
      ? removeAt(path.slice(0, -1), last)(text, object)
      : removeAt(path, key)(text, object);
  };
}

/** Adds an item at the end of the list at a key of the map at a path; makes the list where there is none. */
export function appendAt(path: MapPath, key: string, item: Plain): Step {
  return (text, object) => {
    const list = entryOf(mapAt(object, path), key)?.value;
    return list?.type === 'list' ? appendItem(text, list, item) : setAt(path, key, [item])(text, object);
  };
}

/** As {@link appendAt}; a list that is made comes after all else in its map. */
export function appendLastAt(path: MapPath, key: string, item: Plain): Step {
  return (text, object) => {
    const map = mapAt(object, path);
    if (entryOf(map, key)?.value.type === 'list') return appendAt(path, key, item)(text, object);
    return setAt(path, key, [item], map?.entries.findLast((entry) => !entry.merged)?.key)(text, object);
  };
}

/** Removes an item of the list at a key of the map at a path; the key too where nothing else is in the list. */
export function removeItemAt(path: MapPath, key: string, index: number): Step {
  return (text, object) => {
    const list = entryOf(mapAt(object, path), key)?.value;
    if (list?.type !== 'list' || list.items[index] === undefined) return undefined;
    return list.items.length === 1 ? removeAt(path, key)(text, object) : removeItem(text, list, index);
  };
}

/** The first of the steps that changes something. */
export function firstOf(...steps: readonly Step[]): Step {
  return (text, object) => {
    for (const step of steps) {
      const edit = step(text, object);
      if (edit !== undefined) return edit;
    }
    return undefined;
  };
}

/** The map at a path of an object; undefined where there is none. */
export function mapAt(object: MapNode, path: MapPath): MapNode | undefined {
  let node: Node | undefined = object;
  for (const step of path) {
    if (typeof step === 'string') node = entryOf(node, step)?.value;
    else node = node?.type === 'list' ? node.items[step] : undefined;
  }
  return node?.type === 'map' ? node : undefined;
}
