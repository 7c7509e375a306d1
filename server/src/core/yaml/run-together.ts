import { columnOf } from './edit';
import type { Node } from './node';
import type { Problem } from './problem';

/**
 * Where further objects begin in a document that holds several: no line with `---` alone parts them, so that for a parser
 * one map says `apiVersion` and `kind` again and again. Nothing where only one of the two is written twice.
 */
export function runTogether(text: string, root: Node | undefined, problems: readonly Problem[]): readonly Problem[] {
  if (root?.type !== 'map' || root.flow) return [];
  const column = columnOf(text, root.span.start);
  const again = problems.filter(
    ({ repeated, span }) =>
      (repeated?.name === 'apiVersion' || repeated?.name === 'kind') && columnOf(text, span.start) === column,
  );
  if (new Set(again.map(({ repeated }) => repeated?.name)).size < 2) return [];
  const starts: Problem[] = [];
  let said = new Set<string | undefined>();
  for (const { span, repeated } of again.toSorted((a, b) => a.span.start - b.span.start)) {
    if (said.size === 0 || said.has(repeated?.name)) {
      starts.push({ code: 'run-together', span, message: 'Another object begins here.' });
      said = new Set();
    }
    said.add(repeated?.name);
  }
  return starts;
}
