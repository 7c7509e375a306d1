import { readResources } from '../../kubernetes/read';
import type { ParsedDocument } from '../../workspace/document';
import { treeOf } from '../../workspace/document';
import type { TextEdit } from '../../yaml/edit';
import { applyEdits, lineStart } from '../../yaml/edit';
import type { Node } from '../../yaml/node';
import { parse } from '../../yaml/parse';
import type { Span } from '../../yaml/span';
import type { Finding } from '../finding';

/** The runs of lines that are indented with tabs, where that is what makes the document invalid; none elsewhere. */
export function* tabRuns(document: ParsedDocument): Iterable<Finding> {
  const found = [tabbedLines(document, false), tabbedLines(document, true)]
    .filter((lines) => lines.length > 0)
    .map((lines) => ({ lines, width: workingWidth(document, lines) }));
  const { lines, width } = found.find((each) => each.width !== undefined) ??
    found[0] ?? { lines: [], width: undefined };
  const blamed = document.problems.some((problem) => problem.code === 'tab-indentation');
  if (lines.length === 0 || (width === undefined && !blamed)) return;
  // The text is mended as a whole: half a document in spaces would be no more valid than before.
  const edits = spaces(document, lines, width ?? 2).map((edit) => ({ document: document.id, ...edit }));
  const count = lines.length === 1 ? 'A line is' : `${lines.length} lines are`;
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return;
  yield {
    span: { start: first.indentation.start, end: last.end },
    message: `${count} indented with tabs. YAML allows only spaces there, so nothing in this document can be read or applied. Turn the tabs into spaces.`,
    fixes: [{ title: `Turn the tabs of indentation into spaces (${width ?? 2} each)`, edits, safe: true }],
  };
}

interface TabbedLine {
  readonly indentation: Span;
  readonly end: number;
}

/**
 * Lines that begin with tabs, but for those inside text, which may have any. Of empty ones only those that the parser
 * stumbles on, or `withEmpty`, which a block scalar may need to be read.
 */
function tabbedLines(document: ParsedDocument, withEmpty: boolean): readonly TabbedLine[] {
  const { text, problems } = document;
  if (!/^ *\t/m.test(text)) return [];
  const texts = [...textsIn(treeOf(document).root)];
  const harmful = new Set(problems.map(({ span }) => lineStart(text, span.start)));
  return [...text.matchAll(/^([ \t]*\t[ \t]*)([^\s#])?[^\r\n]*/gm)].flatMap(
    ({ 0: line, 1: tabs = '', 2: content, index }) =>
      (
        content === undefined
          ? withEmpty || harmful.has(index)
          : texts.every(({ start, end }) => index <= start || end <= index)
      )
        ? [{ indentation: { start: index, end: index + tabs.length }, end: index + line.length }]
        : [],
  );
}

/** Block scalars and quoted ones. */
function* textsIn(node: Node | undefined): Iterable<Span> {
  if (node?.type === 'scalar' && node.style !== 'plain') yield node.span;
  if (node?.type === 'list') for (const item of node.items) yield* textsIn(item);
  if (node?.type === 'map') for (const entry of node.entries) if (!entry.merged) yield* textsIn(entry.value);
}

/** The number of spaces for a tab that makes the document readable, if there is one. */
function workingWidth(document: ParsedDocument, lines: readonly TabbedLine[]): number | undefined {
  return [2, 4, 8, 3, 1].find((width) => {
    const text = applyEdits(document.text, spaces(document, lines, width));
    const tree = parse(text);
    return tree.problems.length === 0 && readResources(document.id, tree.root, text).length > 0;
  });
}

function spaces(document: ParsedDocument, lines: readonly TabbedLine[], width: number): readonly TextEdit[] {
  return lines.map(({ indentation }) => ({
    span: indentation,
    newText: document.text.slice(indentation.start, indentation.end).replaceAll('\t', ' '.repeat(width)),
  }));
}
