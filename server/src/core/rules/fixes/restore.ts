import type { Resource } from '../../kubernetes/read';
import type { Workspace } from '../../workspace/workspace';
import { objectOf } from '../../workspace/object';
import { columnOf, endOfEntry, removeEntry, setEntry } from '../../yaml/edit';
import type { Node } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import { plainData } from '../../yaml/render';
import type { Fix } from '../finding';
import type { Step } from './rewrite';
import { fixBy } from './rewrite';

/** Restores fields of `spec` to what was last committed, character by character where they stand at the same column. */
export function restoreFields(
  resource: Resource,
  committed: Resource,
  fields: readonly string[],
  workspace: Workspace,
): readonly Fix[] {
  const before = workspace.document(committed.document);
  const steps = fields.map((field): Step => {
    const old = before && entryOf(entryOf(objectOf(before, committed), 'spec')?.value, field);
    return (text, object) => {
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
      const written = before.text.slice(old.value.span.start, old.value.span.end);
      if (entry !== undefined && isInline(entry.value) && isInline(old.value) && !written.includes('\n'))
        return { span: entry.value.span, newText: written };
      const value = plainData(old.value);
      return value === undefined ? undefined : setEntry(text, spec, field, value);
    };
  });
  return fixBy(`Restore ${fields.join(' and ')} as committed`, resource, workspace, steps);
}

/** Whether a value means the same wherever it is written: a scalar in a line, or a map or list in brackets. */
function isInline(node: Node): boolean {
  return node.type === 'scalar' ? node.style !== 'block' && node.text !== '' : node.type !== 'unreadable' && node.flow;
}
