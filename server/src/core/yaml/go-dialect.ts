import type { MapNode, Node } from './node';
import { resolvePlain } from './plain';
import type { Problem } from './problem';
import type { Span } from './span';

/**
 * Where the parser behind `kubectl` (a Go port of libyaml, YAML 1.1) judges otherwise than the one used here: seen by
 * handing both the same thousands of texts.
 */

export interface YamlError {
  readonly code: string;
  readonly pos: readonly [number, number];
  readonly message: string;
}

/** Whether `kubectl` passes over it, and the tree is none the worse: a comment that touches what is before it. */
export function isHarmless({ code, message }: YamlError): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated');
}

/** Whether `kubectl` reads the text all the same: quotes and brackets that are closed, though indented too little. */
export function isTolerated(error: YamlError, text: string): boolean {
  const [at] = error.pos;
  if (error.code === 'MISSING_CHAR') {
    const quote = /^Missing closing (["'])/.exec(error.message)?.[1];
    return quote !== undefined && isClosed(text, text.lastIndexOf(quote, at), quote);
  }
  if (error.code !== 'BAD_INDENT' || !error.message.startsWith('Flow ')) return false;
  // Where the collection ends too early is known, and not where it begins.
  let start = at;
  for (let tried = 0; tried < BRACKETS; tried += 1) {
    start = Math.max(text.lastIndexOf('[', start - 1), text.lastIndexOf('{', start - 1));
    if (start < 0) return false;
    const end = endOfFlow(text, start);
    if (end !== undefined && end >= at) return true;
    if (start === 0) return false;
  }
  return false;
}

/** Whether a quoted scalar ends where a scalar may end, wherever its lines begin. */
function isClosed(text: string, start: number, quote: string): boolean {
  const end = endOfQuoted(text, start, quote);
  return (
    end !== undefined &&
    !/^---|^\.\.\./m.test(text.slice(start, end)) &&
    /^\s*(?:#.*)?(?:$|[,\]}\r\n])/.test(text.slice(end))
  );
}

function endOfQuoted(text: string, start: number, quote: string): number | undefined {
  const pattern = quote === '"' ? /"(?:[^"\\]|\\[\s\S])*"/y : /'(?:[^']|'')*'/y;
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Where the bracket or brace at that place closes again; undefined where it does not. */
function endOfFlow(text: string, start: number): number | undefined {
  const open: string[] = [];
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"' || character === "'") {
      const end = endOfQuoted(text, at, character);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (character === '[' || character === '{') {
      open.push(character === '[' ? ']' : '}');
    } else if (character === ']' || character === '}') {
      if (open.pop() !== character) return undefined;
      if (open.length === 0) return at;
    }
  }
  return undefined;
}

/** So many brackets are looked at to find the one that is not closed. */
const BRACKETS = 20;

// Of control characters tab, line feed, carriage return and next line are allowed.
const FORBIDDEN = /(?![\t\n\r\u0085])[\p{Cc}\uFFFE\uFFFF]/u;

/** Characters that no YAML text may hold; the first is enough to stop `kubectl`. */
export function forbiddenCharacter(text: string): readonly Problem[] {
  const match = FORBIDDEN.exec(text);
  if (match === null) return [];
  const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const span = { start: match.index, end: match.index + 1 };
  return [{ code: 'syntax', span, message: `The control character U+${code} is not allowed in YAML` }];
}

/** Whether a plain key is empty or null, which no object can have. */
export function isNullKey(text: string): boolean {
  return resolvePlain(text) === null;
}

/** The last thing that is written before a line, as far as tabs at the beginning of the line depend on it. */
interface Token {
  readonly span: Span;
  /** A plain scalar in a block collection: the column of the collection; what follows may still belong to it. */
  readonly column: number | undefined;
}

/**
 * Tabs in lines that are otherwise empty, or hold a comment: a parser that follows YAML 1.2 passes over them, and
 * `kubectl` stops. Tabs before anything else are found by the parser itself.
 */
export function tabbedGaps(text: string, root: Node | undefined): readonly Problem[] {
  const lines = [...text.matchAll(/^ *\t[ \t]*(?=[\r\n#]|(?![\s\S]))/gm)];
  if (lines.length === 0) return [];
  const tokens =
    root === undefined ? [] : [...tokensOf(root, text, undefined)].toSorted((a, b) => a.span.end - b.span.end);
  return lines.flatMap(({ 0: indentation, index }) => {
    if (tokens.some(({ span }) => span.start < index && index < span.end)) return [];
    const before = tokens.findLast(({ span }) => span.end <= index);
    const column = before !== undefined && text.slice(before.span.end, index).trim() === '' ? before.column : undefined;
    // A plain scalar may go on in the next line, with tabs once the indentation is done.
    if (column !== undefined && indentation.indexOf('\t') > column) return [];
    const span = { start: index, end: index + indentation.length };
    return [{ code: 'tab-indentation' as const, span, message: 'Tabs are not allowed as indentation' }];
  });
}

/** Scalars and what stands in brackets; of a block collection its parts. */
function* tokensOf(node: Node, text: string, column: number | undefined): Iterable<Token> {
  if (node.type === 'list' && !node.flow) {
    for (const item of node.items) yield* tokensOf(item, text, columnOf(text, node.span.start));
  } else if (node.type === 'map' && !node.flow) {
    yield* entryTokens(node, text);
  } else {
    yield { span: node.span, column: node.type === 'scalar' && node.style === 'plain' ? column : undefined };
  }
}

function* entryTokens(node: MapNode, text: string): Iterable<Token> {
  for (const { keySpan, value, merged } of node.entries) {
    if (merged) continue;
    yield { span: { start: keySpan.start, end: keySpan.end + 1 }, column: undefined };
    if (value.span.end > value.span.start) yield* tokensOf(value, text, columnOf(text, keySpan.start));
  }
}

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf('\n', offset - 1) - 1;
}
