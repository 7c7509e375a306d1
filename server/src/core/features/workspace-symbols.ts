import type { Resource } from '../kubernetes/read';
import { KIND_NAMES } from '../kubernetes/read';
import { nameOf } from '../kubernetes/resource';
import type { Workspace } from '../workspace/workspace';
import type { DocumentSymbol } from './document-symbols';
import { symbolName, symbolOf } from './document-symbols';

/** More than these nobody reads: who looks for one of the others types on. */
export const MOST_SYMBOLS = 200;

/**
 * The objects of the workspace whose kind and name hold the letters of a query in their order, whatever their case: those
 * first whose name is the query, or begins with it. An empty query finds any.
 */
export function workspaceSymbols(query: string, workspace: Workspace): readonly DocumentSymbol[] {
  const wanted = query.trim().toLowerCase();
  const ranks: Resource[][] = RANKS.map(() => []);
  for (const kind of KIND_NAMES) {
    for (const resource of workspace.all(kind)) {
      const rank = RANKS.findIndex((holds) => holds(resource, wanted));
      ranks[rank]?.push(resource);
      if (rank === 0 && (ranks[0]?.length ?? 0) >= MOST_SYMBOLS) break;
    }
  }
  const isReadable = ({ document }: Resource): boolean => workspace.file(document.uri)?.template === false;
  const found: DocumentSymbol[] = [];
  for (const resource of ranks.flat()) {
    if (found.length >= MOST_SYMBOLS) break;
    if (isReadable(resource)) found.push(symbolOf(resource));
  }
  return found;
}

/** How well an object fits, the best first. */
const RANKS: readonly ((resource: Resource, wanted: string) => boolean)[] = [
  (resource, wanted) => wanted === '' || nameOf(resource) === wanted,
  (resource, wanted) =>
    nameOf(resource)?.startsWith(wanted) === true || symbolName(resource).toLowerCase().startsWith(wanted),
  (resource, wanted) => symbolName(resource).toLowerCase().includes(wanted),
  (resource, wanted) => holdsInOrder(symbolName(resource).toLowerCase(), wanted),
];

function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    if (letter === ' ') continue;
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
