import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './node';
import type { YamlError } from './go-dialect';
import { forbiddenCharacter, isHarmless, isNullKey, isTolerated, tabbedGaps } from './go-dialect';
import { resolvePlain } from './plain';
import type { Problem } from './problem';
import { runTogether } from './run-together';
import type { Span } from './span';

/** One YAML document as a tree. Spans count from the start of the text that was given. */
export interface Tree {
  /** Undefined for an empty document. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** Anchored text that at least one alias uses: whoever edits there edits every use. */
  readonly shared: readonly Span[];
}

/** Merge keys multiply what they merge; past this many entries in one document the rest is left out and said once. */
const MERGED_ENTRIES = 20_000;
const PROBLEMS = 100;
const DEPTH = 200;

// Line breaks of YAML 1.1, which kubectl's parser honours and the yaml package does not; each is one UTF-16 unit.
const OTHER_BREAKS = /\r(?!\n)|[\u0085\u2028\u2029]/g;

/** Parses one YAML document. Never throws; what cannot be read becomes an unreadable node and a problem. */
export function parse(text: string): Tree {
  try {
    const document = parseDocument(text.replaceAll(OTHER_BREAKS, '\n'), {
      // Scalars are resolved by us, in the dialect that kubectl reads; uniqueness is checked by us in linear time.
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const reader = new Reader(text.length);
    const root = document.contents === null ? undefined : reader.node(document.contents, 0);
    const problems = [
      ...forbiddenCharacter(text),
      ...syntaxProblems(text, document.errors),
      ...runTogether(text, root, reader.problems),
      ...reader.problems,
      ...tabbedGaps(text, root),
    ].slice(0, PROBLEMS);
    return { root, problems, shared: reader.shared() };
  } catch (error) {
    // The yaml package recurses: a text nested many thousands deep overflows its stack.
    const message = error instanceof RangeError ? 'This document is nested too deeply to be read.' : String(error);
    return { root: undefined, problems: [{ code: 'limit', span: { start: 0, end: 0 }, message }], shared: [] };
  }
}

interface YamlNode {
  readonly range?: readonly [number, number, number] | null;
  readonly anchor?: string | undefined;
  readonly tag?: string | undefined;
}

function syntaxProblems(text: string, errors: readonly YamlError[]): readonly Problem[] {
  const grave = errors.slice(0, PROBLEMS).filter((error) => !isHarmless(error));
  // What follows the first error may be no more than its consequence.
  const tolerated = grave[0] !== undefined && isTolerated(grave[0], text);
  return grave.map((error) => {
    const start = Math.min(error.pos[0], text.length);
    return {
      code: tolerated ? 'tolerated' : error.code === 'TAB_AS_INDENT' ? 'tab-indentation' : 'syntax',
      span: { start, end: Math.min(Math.max(error.pos[1], start), text.length) },
      message: error.message,
    };
  });
}

class Reader {
  readonly problems: Problem[] = [];
  readonly #anchors = new Map<string, { readonly node: Node; readonly span: Span; used: boolean }>();
  readonly #finished: { readonly span: Span; used: boolean }[] = [];
  readonly #length: number;
  #merged = 0;

  constructor(length: number) {
    this.#length = length;
  }

  shared(): readonly Span[] {
    return this.#finished.filter((anchor) => anchor.used).map((anchor) => anchor.span);
  }

  node(source: YamlNode | null | undefined, at: number, depth = 0): Node {
    // What is missing where braces are never closed is placed behind the end.
    const [from, to] = source?.range ?? [at, at];
    const span = { start: Math.min(from, this.#length), end: Math.min(to, this.#length) };
    if (source === null || source === undefined) return nothing(span);
    if (depth > DEPTH) return this.#unreadable(span, 'limit', 'This is nested too deeply to be read.');
    if (isAlias(source)) return this.#alias(source.source, span);
    const node = this.#value(source, span, depth);
    if (source.anchor !== undefined) this.#anchor(source.anchor, node);
    return node;
  }

  #anchor(name: string, node: Node): void {
    const anchor = { node, span: node.span, used: false };
    this.#anchors.set(name, anchor);
    this.#finished.push(anchor);
  }

  #value(source: YamlNode, span: Span, depth: number): Node {
    // A tag of somebody else's (`!vault`, `!Ref`) means that another program fills the value in.
    if (source.tag?.startsWith('!') === true && source.tag !== '!') return { type: 'unreadable', span };
    if (isMap(source)) return this.#map(source, span, depth);
    if (isSeq(source)) return this.#list(source, span, depth);
    return isScalar(source) ? scalar(source, span) : { type: 'unreadable', span };
  }

  #alias(name: string, span: Span): Node {
    const anchor = this.#anchors.get(name);
    if (anchor === undefined)
      return this.#unreadable(span, 'alias', `No anchor named ${name} stands before this alias.`);
    anchor.used = true;
    return { ...anchor.node, span };
  }

  #list(source: YAMLSeq, span: Span, depth: number): ListNode {
    const items = source.items.map((item) => this.node(item as YamlNode, span.start, depth + 1));
    return {
      type: 'list',
      span: source.flow ? span : shortened(span, items.at(-1)?.span),
      flow: source.flow === true,
      items,
    };
  }

  #map(source: YAMLMap, span: Span, depth: number): Node {
    const own = new Map<string, Entry>();
    const merges: Node[] = [];
    let last: Span | undefined;
    for (const pair of source.items as Pair<YamlNode, YamlNode | null>[]) {
      const { key } = pair;
      // A key that is itself a collection is what a template's braces look like to a YAML parser.
      if (!isScalar(key) || !key.range) return { type: 'unreadable', span };
      const keySpan = { start: key.range[0], end: key.range[1] };
      if (key.type === 'PLAIN' && isNullKey(String(key.value)))
        this.#unreadable(keySpan, 'syntax', 'The key of this entry is missing, or null');
      if (key.anchor !== undefined) this.#anchor(key.anchor, scalar(key, keySpan));
      const value = this.node(pair.value, afterColon(keySpan), depth + 1);
      last = value.span.end > keySpan.end ? value.span : keySpan;
      const name = String(key.value);
      if (name === '<<' && key.type === 'PLAIN') {
        merges.push(value);
        continue;
      }
      const earlier = own.get(name);
      if (earlier !== undefined) this.#duplicate(earlier, keySpan, value.span);
      own.set(name, { key: name, keySpan, value, merged: false });
    }
    for (const merge of merges) this.#merge(own, merge);
    const flow = source.flow === true;
    return {
      type: 'map',
      span: flow ? span : shortened(span, last),
      flow,
      entries: [...own.values()],
    } satisfies MapNode;
  }

  #merge(own: Map<string, Entry>, source: Node): void {
    if (source.type === 'list') {
      for (const item of source.items) this.#merge(own, item);
    } else if (source.type === 'map') {
      for (const entry of source.entries) {
        if (own.has(entry.key)) continue;
        this.#merged += 1;
        if (this.#merged > MERGED_ENTRIES) {
          if (this.#merged === MERGED_ENTRIES + 1) {
            this.#unreadable(
              source.span,
              'limit',
              'The merge keys of this document bring in too many entries to be read.',
            );
          }
          return;
        }
        own.set(entry.key, { ...entry, merged: true });
      }
    } else {
      this.#unreadable(source.span, 'alias', 'A merge key takes a map or a list of maps.');
    }
  }

  #duplicate({ key: name, keySpan, value: before }: Entry, span: Span, value: Span): void {
    if (this.problems.length >= PROBLEMS) return;
    const message = `The key ${name} is written twice in this map.`;
    const repeated = { name, value, earlier: { key: keySpan, value: before.span } };
    this.problems.push({ code: 'duplicate-key', span, message, repeated });
  }

  #unreadable(span: Span, code: 'alias' | 'limit' | 'syntax', message: string): Node {
    if (this.problems.length < PROBLEMS) this.problems.push({ code, span, message });
    return { type: 'unreadable', span };
  }
}

interface YamlScalar {
  readonly value: unknown;
  readonly type?: string | undefined;
  readonly tag?: string | undefined;
  readonly source?: string | undefined;
}

function scalar(source: YamlScalar, span: Span): Node {
  const text = typeof source.value === 'string' ? source.value : '';
  const style =
    source.type === 'QUOTE_DOUBLE'
      ? 'double'
      : source.type === 'QUOTE_SINGLE'
        ? 'single'
        : source.type === 'PLAIN'
          ? 'plain'
          : 'block';
  const string = source.tag === 'tag:yaml.org,2002:str';
  const value = style === 'plain' && !string ? resolvePlain(text) : text;
  return { type: 'scalar', span, value, text, style } satisfies ScalarNode;
}

function nothing(span: Span): ScalarNode {
  return { type: 'scalar', span, value: null, text: '', style: 'plain' };
}

function afterColon(key: Span): number {
  return key.end + 1;
}

/** The package lets a block collection end after its last line break; for us it ends where its last value does. */
function shortened(span: Span, last: Span | undefined): Span {
  return last === undefined || last.end >= span.end || last.end <= span.start
    ? span
    : { start: span.start, end: last.end };
}
