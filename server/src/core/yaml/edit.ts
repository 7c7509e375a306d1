import { layoutOf, lineBreakOf } from './layout';
import type { Entry, MapNode, Node, ScalarNode } from './node';
import type { Plain } from './render';
import { renderEntry, renderFlow, renderFlowEntry, renderString } from './render';
import type { Span } from './span';

export { lineBreakOf };

/** Replaces a span of a document's text. An empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The white space before the first character of the line in which the offset lies. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

/** How far one level is indented in a map's text: as its parent does it, else two spaces. */
export function stepOf(text: string, root: Node | undefined): string {
  if (root?.type !== 'map') return '  ';
  const nested = root.entries.find(
    (entry) => entry.value.type === 'map' && !entry.value.flow && !entry.merged && entry.value.entries.length > 0,
  );
  if (nested?.value.type !== 'map') return '  ';
  const inner = nested.value.entries[0];
  const width = inner === undefined ? 0 : columnOf(text, inner.keySpan.start) - columnOf(text, nested.keySpan.start);
  return width > 0 && width <= 8 ? ' '.repeat(width) : '  ';
}

/**
 * Inserts `key: value` into a map in the map's own style: after the entry `after` if it is there, else as the first
 * entry. Everything else, comments and line breaks included, stays as it is.
 */
export function insertEntry(text: string, map: MapNode, key: string, value: Plain, after?: string): TextEdit {
  const own = map.entries.filter((entry) => !entry.merged);
  const previous = after === undefined ? undefined : own.find((entry) => entry.key === after);
  const first = own[0];
  if (map.flow) return insertFlow(text, map, own, key, value, previous);
  // A map without entries of its own starts with its merge key.
  const start = first?.keySpan.start ?? map.span.start;
  const indent = ' '.repeat(columnOf(text, start));
  const lines = renderEntry(key, value, indent, stepOf(text, map), layoutOf(text).listIndent);
  const newline = lineBreakOf(text);
  if (previous === undefined) {
    // The first key may share its line with a list's dash, so the new entry goes right before it.
    return { span: at(start), newText: `${lines.join(newline).trimStart()}${newline}${indent}` };
  }
  return appendLines(text, endOfEntry(text, previous), lines, newline);
}

/** Inserts whole lines after the line in which `offset` lies. */
export function appendLines(text: string, offset: number, lines: readonly string[], newline: string): TextEdit {
  const end = lineEnd(text, offset);
  const block = lines.join(newline);
  // The last line of a file may lack its line break; then the new lines lack it in its stead.
  return end === text.length && !text.endsWith('\n')
    ? { span: at(end), newText: newline + block }
    : { span: at(afterBreak(text, end)), newText: block + newline };
}

/** Replaces a scalar by a string, in the scalar's own kind of quotes where the new value allows it. */
export function replaceScalar(node: ScalarNode | { readonly span: Span }, value: string, text: string): TextEdit {
  const { start } = node.span;
  let { end } = node.span;
  const quote = text[start];
  // A block scalar ends after its line break, which belongs to the next line.
  if (quote === '|' || quote === '>') while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  const simple = /^[^'"\\\n\r]*$/.test(value);
  const newText = simple && (quote === '"' || quote === "'") ? `${quote}${value}${quote}` : renderString(value);
  return { span: { start, end }, newText };
}

/** Whether a tag such as `!!str` stands before a value: it says what the value is, with quotes or without. */
export function isTagged(text: string, span: Span): boolean {
  return /![^\s,[\]{}]*[ \t]+$/.test(text.slice(lineStart(text, span.start), span.start));
}

/** Replaces the value of an entry by plain data, in the style in which it stands. */
export function replaceValue(text: string, map: MapNode, entry: Entry, value: Plain): TextEdit {
  const scalar =
    entry.value.type === 'scalar' && entry.value.style !== 'block' && entry.value.span.end > entry.value.span.start;
  if (typeof value === 'string' && scalar) return replaceScalar(entry.value, value, text);
  const indent = ' '.repeat(columnOf(text, entry.keySpan.start));
  const [, ...lines] = renderEntry(entry.key, value, indent, stepOf(text, map), layoutOf(text).listIndent);
  if (lines.length === 0 || map.flow || ('flow' in entry.value && entry.value.flow)) {
    return { span: valueSpan(text, entry), newText: ` ${renderFlow(value, isJson(text, map))}` };
  }
  const newline = lineBreakOf(text);
  return { span: valueSpan(text, entry), newText: lines.map((line) => newline + line).join('') };
}

/** Sets a key of a map: replaces its value if it is there, else inserts it as {@link insertEntry} does. */
export function setEntry(text: string, map: MapNode, key: string, value: Plain, after?: string): TextEdit {
  const entry = map.entries.find((candidate) => candidate.key === key && !candidate.merged);
  return entry === undefined ? insertEntry(text, map, key, value, after) : replaceValue(text, map, entry, value);
}

/** Removes an entry with its line and a comment at its end. Undefined where there is no such entry of the map's own. */
export function removeEntry(text: string, map: MapNode, key: string): TextEdit | undefined {
  const own = map.entries.filter((entry) => !entry.merged);
  const index = own.findIndex((entry) => entry.key === key);
  const entry = own[index];
  if (entry === undefined) return undefined;
  const next = own[index + 1];
  const previous = own[index - 1];
  if (map.flow) {
    if (next !== undefined) return { span: { start: entry.keySpan.start, end: next.keySpan.start }, newText: '' };
    if (previous !== undefined)
      return { span: { start: endOfEntry(text, previous), end: endOfEntry(text, entry) }, newText: '' };
    return { span: { start: entry.keySpan.start, end: endOfEntry(text, entry) }, newText: '' };
  }
  const start = lineStart(text, entry.keySpan.start);
  const alone = text.slice(start, entry.keySpan.start).trim() === '';
  const end = afterBreak(text, lineEnd(text, endOfEntry(text, entry)));
  if (alone) return { span: { start, end }, newText: '' };
  // It shares its line with a list's dash: the next entry takes its place there.
  return {
    span: {
      start: entry.keySpan.start,
      end: next === undefined ? lineEnd(text, endOfEntry(text, entry)) : next.keySpan.start,
    },
    newText: next === undefined ? '{}' : '',
  };
}

/** The text with the edits made. Edits must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of edits.toSorted((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)) {
    result = result.slice(0, edit.span.start) + edit.newText + result.slice(edit.span.end);
  }
  return result;
}

/** The column of an offset in UTF-16 units; a byte-order mark takes none. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (text[start] === '\uFEFF' ? 1 : 0);
}

export function lineStart(text: string, offset: number): number {
  // A search from before the beginning would start at it.
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line in which the offset lies, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** Where an entry's text ends; a block scalar's without its last line break. */
export function endOfEntry(text: string, entry: Entry): number {
  let end = Math.max(entry.value.span.end, entry.keySpan.end);
  while (end > entry.keySpan.end && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

function insertFlow(
  text: string,
  map: MapNode,
  own: readonly Entry[],
  key: string,
  value: Plain,
  previous: Entry | undefined,
): TextEdit {
  const rendered = renderFlowEntry(key, value, isJson(text, map));
  const first = own[0];
  if (first === undefined) {
    const inner = text.slice(map.span.start + 1, map.span.end - 1);
    if (inner.trim() === '') return { span: map.span, newText: `{${rendered}}` };
    return { span: at(map.span.start + 1), newText: `${rendered}, ` };
  }
  const before = text.slice(lineStart(text, first.keySpan.start), first.keySpan.start);
  // One entry a line, as in pretty-printed JSON, stays one entry a line.
  const gap = before.trim() === '' ? `${lineBreakOf(text)}${before}` : ' ';
  if (previous === undefined) return { span: at(first.keySpan.start), newText: `${rendered},${gap}` };
  return { span: at(endOfEntry(text, previous)), newText: `,${gap}${rendered}` };
}

function isJson(text: string, map: MapNode): boolean {
  const first = map.entries.find((entry) => !entry.merged);
  return first === undefined ? text.trimStart().startsWith('{') : map.flow && text[first.keySpan.start] === '"';
}

/** From after the colon to the end of the value, so that a value can become lines of its own. */
function valueSpan(text: string, entry: Entry): Span {
  const colon = text.indexOf(':', entry.keySpan.end);
  return { start: colon + 1, end: Math.max(colon + 1, endOfEntry(text, entry)) };
}

function afterBreak(text: string, end: number): number {
  if (text[end] === '\r' && text[end + 1] === '\n') return end + 2;
  return text[end] === '\n' ? end + 1 : end;
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}
