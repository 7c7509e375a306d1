import type { Chunk } from '../yaml/split';
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

/** How many units at the start and at the end of a text are as they were before an edit. */
export interface Unchanged {
  readonly head: number;
  readonly tail: number;
}

/**
 * Reads a file. Documents whose text is unchanged since `previous` are taken over as they are, so that an edit costs one
 * document, wherever it stands. What a caller knows to be `unchanged` is not even looked at.
 */
export function readSource(
  uri: string,
  text: string,
  keepTrees: boolean,
  previous?: SourceFile,
  unchanged?: Unchanged,
): SourceFile {
  const steps = readSourceInSteps(uri, text, keepTrees, previous, unchanged);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** As {@link readSource}, pausing after each document that is read anew, so that a large file need not stop everything. */
export function* readSourceInSteps(
  uri: string,
  text: string,
  keepTrees: boolean,
  previous?: SourceFile,
  unchanged?: Unchanged,
): Generator<undefined, SourceFile> {
  const { before, old, after, region } = surroundings(text, previous, unchanged);
  const part = text.slice(region.start, region.end);
  if (text.length > LARGEST_FILE || part.includes('\0')) return { uri, text: '', documents: [], template: false };
  // Where all of it was deleted and something stands around it, there is no document left to make of it.
  const chunks = part === '' && before.length + after.length > 0 ? [] : split(part, region.start === 0);
  const same = (place: PlacedDocument | undefined, chunk: Chunk): boolean =>
    place !== undefined &&
    place.document.text.length === chunk.end - chunk.start &&
    part.startsWith(place.document.text, chunk.start);
  let head = 0;
  while (head < chunks.length && same(old[head], chunks[head] ?? region)) head += 1;
  let tail = 0;
  const most = Math.min(chunks.length, old.length) - head;
  while (tail < most && same(old.at(-1 - tail), chunks.at(-1 - tail) ?? region)) tail += 1;
  const documents = [...before];
  for (const [index, chunk] of chunks.entries()) {
    const known =
      index < head ? old[index] : index >= chunks.length - tail ? old[index - chunks.length + old.length] : undefined;
    const start = region.start + chunk.start;
    documents.push({
      document: known?.document ?? readDocument(uri, part.slice(chunk.start, chunk.end), keepTrees),
      start,
    });
    if (known === undefined) yield undefined;
  }
  documents.push(...after);
  const related = documents.some(({ document }) => document.state !== 'unrelated');
  return { uri, text, documents, template: related && documents.some(({ document }) => holdsTemplate(document)) };
}

interface Surroundings {
  /** Documents that are certainly the same, where they stand now. */
  readonly before: readonly PlacedDocument[];
  /** Those between, as they were. */
  readonly old: readonly PlacedDocument[];
  readonly after: readonly PlacedDocument[];
  /** The text between, as it is now. */
  readonly region: Chunk;
}

/**
 * Takes a text apart into what an edit may have touched and what stands around it. A document's borders depend on the
 * lines that divide it from its neighbours, so the neighbours of what was edited count as touched too.
 */
function surroundings(text: string, previous: SourceFile | undefined, unchanged: Unchanged | undefined): Surroundings {
  const old = previous?.documents ?? [];
  const shorter = Math.min(text.length, previous?.text.length ?? 0);
  if (previous === undefined || unchanged === undefined || unchanged.head + unchanged.tail > shorter) {
    return { before: [], old, after: [], region: { start: 0, end: text.length } };
  }
  const delta = text.length - previous.text.length;
  const first = Math.max(0, indexAt(old, unchanged.head) - 1);
  const next = indexAt(old, previous.text.length - unchanged.tail) + 2;
  const after = old.slice(next).map(({ document, start }) => ({ document, start: start + delta }));
  return {
    before: old.slice(0, first),
    old: old.slice(first, next),
    after,
    region: { start: old[first]?.start ?? 0, end: after[0]?.start ?? text.length },
  };
}

function indexAt(documents: readonly PlacedDocument[], offset: number): number {
  return documents.findLastIndex((place) => place.start <= offset);
}

const templates = new WeakMap<ParsedDocument, boolean>();

/** No braces reach from one document into another, so a file is a template where one of its documents is. */
function holdsTemplate(document: ParsedDocument): boolean {
  if (document.state !== 'unrelated') return document.state === 'template';
  const known = templates.get(document) ?? isTemplate(document.text, document.id.uri);
  templates.set(document, known);
  return known;
}

/** The document at a file offset; at a border the later one, at the end of the file the last. */
export function documentAt(file: SourceFile, offset: number): PlacedDocument | undefined {
  return file.documents.findLast((place) => place.start <= offset);
}
