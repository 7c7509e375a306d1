import type { Resource } from '../kubernetes/read';
import type { SourceFile } from '../workspace/file';
import type { Layer, Snapshot } from '../workspace/snapshot';
import type { DocumentSymbol } from './document-symbols';
import { symbolName, symbolOf } from './document-symbols';

/** More than these nobody reads: who looks for one of the others types on. */
export const MOST_SYMBOLS = 200;

/**
 * The objects of a workspace whose kind and name hold the letters of a query in their order, whatever their case: those
 * first whose name is the query, or begins with it. An empty query finds any. None of templates.
 */
export function workspaceSymbols(query: string, { disk, open }: Snapshot): readonly DocumentSymbol[] {
  const wanted = query.trim().toLowerCase();
  const letters = wanted.replaceAll(/\s/g, '');
  const ranks: Entry[][] = RANKS.map(() => []);
  const look = (entry: Entry): void => {
    if (!holdsInOrder(entry.text, letters)) return;
    ranks[RANKS.findIndex((fits) => fits(entry.text, wanted))]?.push(entry);
  };
  for (const entry of entriesOf(open)) look(entry);
  for (const entry of entriesOf(disk)) look(entry);
  const found: DocumentSymbol[] = [];
  for (const { resource, file } of ranks.flat()) {
    if (found.length >= MOST_SYMBOLS) break;
    // An editor's text counts in place of the file's.
    const { uri } = file;
    if (!file.template && (open.files.get(uri) ?? disk.files.get(uri)) === file) found.push(symbolOf(resource));
  }
  return found;
}

interface Entry {
  readonly resource: Resource;
  readonly file: SourceFile;
  /** Kind and name in lower case. */
  readonly text: string;
}

// A person asks again with each letter typed, and what is on disk hardly ever changes meanwhile.
const known = new WeakMap<Layer, readonly Entry[]>();

function entriesOf(layer: Layer): readonly Entry[] {
  const entries = known.get(layer) ?? readEntries(layer);
  known.set(layer, entries);
  return entries;
}

function readEntries(layer: Layer): readonly Entry[] {
  return [...layer.files.values()].flatMap((file) =>
    file.documents.flatMap(({ document }) =>
      document.resources.map((resource) => ({ resource, file, text: symbolName(resource).toLowerCase() })),
    ),
  );
}

/** How well a text fits that holds the letters, the best first. */
const RANKS: readonly ((text: string, wanted: string) => boolean)[] = [
  (text, wanted) => wanted === '' || text.endsWith(` ${wanted}`),
  (text, wanted) => text.startsWith(wanted) || text.includes(` ${wanted}`),
  (text, wanted) => text.includes(wanted),
  () => true,
];

function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (let i = 0; i < letters.length; i += 1) {
    at = text.indexOf(letters.charAt(i), at) + 1;
    if (at === 0) return false;
  }
  return true;
}
