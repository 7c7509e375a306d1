import type { Span } from '../yaml/span';
import { itemsOf } from '../yaml/field';
import type { MapNode } from '../yaml/node';
import type { ParsedDocument } from './document';
import { treeOf } from './document';

/** The map of an object in its document's tree: the root itself, or an item of a `List`. */
export function objectOf(document: ParsedDocument, resource: { readonly span: Span }): MapNode | undefined {
  const { root } = treeOf(document);
  const candidates = root === undefined ? [] : [root, ...itemsOf(root, 'items')];
  const object = candidates.find(({ span }) => span.start === resource.span.start && span.end === resource.span.end);
  return object?.type === 'map' ? object : undefined;
}
