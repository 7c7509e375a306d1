import type { DnsMention } from '../../kubernetes/dns-mention';
import type { Resource } from '../../kubernetes/read';
import type { Workspace } from '../../workspace/workspace';
import type { Span } from '../../yaml/span';
import type { Fix } from '../finding';

/**
 * Takes the item that holds a DNS name out of a comma-separated list in a text. None where the name is no item of such a
 * list, or something else than ports stands after it, which then belongs to the whole list.
 */
export function removeFromList(mention: DnsMention, writer: Resource, workspace: Workspace): readonly Fix[] {
  const text = workspace.document(writer.document)?.text;
  const item = text === undefined ? undefined : itemAround(text, mention.span);
  if (text === undefined || item === undefined) return [];
  const ports = text.slice(mention.span.end, item.end);
  const span = /^(?:[:\d]*\.?)$/.test(ports) ? withComma(text, item, item.start === mention.span.start) : undefined;
  if (span === undefined) return [];
  const title = `Take ${text.slice(item.start, item.end)} out of the list`;
  return [{ title, edits: [{ document: writer.document, span, newText: '' }] }];
}

/** From comma, blank, quote or bracket to the next such. */
function itemAround(text: string, span: Span): Span {
  const border = /[\s,;'"`()[\]{}|<>]/;
  let { start, end } = span;
  while (start > 0 && !border.test(text[start - 1] ?? '')) start -= 1;
  while (end < text.length && !border.test(text[end] ?? '')) end += 1;
  return { start, end };
}

/** With the comma before it; where the name itself begins the list, with the one after it. */
function withComma(text: string, item: Span, bare: boolean): Span | undefined {
  let { start } = item;
  while (text[start - 1] === ' ') start -= 1;
  if (text[start - 1] === ',') return { start: start - 1, end: item.end };
  if (!bare || text[item.end] !== ',') return undefined;
  let end = item.end + 1;
  while (text[end] === ' ') end += 1;
  return { start: item.start, end };
}
