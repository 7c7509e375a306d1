import { pathText } from '../../kubernetes/api/field-problem';
import type { Resource } from '../../kubernetes/read';
import type { Workspace } from '../../workspace/workspace';
import type { Path } from '../../yaml/path';
import { meantField } from './meant-field';
import { nodeAt, problemsOf } from './problems';

/**
 * Whether a field that is missing from the map at a path stands there under another name, which is said by a rule of its
 * own: whoever misses the field need not say so. With `field` undefined: whether any field there has a wrong name.
 */
export function isMisspelt(
  path: Path,
  field: string | number | undefined,
  resource: Resource,
  workspace: Workspace,
): boolean {
  const parent = pathText(path);
  return problemsOf(resource, 'unknown-field').some((unknown) => {
    if (pathText(unknown.path.slice(0, -1)) !== parent) return false;
    const map = nodeAt(resource, workspace, path);
    const meaning = map?.type === 'map' ? meantField(unknown, map, resource) : undefined;
    if (meaning?.kind === 'label') return field === undefined || field === 'matchLabels';
    return meaning?.kind === 'rename' && (field === undefined || meaning.field === field);
  });
}
