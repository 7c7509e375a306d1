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
  const open = snapshot.open.index.get(key) ?? [];
  const disk = snapshot.disk.index.get(key) ?? [];
  if (snapshot.open.files.size === 0) return disk;
  const closed = disk.filter((item) => !snapshot.open.files.has(uriOf(item)));
  if (closed.length === 0) return open;
  if (open.length === 0) return closed;
  return merged(closed, open);
}

/** Two lists that are each ordered by URI, and have no URI in common, as one. */
function merged(some: readonly Indexed[], others: readonly Indexed[]): readonly Indexed[] {
  const all: Indexed[] = [];
  let next = 0;
  for (const item of some) {
    for (let other = others[next]; other !== undefined && uriOf(other) < uriOf(item); other = others[next]) {
      all.push(other);
      next += 1;
    }
    all.push(item);
  }
  all.push(...others.slice(next));
  return all;
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
