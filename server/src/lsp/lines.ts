/** A place as LSP has it: zero-based line, UTF-16 character. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/**
 * Where the lines of a text start. Lines end as LSP has them end: at `\n`, `\r\n` or a lone `\r`.
 */
export class LineIndex {
  readonly text: string;
  readonly #starts: Uint32Array;

  private constructor(text: string, starts: Uint32Array) {
    this.text = text;
    this.#starts = starts;
  }

  static of(text: string): LineIndex {
    const starts = [0];
    collectStarts(text, 1, text.length, starts);
    return new LineIndex(text, Uint32Array.from(starts));
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The position of an offset; one outside the text counts as its nearest end. */
  positionAt(offset: number): LinePosition {
    const within = Math.min(Math.max(offset, 0), this.text.length);
    const line = lastAtMost(this.#starts, within);
    const start = this.#starts[line] ?? 0;
    // Between `\r` and `\n` there is no position.
    const end = this.#contentEnd(line);
    return { line, character: Math.min(within, Math.max(end, start)) - start };
  }

  /** The offset of a position; a character past the end of its line counts as the line's end. */
  offsetAt(position: LinePosition): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return this.text.length;
    return Math.min(start + Math.max(position.character, 0), this.#contentEnd(position.line));
  }

  /** The index of the text that results from replacing a stretch of this one: only the stretch is searched again. */
  replaced(start: number, end: number, newText: string): LineIndex {
    const text = this.text.slice(0, start) + newText + this.text.slice(end);
    const delta = newText.length - (end - start);
    const old = this.#starts;
    // Whether a line starts at an offset is decided by the characters right before and at it.
    const head = Math.max(lastAtMost(old, start - 1) + 1, 1);
    const tail = lastAtMost(old, end) + 1;
    const between: number[] = [];
    collectStarts(text, Math.max(start, 1), start + newText.length, between);
    const starts = new Uint32Array(head + between.length + old.length - tail);
    starts.set(old.subarray(0, head));
    starts.set(between, head);
    starts.set(old.subarray(tail), head + between.length);
    if (delta !== 0) {
      for (let i = head + between.length; i < starts.length; i += 1) starts[i] = (starts[i] ?? 0) + delta;
    }
    return new LineIndex(text, starts);
  }

  #contentEnd(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text[next - 1] === '\n' && this.text[next - 2] === '\r' ? next - 2 : next - 1;
  }
}

const NEWLINE = 10;
const RETURN = 13;

/** Adds the line starts from `first` to `last`, both included. */
function collectStarts(text: string, first: number, last: number, starts: number[]): void {
  for (let at = first; at <= last; at += 1) {
    const before = text.charCodeAt(at - 1);
    if (before === NEWLINE || (before === RETURN && text.charCodeAt(at) !== NEWLINE)) starts.push(at);
  }
}

/** The index of the last number that is at most `value`; -1 where there is none. */
function lastAtMost(ascending: Uint32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
