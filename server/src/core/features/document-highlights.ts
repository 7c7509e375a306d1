import type { SourceFile } from '../workspace/file';
import type { Workspace } from '../workspace/workspace';
import { distinct, inOrder, namesAt } from './names-at';
import type { NamedPlace } from './references';
import { placesNaming } from './references';

/** The places of a file that name what is named at an offset of it, that place included. */
export function documentHighlights(workspace: Workspace, file: SourceFile, offset: number): readonly NamedPlace[] {
  const names = namesAt(workspace, file, offset);
  // That an object stands in this file is nothing to be shown in it.
  if (names === undefined || names.occurrences.every(({ defines, key }) => defines && key.startsWith('file/')))
    return [];
  const { document, span, occurrences } = names;
  const own = { document, span, defines: occurrences.every(({ defines }) => defines) };
  const places = placesNaming(names, workspace, file.uri);
  return inOrder(distinct([...places, own]), workspace);
}
