import type { ParsedDocument } from './document';
import type { SourceFile } from './file';
import type { Indexed } from './keys';
import { entriesOf } from './keys';

/** What stands under each key, ordered by URI and then by place. */
export interface Index {
  get(key: string): readonly Indexed[] | undefined;
  readonly segments: readonly Segment[];
}

/** Documents that follow each other, with an index of their own. */
export interface Segment {
  readonly documents: readonly ParsedDocument[];
  readonly index: ReadonlyMap<string, readonly Indexed[]>;
}

/**
 * Most documents in a segment. Segments outlive changes elsewhere: so one keystroke in ten megabytes, or one file of ten
 * thousand, indexes these few documents and not all; and a lookup tries each segment, so there must not be too many.
 */
const MOST = 128;

/** Indexes files, which come ordered by URI; takes over the segments of `previous` that are still the same. */
export function createIndex(files: readonly SourceFile[], previous: Index | undefined): Index {
  const documents = files.flatMap((file) => file.documents.map(({ document }) => document));
  const old = new Map(previous?.segments.map((segment) => [segment.documents[0], segment]));
  const segments: Segment[] = [];
  for (let start = 0; start < documents.length;) {
    const segment = reusable(old, documents, start) ?? newSegment(documents, start, old);
    segments.push(segment);
    start += segment.documents.length;
  }
  const [first, ...others] = segments;
  return { segments, get: (key) => (others.length === 0 ? first?.index.get(key) : gather(segments, key)) };
}

function gather(segments: readonly Segment[], key: string): readonly Indexed[] {
  const found: Indexed[] = [];
  for (const { index } of segments) {
    const items = index.get(key);
    if (items !== undefined) found.push(...items);
  }
  return found;
}

/** The old segment that begins with the document and is still the same; not a small one, so that these do not pile up. */
function reusable(
  old: ReadonlyMap<ParsedDocument | undefined, Segment>,
  documents: readonly ParsedDocument[],
  start: number,
): Segment | undefined {
  const segment = old.get(documents[start]);
  if (segment === undefined || segment.documents.length < MOST / 4) return undefined;
  return segment.documents.every((document, index) => documents[start + index] === document) ? segment : undefined;
}

/** A segment of its own size, or up to where an old one begins: then what follows can be taken over. */
function newSegment(
  documents: readonly ParsedDocument[],
  start: number,
  old: ReadonlyMap<ParsedDocument | undefined, Segment>,
): Segment {
  let end = start + 1;
  const isEnd = (): boolean => end - start === MOST || (end - start >= MOST / 2 && old.has(documents[end]));
  while (end < documents.length && !isEnd()) end += 1;
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
