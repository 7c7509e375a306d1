/** Where one YAML document stands in its file, as file offsets. Documents follow each other without gaps. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

// `---` or `...` at the start of a line ends a document even inside a block scalar (YAML 1.2.2, section 9.1.2), so no
// parser is needed to find the borders. The byte-order mark may stand before the first. In a stream of JSON objects, which
// kubectl reads as well, each begins a line of its own; YAML never has one there after a closing brace.
const MARKER = /^\uFEFF?(---|\.\.\.)(?=\s|$)|^\{(?=\s*["}])/gm;

/** A line of more than a comment. */
const CONTENT = /^[ \t\uFEFF]*[^\s#]/m;

const LINE_BREAK = /\r\n|\r|\n/g;

/**
 * Cuts a file into its YAML documents. A document starts at its `---` line, the first one with the comments above it;
 * what follows `...` belongs to the next one, and a JSON object that begins a line after the end of another is one of
 * its own. Always yields at least one chunk, an empty one for an empty text. `beginsFile` is false for a part that does
 * not stand at the beginning of its file.
 */
export function split(text: string, beginsFile = true): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  const cut = (end: number): void => {
    if (end <= start) return;
    chunks.push({ start, end });
    start = end;
  };
  for (const match of text.matchAll(MARKER)) {
    if (match[1] === undefined) {
      if (endsJsonObject(text, match.index)) cut(match.index);
    } else if (match[1] === '---') {
      // Comments before the first marker belong to the document that it begins.
      if (!beginsFile || chunks.length > 0 || CONTENT.test(text.slice(0, match.index))) cut(match.index);
    } else {
      LINE_BREAK.lastIndex = match.index;
      cut(LINE_BREAK.exec(text) === null ? text.length : LINE_BREAK.lastIndex);
    }
  }
  cut(text.length);
  return chunks.length > 0 ? chunks : [{ start: 0, end: 0 }];
}

/** Whether the last thing before an offset is a closing brace. */
function endsJsonObject(text: string, offset: number): boolean {
  let last = offset - 1;
  while (last >= 0 && /\s/.test(text.charAt(last))) last -= 1;
  return text.charAt(last) === '}';
}
