import { setEntry } from '../../yaml/edit';
import type { MapNode } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import { covers } from '../../yaml/span';
import type { Step } from './rewrite';
import type { MapPath } from './steps';
import { mapAt, removeAt } from './steps';

/**
 * Makes a map of strings, at a key of the map at a path, consist of just these pairs. What of it is right already stays as
 * it is written, comments included. `present` are the keys it has.
 */
export function setPairs(
  path: MapPath,
  key: string,
  pairs: Readonly<Record<string, string>>,
  present: Iterable<string>,
): readonly Step[] {
  const inner = [...path, key];
  const needless = [...present].filter((name) => pairs[name] === undefined);
  return [
    (text, object) => {
      const map = mapAt(object, path);
      return map && !hasOwnEntries(map, key) ? setEntry(text, map, key, pairs) : undefined;
    },
    ...Object.entries(pairs).map(([name, value], index, all) => setString(inner, name, value, all[index - 1]?.[0])),
    ...needless.map((name) => removeAt(inner, name)),
  ];
}

/** Sets a key of the map at a path to a string, unless it is that already. */
function setString(path: MapPath, key: string, value: string, after: string | undefined): Step {
  return (text, object) => {
    const map = mapAt(object, path);
    const written = entryOf(map, key)?.value;
    const isRight = written?.type === 'scalar' && written.value === value;
    return map && !isRight ? setEntry(text, map, key, value, after) : undefined;
  };
}

/** Whether a key holds a map that is written there, not brought in by an alias or a merge key. */
function hasOwnEntries(map: MapNode, key: string): boolean {
  const value = entryOf(map, key)?.value;
  return (
    value?.type === 'map' &&
    value.entries.length > 0 &&
    value.entries.every(({ merged, keySpan }) => !merged && covers(value.span, keySpan))
  );
}
