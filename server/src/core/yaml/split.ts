/** Where one YAML document stands in its file, as file offsets. Documents follow each other without gaps. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

// `---` or `...` at the start of a line ends a document even inside a block scalar (YAML 1.2.2, section 9.1.2), so no
// parser is needed to find the borders. The byte-order mark may stand before the first.
const MARKER = /^\uFEFF?(---|\.\.\.)(?=\s|$)/gm;

/**
 * Cuts a file into its YAML documents. A document starts at its `---` line; what follows `...` belongs to the next one.
 * Always yields at least one chunk, an empty one for an empty text.
 */
export function split(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  const cut = (end: number): void => {
    if (end > start) chunks.push({ start, end });
    start = end;
  };
  for (const match of text.matchAll(MARKER)) {
    if (match[1] === '---') {
      cut(match.index);
    } else {
      const newline = text.indexOf('\n', match.index);
      cut(newline < 0 ? text.length : newline + 1);
    }
  }
  cut(text.length);
  return chunks.length > 0 ? chunks : [{ start: 0, end: 0 }];
}
