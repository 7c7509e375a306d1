import type { DnsMention } from '../../kubernetes/dns-mention';
import type { Resource } from '../../kubernetes/read';
import { treeOf } from '../../workspace/document';
import type { Workspace } from '../../workspace/workspace';
import { scalarAround } from '../../yaml/node';
import type { Span } from '../../yaml/span';
import type { Fix } from '../finding';

/**
 * Takes the item that holds a DNS name out of a comma-separated list in a text. None where the name is no item of such a
 * list, or something else than ports stands after it, which then belongs to the whole list.
 */
export function removeFromList(mention: DnsMention, writer: Resource, workspace: Workspace): readonly Fix[] {
  const document = workspace.document(writer.document);
  const scalar = document && scalarAround(treeOf(document).root, mention.span.start);
  if (document === undefined || scalar === undefined) return [];
  const { text } = document;
  // Commas of a list or map in brackets part other values, not the items of this one.
  const whole = scalar.span;
  const item = itemAround(text, mention.span, whole);
  const ports = text.slice(mention.span.end, item.end);
  if (!/^\.?[:\d]*$/.test(ports)) return [];
  const span = withComma(text, item, item.start === mention.span.start, whole);
  if (span === undefined) return [];
  const title = `Take ${text.slice(item.start, item.end)} out of the list`;
  return [{ title, edits: [{ document: writer.document, span, newText: '' }] }];
}

/** From comma, blank, quote or bracket to the next such, within the text. */
function itemAround(text: string, span: Span, whole: Span): Span {
  const border = /[\s,;'"`()[\]{}|<>]/;
  let { start, end } = span;
  while (start > whole.start && !border.test(text[start - 1] ?? '')) start -= 1;
  while (end < whole.end && !border.test(text[end] ?? '')) end += 1;
  return { start, end };
}

/** With the comma before it; where the name itself begins the list, with the one after it. */
function withComma(text: string, item: Span, bare: boolean, whole: Span): Span | undefined {
  let { start } = item;
  while (start > whole.start && text[start - 1] === ' ') start -= 1;
  if (start > whole.start && text[start - 1] === ',') return { start: start - 1, end: item.end };
  if (!bare || item.end >= whole.end || text[item.end] !== ',') return undefined;
  let end = item.end + 1;
  while (text[end] === ' ') end += 1;
  return { start: item.start, end };
}
