import type { MapNode, Node } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import type { Span } from '../../yaml/span';

/** The map of an object in its document's tree: the root itself, or an item of a `List`. */
export function objectNode(root: Node | undefined, span: Span): MapNode | undefined {
  if (root?.type !== 'map') return undefined;
  if (root.span.start === span.start && root.span.end === span.end) return root;
  const items = entryOf(root, 'items')?.value;
  const item = items?.type === 'list' ? items.items.find((candidate) => candidate.span.start === span.start && candidate.span.end === span.end) : undefined;
  return item?.type === 'map' ? item : undefined;
}
