import type { Resource } from '../../kubernetes/read';
import type { Workspace } from '../../workspace/workspace';
import { objectOf } from '../../workspace/object';
import { columnOf, endOfEntry, removeEntry, setEntry } from '../../yaml/edit';
import { entryOf } from '../../yaml/node';
import { plainData } from '../../yaml/render';
import type { Fix } from '../finding';
import { rewrite } from './rewrite';

/** Restores a field of `spec` to what was last committed, character by character where it stands at the same column. */
export function restoreField(
  resource: Resource,
  committed: Resource,
  field: string,
  workspace: Workspace,
): readonly Fix[] {
  const before = workspace.document(committed.document);
  const old = before && entryOf(entryOf(objectOf(before, committed), 'spec')?.value, field);
  const edits = rewrite(resource, workspace, [
    (text, object) => {
      const spec = entryOf(object, 'spec')?.value;
      if (spec?.type !== 'map') return undefined;
      if (before === undefined || old === undefined) return removeEntry(text, spec, field);
      const entry = entryOf(spec, field);
      const sameStyle =
        entry !== undefined &&
        !spec.flow &&
        columnOf(text, entry.keySpan.start) === columnOf(before.text, old.keySpan.start);
      if (sameStyle && text.includes('\r\n') === before.text.includes('\r\n')) {
        const newText = before.text.slice(old.keySpan.start, endOfEntry(before.text, old));
        return { span: { start: entry.keySpan.start, end: endOfEntry(text, entry) }, newText };
      }
      const value = plainData(old.value);
      return value === undefined ? undefined : setEntry(text, spec, field, value);
    },
  ]);
  return edits.length === 0 ? [] : [{ title: `Restore ${field} as committed`, edits }];
}
