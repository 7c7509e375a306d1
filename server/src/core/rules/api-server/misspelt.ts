import { pathText } from '../../kubernetes/api/field-problem';
import type { Resource } from '../../kubernetes/read';
import type { Workspace } from '../../workspace/workspace';
import type { Path } from '../../yaml/path';
import { meantField } from './meant-field';
import { nodeAt, problemsOf } from './problems';

/**
 * Whether a field that is missing from the map at a path is written under another name or in another place, which is said
 * by a rule of its own: whoever misses the field need not say so. With `field` undefined: whether any field there has a
 * wrong name.
 */
export function isMisspelt(
  path: Path,
  field: string | number | undefined,
  resource: Resource,
  workspace: Workspace,
): boolean {
  const parent = pathText(path);
  return problemsOf(resource, 'unknown-field').some((unknown) => {
    const beside = unknown.path.slice(0, -1);
    const map = nodeAt(resource, workspace, beside);
    const meaning = map?.type === 'map' ? meantField(unknown, map, resource) : undefined;
    if (meaning?.kind === 'elsewhere') {
      const to = pathText(meaning.to);
      // The part in which the field belongs may be what is missing.
      return (unknown.path.at(-1) === field && to === parent) || to === pathText([...path, field ?? '']);
    }
    if (pathText(beside) !== parent) return false;
    if (meaning?.kind === 'nest') return meaning.under === field;
    if (meaning?.kind === 'label') return field === undefined || field === 'matchLabels';
    return meaning?.kind === 'rename' && (field === undefined || meaning.field === field);
  });
}
