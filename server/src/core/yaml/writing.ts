import { lineEnd, lineStart } from './edit';
import type { Node } from './node';
import { parse } from './parse';
import type { Path } from './path';
import { pathAt } from './path';
import type { Span } from './span';
import type { Surroundings } from './surroundings';
import { NOTHING_AROUND, surroundings } from './surroundings';

/** The key or value that somebody is writing at a place of a document, complete or not. */
export interface Writing {
  /** Leads from the root to the key or value. Indices of lists are not those of the document: only one item is looked at. */
  readonly path: Path;
  readonly part: 'key' | 'value';
  /** What stands there so far, without quotes, as far as it is in the line of the offset; empty where nothing does. */
  readonly span: Span;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** The other keys of the map in which a key is written, or around a value. */
  readonly siblings: readonly string[];
  /**
   * The key of the line above, in the same column and without a value: what is written may yet become an item of its list,
   * whose dash may stand beneath the key's first letter.
   */
  readonly opened: string | undefined;
  /** Whether a space must come before a value: nothing follows the colon. */
  readonly gap: boolean;
  /** Whether it goes on from a line above. */
  readonly continues: boolean;
  /** Whether a colon and a value follow a key already. */
  readonly hasValue: boolean;
  /** Whether the text around is in braces or brackets, where a line break means nothing. */
  readonly flow: boolean;
  /** Whether it is JSON, which wants quotes. */
  readonly json: boolean;
}

/** Stands for what is not yet written; of Unicode's private use area, which nobody types. */
const MARK = '\uE000';
/** Longer texts in braces are not looked at: nobody types in them. */
const LONGEST_FLOW = 100_000;

/**
 * What is being written at an offset of one YAML document. The line of the offset may be unfinished and the rest of the
 * document broken: of that only the lines are read under which the offset stands by its indentation, of a text in braces
 * all. Undefined in comments, and where no key or value can stand.
 */
export function writingAt(text: string, offset: number): Writing | undefined {
  const start = lineStart(text, offset);
  const line = text.slice(start, lineEnd(text, offset)).replace(/^\uFEFF/, '');
  const bom = text[start] === '\uFEFF' ? 1 : 0;
  const column = Math.max(0, offset - start - bom);
  if (column > line.length) return undefined;
  // Before what stands there already, nothing can be written that would not take its place.
  if (/^\s*[^\s#,\]}]/.test(line.slice(column)) && beginsEntry(line.slice(0, column))) return undefined;
  const marked = markLine(line, column);
  if (isBraces(text)) {
    if (text.length > LONGEST_FLOW) return undefined;
    const lead = text.slice(0, start + bom);
    return read(lead, marked, text.slice(start + bom + line.length), offset, NOTHING_AROUND);
  }
  const around = surroundings(text, start, line, column);
  const lead = around.ancestors.map((above) => `${above}\n`).join('');
  const found = read(lead, marked, '', offset, around);
  if (found === undefined) return undefined;
  const isEmptyValue = found.part === 'value' && found.style === 'plain' && found.span.start === found.span.end;
  return (found.part === 'key' && !around.aligned) || (isEmptyValue && around.hasLinesBeneath) ? undefined : found;
}

interface MarkedLine {
  readonly text: string;
  /** Where the mark is in it. */
  readonly at: number;
  readonly gap: boolean;
  /** Whether the mark is a key whose colon is missing in the line as it is. */
  readonly completed: boolean;
  /** How many characters of the line as it is follow the mark. */
  readonly rest: number;
}

/** The line with a mark at the column, mended so that the mark is a key or a value. */
function markLine(line: string, column: number): MarkedLine {
  const before = line.slice(0, column);
  const after = line.slice(column);
  const rest = after.length;
  const isLast = /^\s*(?:#.*)?$/.test(after);
  if (isLast && /^[ ]*(?:- +)*(?:[^\s:#"'{}[\],&*!|>%@`-][^\s:#"'{}[\],]*)?$/.test(before)) {
    return { text: `${before}${MARK}: ${after}`, at: before.length, gap: false, completed: true, rest };
  }
  if (/(?:^|[\s{,])(?:"[^"]*"|'[^']*'|[^\s:{}[\],"'#]+):$/.test(before)) {
    return { text: `${before} ${MARK}${after}`, at: before.length + 1, gap: true, completed: false, rest };
  }
  const quote = openQuote(before);
  const close = quote !== undefined && !after.includes(quote) ? quote : '';
  const space = after.startsWith('#') && quote === undefined ? ' ' : '';
  return { text: `${before}${MARK}${space}${after}${close}`, at: before.length, gap: false, completed: false, rest };
}

/** Whether a line's beginning ends where an entry of a map or list begins. */
function beginsEntry(before: string): boolean {
  return /^[ ]*(?:- +)*-?$/.test(before) || (openQuote(before) === undefined && /[{[,]\s*$/.test(before));
}

/** The quote that is open at the end of a line's beginning. */
function openQuote(before: string): '"' | "'" | undefined {
  let open: '"' | "'" | undefined;
  for (let i = 0; i < before.length; i += 1) {
    const character = before[i];
    if (open === '"' && character === '\\') i += 1;
    else if (open !== undefined && character === open) open = undefined;
    else if (open === undefined && (character === '"' || character === "'") && /^$|[\s{[,]$/.test(before.slice(0, i))) {
      open = character;
    }
  }
  return open;
}

/** Reads the marked line under what stands before it. */
function read(
  lead: string,
  marked: MarkedLine,
  tail: string,
  offset: number,
  { siblings, opened }: Surroundings,
): Writing | undefined {
  const text = `${lead}${marked.text}${tail}`;
  const at = lead.length + marked.at;
  const { root } = parse(text);
  if (root === undefined) return undefined;
  const found = pathAt(root, at);
  // In a comment, or where the parser gave up, the mark is no part of what was found.
  if (found.span.start > at || found.span.end <= at) return undefined;
  const node = nodeAt(root, found.path);
  if (found.part === 'value' && node?.type !== 'scalar') return undefined;
  const map = nodeAt(root, found.path.slice(0, -1));
  const own = found.part === 'key' ? found.path.at(-1) : undefined;
  const others = map?.type === 'map' ? map.entries.map(({ key }) => key).filter((key) => key !== own) : [];
  const first = text[found.span.start];
  const style = found.part === 'value' && node?.type === 'scalar' ? node.style : styleOf(first);
  return {
    path: found.path.map((step) => (typeof step === 'string' ? step.replace(MARK, '') : step)),
    part: found.part,
    span: spanIn(text, found.span, at, offset, marked, style),
    style,
    siblings: [...new Set([...others, ...siblings])],
    opened: found.part === 'key' ? opened : undefined,
    gap: marked.gap,
    continues: found.span.start < lineStart(text, at),
    hasValue: found.part === 'key' && !marked.completed && /^\s*:/.test(text.slice(found.span.end)),
    flow: isInFlow(root, found.path),
    json: isBraces(text),
  };
}

/** What is found as a span of the document: its part in the line, without quotes and without the mark. */
function spanIn(
  text: string,
  found: Span,
  at: number,
  offset: number,
  marked: MarkedLine,
  style: Writing['style'],
): Span {
  const start = Math.max(found.start, lineStart(text, at));
  const inner = start === found.start && (style === 'single' || style === 'double') ? 1 : 0;
  const written = text.slice(start + inner, at);
  const before = marked.gap ? '' : start === found.start ? written : written.trimStart();
  const end = Math.min(found.end, lineEnd(text, at));
  const after = text.slice(at + 1, end).replace(style === 'single' ? /'$/ : style === 'double' ? /"$/ : /\s+$/, '');
  return { start: offset - before.length, end: offset + Math.min(after.length, marked.rest) };
}

function styleOf(first: string | undefined): Writing['style'] {
  return first === '"' ? 'double' : first === "'" ? 'single' : 'plain';
}

function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node?.type === 'list') node = typeof step === 'number' ? node.items[step] : undefined;
    else node = node?.type === 'map' ? node.entries.find(({ key }) => key === step)?.value : undefined;
  }
  return node;
}

function isInFlow(root: Node, path: Path): boolean {
  return path.some((_, depth) => {
    const node = nodeAt(root, path.slice(0, depth));
    return node !== undefined && 'flow' in node && node.flow;
  });
}

function isBraces(text: string): boolean {
  return /^\uFEFF?(?:---)?\s*[{[]/.test(text);
}
