import type { SourceFile } from '../workspace/file';
import type { Span } from '../yaml/span';

/** Lines that can be folded away. */
export interface FoldingRange {
  /** File offsets: in the line that stays, and at the end of the last line that goes. */
  readonly span: Span;
  readonly kind: 'comment' | 'region' | undefined;
}

/**
 * What can be folded in a file: each document of several, each block of YAML by its indentation, runs of comments, and what
 * stands between `# region` and `# endregion`. Undefined for JSON and for files that hold no manifest, which an editor
 * folds better by itself.
 */
export function foldingRanges(file: SourceFile): readonly FoldingRange[] | undefined {
  const { documents, text } = file;
  if (documents.every(({ document }) => document.state === 'unrelated') || /^\uFEFF?\s*[{[]/.test(text))
    return undefined;
  return documents.flatMap(({ document, start }) => {
    const lines = linesOf(document.text, start);
    return [...(documents.length > 1 ? wholeOf(lines) : []), ...blocks(lines), ...comments(lines), ...regions(lines)];
  });
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly indent: number;
}

/** The lines that hold more than spaces. */
function linesOf(text: string, offset: number): readonly Line[] {
  return [...text.matchAll(/[^\r\n]*\S[^\r\n]*/g)].map((match) => ({
    text: match[0],
    start: offset + match.index,
    end: offset + match.index + match[0].trimEnd().length,
    indent: match[0].replace(/^\uFEFF/, '').search(/\S/),
  }));
}

function fold(first: Line | undefined, last: Line | undefined, kind: FoldingRange['kind']): readonly FoldingRange[] {
  if (first === undefined || last === undefined || first === last) return [];
  return [{ span: { start: first.start, end: last.end }, kind }];
}

function wholeOf(lines: readonly Line[]): readonly FoldingRange[] {
  const own = lines.filter(({ text }) => !/^\.\.\.(?:\s|$)/.test(text));
  return fold(own[0], own.at(-1), 'region');
}

/** A line opens a block where what follows is deeper, or is a list in the column of its key. */
function blocks(lines: readonly Line[]): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const code = lines.filter((line) => !isComment(line) && !/^\uFEFF?(?:---|\.\.\.)(?:\s|$)/.test(line.text));
  const open: Line[] = [];
  let previous: Line | undefined;
  const close = (until: (line: Line) => boolean): void => {
    for (let top = open.at(-1); top !== undefined && until(top); top = open.at(-1)) {
      ranges.push(...fold(top, previous, undefined));
      open.pop();
    }
  };
  for (const line of code) {
    close((top) => line.indent < top.indent || (line.indent === top.indent && !(isDash(line) && !isDash(top))));
    open.push(line);
    previous = line;
  }
  close(() => true);
  return ranges;
}

function comments(lines: readonly Line[]): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let first: Line | undefined;
  let last: Line | undefined;
  for (const line of lines) {
    if (isComment(line) && !isRegion(line) && line.indent === (first ?? line).indent) {
      first ??= line;
      last = line;
      continue;
    }
    ranges.push(...fold(first, last, 'comment'));
    first = isComment(line) && !isRegion(line) ? line : undefined;
    last = first;
  }
  return [...ranges, ...fold(first, last, 'comment')];
}

function regions(lines: readonly Line[]): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const open: Line[] = [];
  for (const line of lines) {
    if (/^\s*#\s*region\b/.test(line.text)) open.push(line);
    else if (/^\s*#\s*endregion\b/.test(line.text)) ranges.push(...fold(open.pop(), line, 'region'));
  }
  return ranges;
}

function isComment({ text }: Line): boolean {
  return /^\uFEFF?\s*#/.test(text);
}

function isRegion({ text }: Line): boolean {
  return /^\s*#\s*(?:end)?region\b/.test(text);
}

function isDash({ text }: Line): boolean {
  return /^\s*-(?:\s|$)/.test(text);
}
