import type { Span } from './span';

/**
 * A value as the API server's YAML reader sees it, with the place where it is written. A value reached through an alias
 * has the alias's span, while what is inside it keeps the spans of the anchored text.
 */
export type Node = ScalarNode | MapNode | ListNode | UnreadableNode;

export interface ScalarNode {
  readonly type: 'scalar';
  readonly span: Span;
  readonly value: string | number | boolean | null;
  /** The scalar's characters, also where `value` is a number, a boolean or null. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

export interface MapNode {
  readonly type: 'map';
  readonly span: Span;
  /** Written in braces. */
  readonly flow: boolean;
  /** In the order written; entries that a merge key brings in come last. A repeated key is kept once, the last one wins. */
  readonly entries: readonly Entry[];
}

export interface ListNode {
  readonly type: 'list';
  readonly span: Span;
  /** Written in brackets. */
  readonly flow: boolean;
  readonly items: readonly Node[];
}

/** Something written that has no value for us: a template's braces, a custom tag, an alias that leads nowhere. */
export interface UnreadableNode {
  readonly type: 'unreadable';
  readonly span: Span;
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
  /** Brought in by a merge key (`<<`): its spans are those of the anchored map. */
  readonly merged: boolean;
}

/** The entry of that key, or undefined where the node is no map or has no such key. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  return node?.type === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The value at a path of keys, or undefined where a step is missing. A null counts as a value. */
export function valueAt(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let present = node;
  for (const key of path) present = entryOf(present, key)?.value;
  return present;
}

/** Whether what should be a map is written, not null, and yet none. */
export function isUnreadable(node: Node | undefined): node is Node {
  return node !== undefined && node.type !== 'map' && !(node.type === 'scalar' && node.value === null);
}

/** The scalar in which the offset lies; undefined between them. What a merge key brings in is not looked into. */
export function scalarAround(node: Node | undefined, offset: number): ScalarNode | undefined {
  if (node === undefined || offset < node.span.start || offset >= node.span.end) return undefined;
  if (node.type === 'scalar') return node;
  const inner =
    node.type === 'list'
      ? node.items
      : node.type === 'map'
        ? node.entries.flatMap((entry) => (entry.merged ? [] : [entry.value]))
        : [];
  for (const child of inner) {
    const found = scalarAround(child, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}
