import type { ParsedDocument } from './document';
import type { SourceFile } from './file';
import type { Indexed } from './keys';
import { entriesOf } from './keys';

/** What stands under each key, ordered by URI and then by place. */
export interface Index {
  get(key: string): readonly Indexed[] | undefined;
}

/**
 * Documents that are indexed together. A file of more is cut into segments that outlive an edit elsewhere in it: so a
 * keystroke in ten megabytes indexes these few documents and not all.
 */
const SEGMENT = 64;

interface Segment {
  readonly documents: readonly ParsedDocument[];
  readonly index: ReadonlyMap<string, readonly Indexed[]>;
}

const segmentsOfFiles = new WeakMap<SourceFile, readonly Segment[]>();

/** Indexes files, which come ordered by URI; of large ones it takes over what they have in common with `previous`. */
export function createIndex(
  files: readonly SourceFile[],
  previous: ReadonlyMap<string, SourceFile> | undefined,
): Index {
  const isLarge = (file: SourceFile): boolean => file.documents.length > SEGMENT;
  const small = indexOf(files.flatMap((file) => (isLarge(file) ? [] : file.documents.map(({ document }) => document))));
  const segments = files.filter(isLarge).flatMap((file) => segmentsOf(file, previous?.get(file.uri)));
  if (segments.length === 0) return small;
  return {
    get: (key) => {
      const found: Indexed[] = [];
      for (const { index } of segments) {
        const items = index.get(key);
        if (items !== undefined) found.push(...items);
      }
      const others = small.get(key);
      if (others === undefined || found.length === 0) return others ?? (found.length === 0 ? undefined : found);
      return [...others, ...found].toSorted((a, b) => compare(uriOf(a), uriOf(b)));
    },
  };
}

function segmentsOf(file: SourceFile, previous: SourceFile | undefined): readonly Segment[] {
  const known = segmentsOfFiles.get(file);
  if (known !== undefined) return known;
  const old = new Map((previous && segmentsOfFiles.get(previous))?.map((segment) => [segment.documents[0], segment]));
  const documents = file.documents.map(({ document }) => document);
  const segments: Segment[] = [];
  for (let start = 0; start < documents.length;) {
    const segment = reusable(old, documents, start) ?? newSegment(documents, start, old);
    segments.push(segment);
    start += segment.documents.length;
  }
  segmentsOfFiles.set(file, segments);
  return segments;
}

function reusable(
  old: ReadonlyMap<ParsedDocument | undefined, Segment>,
  documents: readonly ParsedDocument[],
  start: number,
): Segment | undefined {
  const segment = old.get(documents[start]);
  return segment?.documents.every((document, index) => documents[start + index] === document) ? segment : undefined;
}

/** A segment up to where an old one begins, so that one that differs makes no others differ. */
function newSegment(
  documents: readonly ParsedDocument[],
  start: number,
  old: ReadonlyMap<ParsedDocument | undefined, Segment>,
): Segment {
  let end = start + 1;
  while (end < documents.length && end - start < SEGMENT && !old.has(documents[end])) end += 1;
  const own = documents.slice(start, end);
  return { documents: own, index: indexOf(own) };
}

function indexOf(documents: readonly ParsedDocument[]): ReadonlyMap<string, readonly Indexed[]> {
  const index = new Map<string, Indexed[]>();
  for (const document of documents) {
    for (const { key, item } of entriesOf(document)) {
      const items = index.get(key);
      if (items === undefined) index.set(key, [item]);
      else items.push(item);
    }
  }
  return index;
}

/** The URI of the file in which something indexed stands. */
export function uriOf(item: Indexed): string {
  return 'id' in item ? item.id.uri : item.document.uri;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
