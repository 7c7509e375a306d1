import type { TextEdit } from './edit';
import { appendLines, columnOf, lineBreakOf, lineEnd, lineStart } from './edit';
import { layoutOf } from './layout';
import type { ListNode } from './node';
import type { Plain } from './render';
import { renderBlock, renderFlow } from './render';
import { covers } from './span';

/** Adds an item at the end of a list, in the list's style. Undefined where the list's items are written elsewhere. */
export function appendItem(text: string, list: ListNode, value: Plain): TextEdit | undefined {
  const last = list.items.at(-1);
  if (!isWrittenHere(list)) return undefined;
  if (list.flow || last === undefined) {
    const item = renderFlow(value, text.trimStart().startsWith('{'));
    if (last === undefined) return { span: list.span, newText: `[${item}]` };
    const before = text.slice(lineStart(text, last.span.start), last.span.start);
    const gap = before.trim() === '' ? `${lineBreakOf(text)}${before}` : ' ';
    const end = endOf(text, last.span);
    return { span: { start: end, end }, newText: `,${gap}${item}` };
  }
  const indent = ' '.repeat(columnOf(text, list.span.start));
  const { step, listIndent, newline } = layoutOf(text);
  return appendLines(text, endOf(text, last.span), renderBlock([value], indent, step, listIndent), newline);
}

/**
 * Removes an item with its lines. Undefined where there is no such item, where it is the only one, and where it shares
 * its line with the dash of a list around it.
 */
export function removeItem(text: string, list: ListNode, index: number): TextEdit | undefined {
  const item = list.items[index];
  const next = list.items[index + 1];
  const previous = list.items[index - 1];
  const neighbour = next ?? previous;
  if (item === undefined || neighbour === undefined || !isWrittenHere(list)) return undefined;
  if (list.flow) {
    if (next !== undefined) return { span: { start: item.span.start, end: next.span.start }, newText: '' };
    return { span: { start: endOf(text, neighbour.span), end: endOf(text, item.span) }, newText: '' };
  }
  const start = lineStart(text, item.span.start);
  if (!/^[ \t]*-[ \t]+(?:&\S+[ \t]+)?$/.test(text.slice(start, item.span.start))) return undefined;
  const end = lineEnd(text, endOf(text, item.span));
  const newline = lineBreakOf(text);
  if (end < text.length) return { span: { start, end: end + newline.length }, newText: '' };
  // The last line of a text without a final line break: the break before it goes instead.
  return { span: { start: Math.max(0, start - newline.length), end }, newText: '' };
}

/** A value reached through an alias has the alias's span, while its items stand where the anchor is. */
function isWrittenHere(list: ListNode): boolean {
  return list.items.every((item) => covers(list.span, item.span));
}

/** Where an item's text ends; a block scalar's without its last line break. */
function endOf(text: string, span: { readonly start: number; readonly end: number }): number {
  let { end } = span;
  while (end > span.start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}
