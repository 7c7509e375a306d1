import type { Span } from '../yaml/span';

/** The stretch of a field's value that is the name itself: without the quotes around it. */
export function nameSpan(text: string, span: Span): Span {
  const raw = text.slice(span.start, span.end);
  const quote = raw[0];
  const inner = raw.slice(1, -1);
  const isQuoted = raw.length > 1 && (quote === '"' || quote === "'") && raw.endsWith(quote) && !inner.includes(quote);
  return isQuoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
