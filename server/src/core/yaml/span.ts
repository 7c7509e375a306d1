/**
 * A stretch of text in UTF-16 code units, end exclusive. Unless a name says otherwise a span counts from the start of
 * the YAML document that it belongs to, not from the start of the file: so an edit above a document leaves all that is
 * known about it valid.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether the offset lies in the span or touches its end, as a cursor at the end of a word does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether `inner` lies wholly within `outer`. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The span moved by `delta` code units. */
export function shifted(span: Span, delta: number): Span {
  return { start: span.start + delta, end: span.end + delta };
}
