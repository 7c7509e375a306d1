import type { SourceFile } from '../workspace/file';
import { documentAt } from '../workspace/file';
import { treeOf } from '../workspace/document';
import { lineEnd, lineStart } from '../yaml/edit';
import { stretchesAt } from '../yaml/path';
import type { Span } from '../yaml/span';
import { covers, shifted, touches } from '../yaml/span';

/**
 * What a selection at an offset of a file grows to, step by step, as file offsets: the word, the host name or path, the
 * value, its entry, the map around, the document, the file. Each holds the one before it. Undefined in files that hold no
 * manifest.
 */
export function selectionRanges(file: SourceFile, offset: number): readonly Span[] | undefined {
  const place = documentAt(file, offset);
  if (place === undefined || file.documents.every(({ document }) => document.state === 'unrelated')) return undefined;
  const { document, start } = place;
  const { text } = document;
  const at = offset - start;
  const root = document.state === 'template' ? undefined : treeOf(document).root;
  const within = root !== undefined && touches(root.span, at) ? stretchesAt(root, at).toReversed() : [];
  const [innermost] = within;
  const line = { start: lineStart(text, at), end: lineEnd(text, at) };
  const own = innermost !== undefined && isScalar(text, innermost) ? innermost : line;
  const candidates = [
    ...words(text, at, own),
    ...within,
    { start: 0, end: text.trimEnd().length },
    { start: 0, end: text.length },
  ];
  const ranges: Span[] = [];
  for (const span of candidates) {
    const last = ranges.at(-1);
    const isWider = last === undefined || (covers(span, last) && span.end - span.start > last.end - last.start);
    // A value that is yet to be written stands behind its colon, be there no more text.
    if (span.end <= text.length && touches(span, at) && isWider) ranges.push(span);
  }
  const placed = ranges.map((span) => shifted(span, start));
  const last = placed.at(-1);
  return last !== undefined && last.end - last.start === file.text.length
    ? placed
    : [...placed, { start: 0, end: file.text.length }];
}

/** Whether the stretch is one value and no collection: of a long one the line is a step too. */
function isScalar(text: string, span: Span): boolean {
  return (
    !/^[{[-]|:(?:\s|$)/m.test(text.slice(span.start, span.end)) || !text.slice(span.start, span.end).includes('\n')
  );
}

/** The parts of a scalar or line around an offset: a segment of a name, the name, an item of a list, the text in quotes. */
function words(text: string, at: number, { start, end }: Span): readonly Span[] {
  const line = { start: Math.max(start, lineStart(text, at)), end: Math.min(end, lineEnd(text, at)) };
  const stretch = (inside: RegExp): Span => {
    let from = at;
    let to = at;
    while (from > line.start && inside.test(text[from - 1] ?? '')) from -= 1;
    while (to < line.end && inside.test(text[to] ?? '')) to += 1;
    return { start: from, end: to };
  };
  const written = text.slice(line.start, line.end);
  const lead = written.length - written.trimStart().length;
  const whole = { start: line.start + lead, end: line.start + Math.max(lead, written.trimEnd().length) };
  const quoted = /^(["']).*\1$/s.test(text.slice(start, end)) ? [{ start: start + 1, end: end - 1 }] : [];
  return [stretch(/[\w-]/), stretch(/[\w.-]/), stretch(/[^\s,;="'{}[\]]/), ...quoted, whole].filter(
    (span) => span.end > span.start,
  );
}
