/** Longer than any DNS name; what somebody typed by mistake is cut off here. */
const LONGEST_CODE = 260;

/** Text of the user's as a code span, on one line, in as many backticks as it needs. */
export function code(text: string | number): string {
  const line = String(text).replaceAll(/\s+/g, ' ');
  const shown = line.length > LONGEST_CODE ? `${line.slice(0, LONGEST_CODE)}…` : line;
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const padding = shown.startsWith('`') || shown.endsWith('`') || shown.trim() === '' ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/** Code spans in a row: `a`, `b`. */
export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** Code spans as a phrase: `a`, `b` and `c`. */
export function phrase(texts: readonly string[]): string {
  const last = texts.at(-1);
  if (last === undefined) return '';
  return texts.length === 1 ? code(last) : `${codes(texts.slice(0, -1))} and ${code(last)}`;
}

/** A table; columns that are empty in every row are left out. Undefined for no rows. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string | undefined {
  if (rows.length === 0) return undefined;
  const used = heads.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${used.flatMap((is, column) => (is ? [(cells[column] ?? '').replaceAll('|', String.raw`\|`)] : [])).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What fits beside each other in a hover of the usual width, in characters; a table wider than that breaks up its cells. */
const WIDEST_ROW = 74;

/** Whether rows of cells fit into a table whose cells need no breaking. */
export function fits(rows: readonly (readonly string[])[]): boolean {
  return rows.every((row) => row.join('').replaceAll('`', '').length <= WIDEST_ROW);
}

/** Paragraphs, one below the other; those that are undefined are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** `1 Pod`, `3 Pods`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
