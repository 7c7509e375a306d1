import type { Node } from './node';
import type { Span } from './span';
import { covers, touches } from './span';

/** Keys and list indices that lead from the root of a document to a place in it. */
export type Path = readonly (string | number)[];

/** Where an offset lies in a tree. */
export interface PathAt {
  readonly path: Path;
  /** Whether the offset touches the last key of the path, or else lies in what stands there. */
  readonly part: 'key' | 'value';
  /** The key or value that the path leads to. */
  readonly span: Span;
}

/**
 * The path to what is written at an offset, as far as it is written there: an alias is an end, while an offset inside an
 * anchor leads to where the anchor stands. Between a key and its value the offset counts to the value, and what belongs
 * to no entry (a comment, a merge key) to the collection around it.
 */
export function pathAt(root: Node, offset: number): PathAt {
  const path: (string | number)[] = [];
  let node = root;
  for (;;) {
    const step = stepTo(node, offset);
    if (step === undefined) return { path, part: 'value', span: node.span };
    path.push(step.name);
    if (step.key !== undefined) return { path, part: 'key', span: step.key };
    node = step.value;
  }
}

/**
 * The stretches of text around an offset, the widest first: each collection that holds it, and each of their entries from
 * its key to the end of its value. The last is the key or value that {@link pathAt} leads to.
 */
export function stretchesAt(root: Node, offset: number): readonly Span[] {
  const stretches = [root.span];
  let node = root;
  for (;;) {
    const step = stepTo(node, offset);
    if (step === undefined) return stretches;
    if (step.entry !== undefined) stretches.push(step.entry);
    if (step.key !== undefined) return [...stretches, step.key];
    stretches.push(step.value.span);
    node = step.value;
  }
}

interface Step {
  readonly name: string | number;
  /** The key, where the offset is on it. */
  readonly key?: Span;
  /** Of a map: from the key to the end of the value. */
  readonly entry?: Span;
  readonly value: Node;
}

function stepTo(node: Node, offset: number): Step | undefined {
  if (node.type === 'list') {
    const index = node.items.findLastIndex((item) => covers(node.span, item.span) && item.span.start <= offset);
    const item = node.items[index];
    return item !== undefined && offset <= item.span.end ? { name: index, value: item } : undefined;
  }
  if (node.type !== 'map') return undefined;
  // What an alias leads to, and what a merge key brings in, is written elsewhere.
  const own = node.entries.filter((entry) => !entry.merged && covers(node.span, entry.keySpan));
  const before = own.filter((entry) => entry.keySpan.start <= offset);
  const entry = before.toSorted((a, b) => b.keySpan.start - a.keySpan.start)[0];
  if (entry === undefined) return undefined;
  const { key: name, keySpan, value } = entry;
  const whole = { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) };
  if (touches(keySpan, offset)) return { name, key: keySpan, entry: whole, value };
  return offset <= value.span.end ? { name, entry: whole, value } : undefined;
}
