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

/** The document after the changes, each made to the text that the one before left. */
export function changedDocument(document: OpenDocument, version: number, changes: readonly TextChange[]): OpenDocument {
  const lines = changes.reduce((present, { range, text }) => {
    if (range === undefined) return LineIndex.of(text);
    const start = present.offsetAt(range.start);
    return present.replaced(start, Math.max(start, present.offsetAt(range.end)), text);
  }, document.lines);
  return { ...document, version, lines };
}
