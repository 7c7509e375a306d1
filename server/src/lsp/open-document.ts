import type { Unchanged } from '../core/workspace/file';
import { LineIndex } from './lines';
import type { LinePosition } from './lines';
import { canonicalUri } from './uri';

/** A file as an editor has it at one moment. */
export interface OpenDocument {
  readonly uri: string;
  /** The URI as the client spells it, to be used towards it. */
  readonly spelling: string;
  readonly version: number;
  readonly lines: LineIndex;
}

/** A change as the client sends it: of a range of the text as it is then, or of all of it. */
export interface TextChange {
  readonly text: string;
  readonly range?: { readonly start: LinePosition; readonly end: LinePosition };
}

export function openDocument(spelling: string, version: number, text: string): OpenDocument {
  return { uri: canonicalUri(spelling), spelling, version, lines: LineIndex.of(text) };
}

/** A document after changes, and what of its text is as before. */
export interface Changed {
  readonly document: OpenDocument;
  readonly unchanged: Unchanged;
}

/** The document after the changes, each made to the text that the one before left. */
export function changedDocument(document: OpenDocument, version: number, changes: readonly TextChange[]): Changed {
  let { lines } = document;
  let head = Infinity;
  let tail = Infinity;
  for (const { range, text } of changes) {
    const start = range === undefined ? 0 : lines.offsetAt(range.start);
    const end = range === undefined ? lines.text.length : Math.max(start, lines.offsetAt(range.end));
    head = Math.min(head, start);
    tail = Math.min(tail, lines.text.length - end);
    lines = range === undefined ? LineIndex.of(text) : lines.replaced(start, end, text);
  }
  return { document: { ...document, version, lines }, unchanged: { head, tail } };
}
