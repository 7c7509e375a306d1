import { columnOf, endOfEntry, lineBreakOf, lineEnd } from '../../yaml/edit';
import type { Entry, MapNode } from '../../yaml/node';
import type { Step } from './rewrite';
import type { MapPath } from './steps';
import { mapAt, removeAt } from './steps';

/**
 * Moves an entry of one map to the beginning of another as it is written, comments included, in the other's columns.
 * Undefined where one of them is in braces, or text of an alias or anchor would go with it.
 */
export function moveEntry(text: string, from: MapNode, entry: Entry, paths: Paths): readonly Step[] | undefined {
  const written = text.slice(entry.keySpan.start, lineEnd(text, endOfEntry(text, entry))).trimEnd();
  if (from.flow || entry.merged || /[*&]/.test(written)) return undefined;
  const column = columnOf(text, entry.keySpan.start);
  return [
    removeAt(paths.from, entry.key),
    (rest, object) => {
      const map = mapAt(object, paths.to);
      const first = map?.entries.find(({ merged }) => !merged);
      if (map === undefined || map.flow || first === undefined) return undefined;
      const { start } = first.keySpan;
      const indent = columnOf(rest, start);
      const newText = `${indented(written, indent - column)}${lineBreakOf(rest)}${' '.repeat(indent)}`;
      return { span: { start, end: start }, newText };
    },
  ];
}

interface Paths {
  readonly from: MapPath;
  readonly to: MapPath;
}

/** Moves all lines but the first by so many columns. */
function indented(lines: string, by: number): string {
  return by > 0
    ? lines.replaceAll(/\n(?=[^\r\n])/g, `\n${' '.repeat(by)}`)
    : lines.replaceAll(new RegExp(`\\n {0,${-by}}`, 'g'), '\n');
}
