import type { TextEdit } from '../../yaml/edit';
import { lineEnd, lineStart } from '../../yaml/edit';

/** How many columns are tried. */
const COLUMNS = 3;

export interface Reindent {
  readonly title: string;
  readonly edit: TextEdit;
}

interface Line {
  readonly start: number;
  readonly text: string;
  readonly column: number;
}

/**
 * Moves a line to the columns in which keys above it begin, the nearest column first: with what stands deeper below it, by
 * itself, or together with what follows in its column. None where the line is the first.
 */
export function reindents(text: string, start: number): readonly Reindent[] {
  const line = lineAt(text, start);
  if (!isContent(line)) return [];
  const ends = [1, Infinity, 0].map((deeper) => endOfBlock(text, line, deeper));
  return keysAbove(text, line)
    .filter(({ column }) => column !== line.column)
    .toSorted((a, b) => Math.abs(a.column - line.column) - Math.abs(b.column - line.column))
    .slice(0, COLUMNS)
    .flatMap(({ column, key }) =>
      [...new Set(ends)].map((end) => ({
        title: `Indent it as ${key}`,
        edit: { span: { start, end }, newText: shift(text.slice(start, end), column - line.column) },
      })),
    );
}

/** Where the next line with something in it begins; undefined where there is none. */
export function nextContent(text: string, offset: number): number | undefined {
  for (let at = after(text, offset); at < text.length; at = after(text, at)) {
    const line = lineAt(text, at);
    if (isContent(line)) return at;
  }
  return undefined;
}

/** The keys and hyphens in whose columns something may stand here, the innermost first. */
function keysAbove(text: string, line: Line): readonly { readonly column: number; readonly key: string }[] {
  const found: { column: number; key: string }[] = [];
  let bound = Infinity;
  for (let at = line.start; at > 0 && bound > 0;) {
    at = lineStart(text, at - 1);
    const above = lineAt(text, at);
    if (!isContent(above) || above.column >= bound) continue;
    bound = above.column;
    const [, hyphens = '', key = ''] = /^((?:- +)*)([\w./-]+)?/.exec(above.text.trim()) ?? [];
    if (key !== '' && key !== '---') found.push({ column: above.column + hyphens.length, key });
    if (hyphens !== '') found.push({ column: above.column, key: 'the hyphen above' });
  }
  const isItem = line.text.trim().startsWith('- ');
  return found.filter(({ key }) => (key === 'the hyphen above') === isItem);
}

/** The end of the last of the lines below that all stand so many columns deeper than this one. */
function endOfBlock(text: string, line: Line, deeper: number): number {
  let end = lineEnd(text, line.start);
  for (let at = after(text, line.start); at < text.length; at = after(text, at)) {
    const below = lineAt(text, at);
    if (below.text.trim() !== '' && below.column < line.column + deeper) break;
    if (below.text.trim() !== '') end = lineEnd(text, at);
  }
  return end;
}

function shift(block: string, by: number): string {
  return by > 0
    ? block.replaceAll(/^(?=[^\r\n])/gm, ' '.repeat(by))
    : block.replaceAll(new RegExp(`^ {0,${-by}}`, 'gm'), '');
}

function lineAt(text: string, start: number): Line {
  const line = text.slice(start, lineEnd(text, start));
  return { start, text: line, column: line.length - line.trimStart().length };
}

function isContent({ text }: Line): boolean {
  return !/^\s*(?:#|$)/.test(text);
}

function after(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}
