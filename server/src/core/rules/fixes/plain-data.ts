import type { Node } from '../../yaml/node';
import type { Plain } from '../../yaml/render';

/** The data of a node; undefined where a part of it cannot be written anew as it is. */
export function plainOf(node: Node): Plain | undefined {
  if (node.type === 'scalar') return node.value ?? undefined;
  if (node.type === 'unreadable') return undefined;
  const parts = node.type === 'list' ? node.items.map(plainOf) : node.entries.map(({ value }) => plainOf(value));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  if (node.type === 'list') return known;
  return Object.fromEntries(node.entries.map(({ key }, index) => [key, known[index] ?? '']));
}
