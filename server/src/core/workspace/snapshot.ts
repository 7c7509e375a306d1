import type { DocumentId } from '../kubernetes/resource';
import type { PlacedDocument, SourceFile } from './file';
import type { Index } from './index-segments';
import { createIndex, uriOf } from './index-segments';
import type { Indexed } from './keys';

/**
 * All files of the workspace at one moment. Immutable. Two layers: the files on disk, whose index is built when they
 * change, and the files open in editors, which hide those and whose small index is built on every keystroke.
 */
export interface Snapshot {
  readonly disk: Layer;
  readonly open: Layer;
  /** Files as they were last committed, as far as anybody could tell; not part of the workspace, but what it is compared with. */
  readonly committed?: Layer;
  /** What those are called in a sentence; the last commit where nobody says. */
  readonly baseline?: string;
  /** Whether the first scan of the workspace is done: before, nothing may be called missing. */
  readonly complete: boolean;
}

export interface Layer {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly index: Index;
}

export const EMPTY_SNAPSHOT: Snapshot = { disk: createLayer([]), open: createLayer([]), complete: false };

/**
 * Builds a layer of files; the order in which they come does not matter. What it has in common with the layer `previous`
 * is taken over.
 */
export function createLayer(files: Iterable<SourceFile>, previous?: Layer): Layer {
  const sorted = [...files].toSorted((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
  return { files: new Map(sorted.map((file) => [file.uri, file])), index: createIndex(sorted, previous?.index) };
}

/** The file as it counts: as the editor has it if it is open, else as it is on disk. */
export function fileOf(snapshot: Snapshot, uri: string): SourceFile | undefined {
  return snapshot.open.files.get(uri) ?? snapshot.disk.files.get(uri);
}

/** Every file as it counts, ordered by URI. */
export function filesOf(snapshot: Snapshot): readonly SourceFile[] {
  const closed = [...snapshot.disk.files.values()].filter((file) => !snapshot.open.files.has(file.uri));
  return [...closed, ...snapshot.open.files.values()].toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** What stands under a key, ordered by URI and then by place. */
export function find(snapshot: Snapshot, key: string): readonly Indexed[] {
  const { files, index } = snapshot.open;
  const open = index.get(key) ?? [];
  const disk = snapshot.disk.index.get(key) ?? [];
  if (files.size === 0 || disk.length === 0) return disk.length === 0 ? open : disk;
  const hidden = disk.length <= files.size ? hiddenByItem(disk, files) : hiddenByFile(disk, files);
  if (open.length === 0 && hidden.length === 0) return disk;
  const found: Indexed[] = [];
  let from = 0;
  const take = (end: number): void => {
    if (end > from) for (const item of disk.slice(from, end)) found.push(item);
    from = Math.max(from, end);
  };
  let gap = 0;
  for (const item of open) {
    const place = firstFrom(disk, uriOf(item), from);
    for (let next = hidden[gap]; next !== undefined && next.start < place; next = hidden[gap]) {
      take(next.start);
      from = next.end;
      gap += 1;
    }
    take(place);
    found.push(item);
  }
  for (const { start, end } of hidden.slice(gap)) {
    take(start);
    from = end;
  }
  take(disk.length);
  return found;
}

/** Stretches of a list that stand in files which an editor has open. */
type Stretches = readonly { readonly start: number; readonly end: number }[];

function hiddenByItem(disk: readonly Indexed[], files: ReadonlyMap<string, SourceFile>): Stretches {
  return disk.flatMap((item, start) => (files.has(uriOf(item)) ? [{ start, end: start + 1 }] : []));
}

/** Of a long list only the places are looked at where the few open files would be. */
function hiddenByFile(disk: readonly Indexed[], files: ReadonlyMap<string, SourceFile>): Stretches {
  return [...files.keys()].flatMap((uri) => {
    const start = firstFrom(disk, uri, 0);
    let end = start;
    for (let item = disk[end]; item !== undefined && uriOf(item) === uri; item = disk[end]) end += 1;
    return end > start ? [{ start, end }] : [];
  });
}

/** The first of the items from `start` on, which are ordered by URI, that is not before `uri`. */
function firstFrom(items: readonly Indexed[], uri: string, start: number): number {
  let low = start;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && uriOf(item) < uri) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lookups in one version of a file after which a table pays. */
const FEW = 32;

interface Places {
  lookups: number;
  table: ReadonlyMap<DocumentId, PlacedDocument> | undefined;
}

const placesOfFiles = new WeakMap<SourceFile, Places>();

/** Where a document stands now, or undefined if it is of another snapshot. */
export function placeOf(snapshot: Snapshot, id: DocumentId): PlacedDocument | undefined {
  const file = fileOf(snapshot, id.uri);
  if (file === undefined) return undefined;
  const places = placesOfFiles.get(file) ?? { lookups: 0, table: undefined };
  placesOfFiles.set(file, places);
  places.lookups += 1;
  if (places.lookups < FEW) return file.documents.find((place) => place.document.id === id);
  places.table ??= new Map(file.documents.map((place) => [place.document.id, place]));
  return places.table.get(id);
}

/** What stands under a key in the files as committed. */
export function findCommitted(snapshot: Snapshot, key: string): readonly Indexed[] {
  return snapshot.committed?.index.get(key) ?? [];
}

/** A document of the files as committed. */
export function committedPlaceOf(snapshot: Snapshot, id: DocumentId): PlacedDocument | undefined {
  return snapshot.committed?.files.get(id.uri)?.documents.find((place) => place.document.id === id);
}
