import type { Node } from '../../server/src/core/yaml/node';
import { parse } from '../../server/src/core/yaml/parse';

/** What YAML says, without how it is written. */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** The data of each document of a text; throws where a document cannot be read. */
export function dataOf(text: string): readonly Data[] {
  return text.split(/^(?:\.\.\.\r?\n)?---[^\n]*\n/m).flatMap((document) => {
    const { root, problems } = parse(document);
    const [problem] = problems.filter(({ code }) => code !== 'tolerated');
    if (problem !== undefined) throw new Error(`${problem.message}\n${document}`);
    return root === undefined ? [] : [dataIn(root)];
  });
}

function dataIn(node: Node): Data {
  switch (node.type) {
    case 'scalar':
      return node.value;
    case 'unreadable':
      throw new Error('a value cannot be read');
    case 'list':
      return node.items.map(dataIn);
    case 'map':
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [key, dataIn(value)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      );
    default:
      return node satisfies never;
  }
}

/**
 * Writes the documents of a text anew, as someone might whose habits are not ours: in braces over several lines, as
 * JSON, with comments and empty lines between a key and its value, anchors, tags, folded scalars, odd indentation. The
 * same seed gives the same text; `explicit` has some keys written as `? key`.
 */
export function inOddLayout(text: string, seed: number, explicit = false): string {
  return new Writer(seed, explicit).documents(dataOf(text));
}

class Writer {
  #state: number;
  #anchors = 0;
  readonly #explicit: boolean;

  constructor(seed: number, explicit: boolean) {
    this.#state = seed;
    this.#explicit = explicit;
  }

  documents(documents: readonly Data[]): string {
    const texts = documents.map((data) => {
      if (this.#chance(0.08)) return `${JSON.stringify(data, undefined, this.#pick([0, 2]))}\n`;
      return isMap(data) ? this.#map(data, 0) : `${this.#flow(data, 0)}\n`;
    });
    const text = texts.join('---\n');
    const ended = this.#chance(0.2) ? text.trimEnd() : text;
    return this.#chance(0.15) ? ended.replaceAll('\n', '\r\n') : ended;
  }

  /** Lines of a map in block style, its keys at that column. */
  #map(map: DataMap, column: number): string {
    const lead = ' '.repeat(column);
    return Object.entries(map)
      .map(([key, value]) => `${this.#between(column)}${lead}${this.#entry(key, value, column)}`)
      .join('');
  }

  /** `key: value` from the key on. */
  #entry(key: string, value: Data, column: number): string {
    // By their kind documents are told apart before they are read, in the ways of writing that people use.
    const isPlain = (key === 'kind' || key === 'apiVersion') && typeof value === 'string';
    if (isPlain) return `${key}: ${value}${this.#chance(0.2) ? ' # c' : ''}\n`;
    if (this.#explicit && this.#chance(0.1)) {
      return `? ${this.#key(key)}\n${' '.repeat(column)}:${this.#value(value, column)}`;
    }
    return `${this.#key(key)}:${this.#value(value, column)}`;
  }

  /** What follows the colon, with the line break after it. */
  #value(value: Data, column: number): string {
    if (typeof value === 'object' && value !== null && isFilled(value)) return this.#collection(value, column);
    const end = `${this.#trail()}\n`;
    const text = this.#flow(value, column + 1);
    if (typeof value === 'string' && /^[^\s].*[^\s]$/.test(value) && this.#chance(0.04)) {
      return ` >-\n${' '.repeat(column + 2)}${value}\n`;
    }
    if (this.#chance(0.04)) return `${this.#trail()}\n${' '.repeat(column + 2)}${text}${end}`;
    return `${typeof value === 'object' ? '' : this.#properties()}${this.#pick([' ', ' ', '  '])}${text}${end}`;
  }

  #collection(value: DataMap | readonly Data[], column: number): string {
    const properties = this.#properties();
    if (this.#chance(0.15)) {
      const gap = this.#chance(0.2) ? `${this.#trail()}\n${' '.repeat(column + this.#pick([1, 2, 4]))}` : ' ';
      return `${properties}${gap}${this.#flow(value, column + 1)}${this.#trail()}\n`;
    }
    const inner = column + (isMap(value) ? this.#pick([2, 2, 2, 4, 1, 3]) : this.#pick([0, 0, 2, 3]));
    const head =
      properties !== '' && this.#chance(0.3)
        ? `${this.#trail()}\n${' '.repeat(Math.max(inner, column + 1))}${properties.trim()}`
        : properties;
    const body = isMap(value) ? this.#map(value, inner) : this.#list(value, inner);
    return `${head}${this.#trail()}\n${this.#between(inner)}${body}`;
  }

  #list(items: readonly Data[], column: number): string {
    return items
      .map((item) => {
        const dash = `${this.#between(column)}${' '.repeat(column)}-`;
        if (!isMap(item) || !isFilled(item) || this.#chance(0.2)) {
          return `${dash} ${this.#flow(item, column + 1)}${this.#trail()}\n`;
        }
        if (this.#chance(0.15)) {
          return `${dash}${this.#properties()}${this.#trail()}\n${this.#map(item, column + this.#pick([1, 2, 4]))}`;
        }
        const gap = this.#pick([1, 1, 3]);
        const inner = column + 1 + gap;
        const [[key, value] = ['', null], ...rest] = Object.entries(item);
        const first = `${dash}${' '.repeat(gap)}${this.#entry(key, value, inner)}`;
        return `${first}${rest.length === 0 ? '' : this.#map(Object.fromEntries(rest), inner)}`;
      })
      .join('');
  }

  /** On one line, or over several that are indented by so much at least. */
  #flow(value: Data, column: number): string {
    const next = (): string =>
      this.#chance(0.8) ? '' : `${this.#chance(0.5) ? ' # c' : ''}\n${' '.repeat(column + this.#pick([1, 2, 3]))}`;
    if (typeof value !== 'object' || value === null) return this.#scalar(value);
    if (!isMap(value)) return `[${next()}${value.map((item) => this.#flow(item, column)).join(', ')}${next()}]`;
    const entries = Object.entries(value).map(([key, inner]) => `${this.#key(key)}: ${this.#flow(inner, column)}`);
    return `{${next()}${entries.join(`,${next() || ' '}`)}${entries.length > 0 && this.#chance(0.1) ? ' ,' : ''}${next()}}`;
  }

  #scalar(value: string | number | boolean | null): string {
    if (typeof value !== 'string') return String(value);
    const single = /^[ -~]*$/.test(value) ? [`'${value.replaceAll("'", "''")}'`] : [];
    // What is written without quotes must not be read as a number, a boolean or null.
    const plain =
      /^[A-Za-z][\w./-]+$/.test(value) && parse(value).root?.type === 'scalar' && dataOf(value)[0] === value;
    return this.#pick([JSON.stringify(value), ...single, ...(plain ? [value, value, value] : [])]);
  }

  #key(key: string): string {
    return /^[A-Za-z][\w./-]+$/.test(key) && !this.#chance(0.1) ? key : JSON.stringify(key);
  }

  /** An anchor that nobody uses. */
  #properties(): string {
    this.#anchors += 1;
    return this.#chance(0.05) ? ` &a${this.#anchors}` : '';
  }

  #trail(): string {
    return this.#chance(0.85) ? '' : this.#pick(['  ', ' # c', ' # key: value']);
  }

  #between(column: number): string {
    if (this.#chance(0.9)) return '';
    return this.#pick([
      '\n',
      '# c\n',
      `${' '.repeat(column)}# key: value\n`,
      `${' '.repeat(column + 3)}# - c\n`,
      '   \n',
    ]);
  }

  #chance(probability: number): boolean {
    return this.#next() < probability;
  }

  #pick<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.#next() * choices.length)];
    if (choice === undefined) throw new Error('nothing to choose from');
    return choice;
  }

  /** Mulberry32: small, and the same everywhere. */
  #next(): number {
    this.#state = Math.trunc(this.#state + 0x6d2b79f5);
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

type DataMap = { readonly [key: string]: Data };

function isMap(data: Data): data is DataMap {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isFilled(data: DataMap | readonly Data[]): boolean {
  return Object.keys(data).length > 0;
}
