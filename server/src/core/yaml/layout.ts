/** How a text writes YAML blocks, for what is added to it to look the same. */
export interface Layout {
  /** The spaces of one level. */
  readonly step: string;
  /** The spaces between a key and the dashes of the list beneath it; empty where they stand in one column. */
  readonly listIndent: string;
  readonly newline: '\n' | '\r\n';
}

/** The line break that a text uses; of a mixture the one that comes first. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

const DEFAULT_STEP = '  ';
/** Lines that are looked at. */
const ENOUGH = 400;

/** The layout of a text as its first nested map and its first list show it; two spaces, and dashes beneath the key's first letter, where it has none. */
export function layoutOf(text: string): Layout {
  let step: string | undefined;
  let listIndent: string | undefined;
  let opening: number | undefined;
  for (const line of lines(text)) {
    const indent = line.search(/[^ ]/);
    if (indent < 0 || line[indent] === '#') continue;
    if (opening !== undefined) {
      const deeper = indent - opening;
      if (/^-(?:\s|$)/.test(line.slice(indent))) {
        if (deeper >= 0) listIndent ??= ' '.repeat(Math.min(deeper, 8));
      } else if (deeper > 0) step ??= ' '.repeat(Math.min(deeper, 8));
      if (step !== undefined && listIndent !== undefined) break;
    }
    // What follows the dash of an item is as deep as its first letter.
    const lead = /^ *(?:- +)*/.exec(line)?.[0].length ?? 0;
    opening = /^[\w"'./-]+:\s*(?:#.*)?$/.test(line.slice(lead)) ? lead : undefined;
  }
  return { step: step ?? DEFAULT_STEP, listIndent: listIndent ?? '', newline: lineBreakOf(text) };
}

function* lines(text: string): Iterable<string> {
  let start = 0;
  for (let count = 0; count < ENOUGH && start < text.length; count += 1) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
    if (end < 0) return;
    start = end + 1;
  }
}
