import type { Entry, MapNode, Node, ScalarNode } from '../../../yaml/node';
import { entryOf } from '../../../yaml/node';
import { isPlaceholder } from '../../../yaml/field';
import type { Path } from '../../../yaml/path';
import type { Span } from '../../../yaml/span';

/** Takes what a check finds in a map. */
export interface Found {
  /** Where the map stands, from the object. */
  readonly path: Path;
  /** The key or item that holds the map. */
  readonly owner: Span;
  /** A value that is not allowed; `steps` lead to it from the map, `detail` is read after `but`. */
  invalid(steps: Path, value: ScalarNode, detail: string, candidates?: readonly (string | number)[]): void;
  /** A field that must not be there, whatever its value. */
  refused(steps: Path, entry: Entry, detail: string): void;
  /** A field that is missing from the map to which `steps` lead; `span` is where it would stand. */
  missing(steps: Path, key: string, span: Span, when?: string): void;
}

/** Looks at what the values of one map have to do with each other. `kind` is that of the object. */
export type Check = (map: MapNode, found: Found, kind: string) => void;

/** Whether something is written at that key; null is nothing. */
export function has(map: Node | undefined, key: string): boolean {
  const value = entryOf(map, key)?.value;
  return value !== undefined && !(value.type === 'scalar' && value.value === null);
}

/** The scalar at that key; undefined where it is absent, null, something else, or a placeholder. */
export function scalarAt(map: Node | undefined, key: string): ScalarNode | undefined {
  const value = entryOf(map, key)?.value;
  return value?.type === 'scalar' && value.value !== null && !isPlaceholder(value.text) ? value : undefined;
}

/** The string at that key, as {@link scalarAt}. */
export function textAt(map: Node | undefined, key: string): string | undefined {
  const value = scalarAt(map, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The number at that key, as {@link scalarAt}. */
export function numberAt(map: Node | undefined, key: string): number | undefined {
  const value = scalarAt(map, key)?.value;
  return typeof value === 'number' ? value : undefined;
}

/** The items of the list at that key that are maps, with their indices. */
export function mapsAt(map: Node | undefined, key: string): readonly (readonly [index: number, item: MapNode])[] {
  const value = entryOf(map, key)?.value;
  if (value?.type !== 'list') return [];
  return value.items.flatMap((item, index) => (item.type === 'map' ? [[index, item] as const] : []));
}

/** Says of each value at `key` of a list's items that repeats an earlier one that it must not. */
export function unique(map: MapNode, list: string, key: string, detail: string, found: Found): void {
  const seen = new Set<string>();
  for (const [index, item] of mapsAt(map, list)) {
    const value = scalarAt(item, key);
    if (value === undefined || value.text === '') continue;
    if (seen.has(value.text)) found.invalid([list, index, key], value, detail);
    seen.add(value.text);
  }
}

/** Of several fields that exclude each other, all but the first written are refused. */
export function atMostOne(map: MapNode, keys: readonly string[], detail: string, found: Found): void {
  const written = map.entries.filter((entry) => keys.includes(entry.key) && has(map, entry.key));
  for (const entry of written.slice(1)) found.refused([entry.key], entry, detail);
}

/** Says that a field must not be there. */
export function forbidden(map: MapNode, key: string, detail: string, found: Found): void {
  const entry = entryOf(map, key);
  if (entry !== undefined && has(map, key)) found.refused([key], entry, detail);
}
