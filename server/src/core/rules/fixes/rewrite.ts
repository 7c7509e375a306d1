import type { Span } from '../../yaml/span';
import type { TextEdit } from '../../yaml/edit';
import { applyEdits } from '../../yaml/edit';
import type { MapNode, Node } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import { parse } from '../../yaml/parse';
import type { ResourceBase } from '../../kubernetes/resource';
import { treeOf } from '../../workspace/document';
import type { Workspace } from '../../workspace/workspace';
import type { DocumentEdit, Fix } from '../finding';

const EXPLICIT_KEY = /^[ \t]*(?:-[ \t]+)*\?(?:[ \t]|$)/m;

/** One change of an object; undefined where there is nothing to change. */
export type Step = (text: string, object: MapNode) => TextEdit | undefined;

/**
 * Makes several changes of one object one after the other, each on the text that the last one left, and returns them as
 * one edit: changes of neighbouring lines would overlap if they were made side by side. No edit where nothing changes or
 * the object cannot be found.
 */
export function rewrite(
  resource: Pick<ResourceBase, 'document' | 'span'>,
  workspace: Workspace,
  steps: readonly Step[],
): readonly DocumentEdit[] {
  const document = workspace.document(resource.document);
  if (document === undefined) return [];
  // Nobody writes `? key` and `: value` on lines of their own by hand, and to insert among them is another matter.
  if (EXPLICIT_KEY.test(document.text.slice(resource.span.start, resource.span.end))) return [];
  let { root } = treeOf(document);
  const index = itemIndex(root, resource.span);
  let { text } = document;
  for (const step of steps) {
    const object = objectAt(root, index);
    if (object === undefined) return [];
    const edit = step(text, object);
    if (edit === undefined) continue;
    text = applyEdits(text, [edit]);
    // Only another step needs to see what this one made.
    if (step !== steps.at(-1)) ({ root } = parse(text));
  }
  return text === document.text ? [] : [{ document: resource.document, ...difference(document.text, text) }];
}

/** One fix of several changes; none where nothing changes. */
export function fixBy(
  title: string,
  resource: Pick<ResourceBase, 'document' | 'span'>,
  workspace: Workspace,
  steps: readonly Step[],
): readonly Fix[] {
  const edits = rewrite(resource, workspace, steps);
  return edits.length === 0 ? [] : [{ title, edits }];
}

/** Which item of a `List` the object is; undefined for an object that is its document's root. */
function itemIndex(root: Node | undefined, span: Span): number | undefined {
  const items = entryOf(root, 'items')?.value;
  const index =
    items?.type === 'list'
      ? items.items.findIndex((item) => item.span.start === span.start && item.span.end === span.end)
      : -1;
  return index < 0 ? undefined : index;
}

function objectAt(root: Node | undefined, index: number | undefined): MapNode | undefined {
  const items = entryOf(root, 'items')?.value;
  const object = index === undefined ? root : items?.type === 'list' ? items.items[index] : undefined;
  return object?.type === 'map' ? object : undefined;
}

/** The smallest edit that makes one text of the other; a line break of two characters stays whole. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  if (before[head - 1] === '\r') head -= 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { span: { start: head, end: before.length - tail }, newText: after.slice(head, after.length - tail) };
}
