import { split } from '../yaml/split';
import { isTemplate } from '../yaml/template';
import type { ParsedDocument } from './document';
import { readDocument } from './document';

/** One file of the workspace at one moment. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /** Its documents in order, with the file offset at which each starts. */
  readonly documents: readonly PlacedDocument[];
  /** Input of a template engine as a whole: a document without braces may still stand in somebody's `if`. */
  readonly template: boolean;
}

export interface PlacedDocument {
  readonly document: ParsedDocument;
  readonly start: number;
}

/** Files beyond this size (UTF-16 units) are not read: no person writes them, and reading one takes seconds. */
export const LARGEST_FILE = 20_000_000;

/**
 * Reads a file. Documents whose text is unchanged since `previous` are taken over as they are, so that an edit costs one
 * document, wherever it stands.
 */
export function readSource(uri: string, text: string, keepTrees: boolean, previous?: SourceFile): SourceFile {
  const steps = readSourceInSteps(uri, text, keepTrees, previous);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** As {@link readSource}, pausing after each document that is read anew, so that a large file need not stop everything. */
export function* readSourceInSteps(uri: string, text: string, keepTrees: boolean, previous?: SourceFile): Generator<undefined, SourceFile> {
  if (text.length > LARGEST_FILE || text.includes('\0')) return { uri, text: '', documents: [], template: false };
  const chunks = split(text);
  const old = previous?.documents ?? [];
  const same = (place: PlacedDocument | undefined, start: number, end: number): boolean =>
    place !== undefined && place.document.text.length === end - start && text.startsWith(place.document.text, start);
  const documents: PlacedDocument[] = [];
  let head = 0;
  for (const chunk of chunks) {
    const place = old[head];
    if (place === undefined || !same(place, chunk.start, chunk.end)) break;
    documents.push({ document: place.document, start: chunk.start });
    head += 1;
  }
  const tail: PlacedDocument[] = [];
  while (tail.length < Math.min(chunks.length, old.length) - head) {
    const chunk = chunks[chunks.length - 1 - tail.length];
    const place = old[old.length - 1 - tail.length];
    if (chunk === undefined || place === undefined || !same(place, chunk.start, chunk.end)) break;
    tail.push({ document: place.document, start: chunk.start });
  }
  for (const chunk of chunks.slice(head, chunks.length - tail.length)) {
    documents.push({ document: readDocument(uri, text.slice(chunk.start, chunk.end), keepTrees), start: chunk.start });
    yield undefined;
  }
  documents.push(...tail.toReversed());
  const related = documents.some(({ document }) => document.state !== 'unrelated');
  return { uri, text, documents, template: related && isTemplate(text) };
}

/** The document at a file offset; at a border the later one, at the end of the file the last. */
export function documentAt(file: SourceFile, offset: number): PlacedDocument | undefined {
  return file.documents.findLast((place) => place.start <= offset);
}
