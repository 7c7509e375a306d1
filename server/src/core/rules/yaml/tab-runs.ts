import type { ParsedDocument } from '../../workspace/document';
import { treeOf } from '../../workspace/document';
import type { TextEdit } from '../../yaml/edit';
import { applyEdits, lineStart } from '../../yaml/edit';
import type { Node } from '../../yaml/node';
import type { Span } from '../../yaml/span';
import type { Finding } from '../finding';
import { isReadable } from './mends';

/** Each attempt is parsed, which takes too long for a text that is larger, in UTF-16 units. */
const LARGEST = 50_000;

/** The runs of lines that are indented with tabs, where that is what makes the document invalid; none elsewhere. */
export function* tabRuns(document: ParsedDocument): Iterable<Finding> {
  const lines = tabbedLines(document);
  const mended = mend(document, lines);
  const blamed = document.problems.some((problem) => problem.code === 'tab-indentation');
  const { edits, how } = mended ?? { edits: byWidth(document, lines, 2), how: '2 each' };
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined || (mended === undefined && !blamed)) return;
  yield {
    span: { start: first.indentation.start, end: last.end },
    message: `${lines.length === 1 ? 'A line is' : `${lines.length} lines are`} indented with tabs. YAML allows only spaces there, so nothing in this document can be read or applied. Turn the tabs into spaces.`,
    // The text is mended as a whole: half a document in spaces would be no more valid than before.
    fixes: [
      {
        title: `Turn the tabs of indentation into spaces (${how})`,
        edits: edits.map((edit) => ({ document: document.id, ...edit })),
        safe: true,
      },
    ],
  };
}

interface Mended {
  readonly edits: readonly TextEdit[];
  /** How many spaces there are for a tab, for a person. */
  readonly how: string;
}

/** The spaces for the tabs of these lines that make the document readable, if there are any. */
function mend(document: ParsedDocument, lines: readonly TabbedLine[]): Mended | undefined {
  if (lines.length === 0 || document.text.length > LARGEST) return undefined;
  const attempts: readonly Mended[] = [
    ...[2, 4, 8, 3, 1].map((width) => ({ edits: byWidth(document, lines, width), how: `${width} each` })),
    { edits: byNeighbour(document, lines, -1, ''), how: 'as the line before' },
    { edits: byNeighbour(document, lines, 1, ''), how: 'as the line after' },
    { edits: byNeighbour(document, lines, -1, '  '), how: 'two more than the line before' },
  ];
  return attempts.find(({ edits }) => isReadable(document, applyEdits(document.text, edits)));
}

function byWidth(document: ParsedDocument, lines: readonly TabbedLine[], width: number): readonly TextEdit[] {
  return lines.map(({ indentation }) => ({
    span: indentation,
    newText: document.text.slice(indentation.start, indentation.end).replaceAll('\t', ' '.repeat(width)),
  }));
}

/** Each line indented as the nearest one before or after it that has no tabs, and `more`; left as it is without one. */
function byNeighbour(
  { text }: ParsedDocument,
  lines: readonly TabbedLine[],
  direction: -1 | 1,
  more: string,
): readonly TextEdit[] {
  const clean = [...text.matchAll(/^( *)(?=[^\s#])/gm)];
  return lines.flatMap(({ indentation }) => {
    const neighbour =
      direction < 0
        ? clean.findLast(({ index }) => index < indentation.start)
        : clean.find(({ index }) => index > indentation.start);
    return neighbour === undefined ? [] : [{ span: indentation, newText: `${neighbour[1] ?? ''}${more}` }];
  });
}

interface TabbedLine {
  readonly indentation: Span;
  readonly end: number;
}

/** Lines that begin with tabs: those that the parser stumbles on, and all but empty ones and text, which may have any. */
function tabbedLines(document: ParsedDocument): readonly TabbedLine[] {
  const { text, problems } = document;
  const texts = [...textsIn(treeOf(document).root)];
  const harmful = new Set(problems.map(({ span }) => lineStart(text, span.start)));
  return [...text.matchAll(/^([ \t]*\t[ \t]*)([^\s#])?[^\r\n]*/gm)].flatMap(
    ({ 0: line, 1: tabs = '', 2: content, index }) =>
      harmful.has(index) || (content !== undefined && texts.every(({ start, end }) => index <= start || end <= index))
        ? [{ indentation: { start: index, end: index + tabs.length }, end: index + line.length }]
        : [],
  );
}

/** Block scalars and quoted ones. */
function* textsIn(node: Node | undefined): Iterable<Span> {
  if (node?.type === 'scalar' && node.style !== 'plain') yield node.span;
  if (node?.type === 'list') for (const item of node.items) yield* textsIn(item);
  if (node?.type === 'map') for (const entry of node.entries) yield* textsIn(entry.value);
}
