import { readResources } from '../../kubernetes/read';
import type { ParsedDocument } from '../../workspace/document';
import type { TextEdit } from '../../yaml/edit';
import { applyEdits, lineEnd, lineStart } from '../../yaml/edit';
import { parse } from '../../yaml/parse';
import type { Problem } from '../../yaml/problem';
import type { Fix } from '../finding';
import { nextContent, reindents } from './reindents';

/** Each attempt is parsed, which takes too long for a text that is larger, in UTF-16 units. */
const LARGEST = 50_000;

/** In a text that is larger the first attempt will do. */
const LARGE = 10_000;

const ATTEMPTS = 5;

const ENTRY = /^(\s*(?:- +)*)([\w./-]+):(\s*)(.*?)(\s+#.*|\s*)$/;
const ITEM = /^(\s*(?:- +)+)(.*?)(\s+#.*|\s*)$/;

/** Changes of the line in question, or the one before, that make the whole document readable. */
export function mends(document: ParsedDocument, problem: Problem): readonly Fix[] {
  const { text } = document;
  if (text.length > LARGEST) return [];
  const [found] = linesInQuestion(text, problem)
    .flatMap((start) => attempts(text, start))
    .filter(({ edit }) => isReadable(document, applyEdits(text, [edit])));
  const chosen = found === undefined ? mendIndentation(document, problem) : [found];
  return chosen.map(({ title, edit }) => ({ title, edits: [{ document: document.id, ...edit }] }));
}

/** The line that does not stand in the column of any other, moved to where it makes most sense. */
function mendIndentation(document: ParsedDocument, problem: Problem): readonly Attempt[] {
  const { text } = document;
  const start = misindentedLine(text, problem) ?? lineStart(text, problem.span.start);
  const readable: (Attempt & { readonly problems: number })[] = [];
  for (const attempt of reindents(text, start)) {
    const problems = problemsOf(document, applyEdits(text, [attempt.edit]));
    if (problems !== undefined) readable.push({ ...attempt, problems });
    if (readable.length > 0 && text.length > LARGE) break;
  }
  const least = Math.min(...readable.map(({ problems }) => problems));
  const best = readable.filter(({ problems }) => problems === least);
  return best.filter(({ title }, index) => best.findIndex((other) => other.title === title) === index);
}

/** Where a line begins that stands deeper than the one before it, although that has a value already. */
export function misindentedLine(text: string, problem: Problem): number | undefined {
  if (!problem.message.startsWith('Nested mappings are not allowed in compact mappings')) return undefined;
  const rest = text.slice(problem.span.start, lineEnd(text, problem.span.start));
  return /:(?:\s|$)/.test(rest) ? undefined : nextContent(text, problem.span.start);
}

/** Where the lines begin that may be to blame, the likeliest first. */
function linesInQuestion(text: string, problem: Problem): readonly number[] {
  const quote = /^Missing closing (["'])/.exec(problem.message)?.[1];
  // The text after a quote that is not closed is part of it, often to the end.
  if (quote !== undefined)
    return [...text.matchAll(/^.*$/gm)]
      .flatMap(({ 0: line, index }) => (line.split(quote).length % 2 === 0 ? [index] : []))
      .slice(0, ATTEMPTS);
  const own = lineStart(text, problem.span.start);
  return [own, lineStart(text, own - 1)];
}

interface Attempt {
  readonly title: string;
  readonly edit: TextEdit;
}

/** Whether there are resources in a document of that text, and no mistake in its YAML. */
export function isReadable(document: ParsedDocument, text: string): boolean {
  return problemsOf(document, text) !== undefined;
}

/** How much is wrong with the fields of what stands there; undefined where it cannot be read. */
function problemsOf(document: ParsedDocument, text: string): number | undefined {
  const tree = parse(text);
  if (tree.problems.length > 0) return undefined;
  const resources = readResources(document.id, tree.root, text);
  return resources.length === 0
    ? undefined
    : resources.reduce((sum, { fieldProblems }) => sum + fieldProblems.length, 0);
}

function attempts(text: string, start: number): readonly Attempt[] {
  const line = text.slice(start, lineEnd(text, start));
  const bare = /^\s*(?:- +)*[A-Za-z][\w-]*(?=\s*$)/.exec(line)?.[0];
  if (bare !== undefined) {
    const end = start + bare.length;
    return [{ title: `Put a colon after ${bare.trim()}`, edit: { span: { start: end, end }, newText: ':' } }];
  }
  const match = ENTRY.exec(line);
  if (match === null) return attemptsOfItem(line, start);
  const [, lead = '', key = '', gap = '', value = ''] = match;
  const at = start + lead.length + key.length + 1;
  const span = { start: at + gap.length, end: at + gap.length + value.length };
  if (value === '' || isMeantSo(value)) return [];
  if (gap === '') return [{ title: `Put a space after ${key}:`, edit: { span: { start: at, end: at }, newText: ' ' } }];
  return corrected(value).map(({ title, newText }) => ({ title, edit: { span, newText } }));
}

/** Of an item of a list that is a value by itself. */
function attemptsOfItem(line: string, start: number): readonly Attempt[] {
  const [, lead = '', value = ''] = ITEM.exec(line) ?? [];
  if (value === '' || isMeantSo(value)) return [];
  const span = { start: start + lead.length, end: start + lead.length + value.length };
  return corrected(value).map(({ title, newText }) => ({ title, edit: { span, newText } }));
}

/** A block, a tag, an anchor, an alias, a list: not text that lacks its quotes. No alias has a name such as `*.example.com`. */
function isMeantSo(value: string): boolean {
  return /^(?:[|>&!\]}]|\*[\w-]+$|-\s)/.test(value);
}

/** What the value of an entry may have been meant to be. */
function corrected(value: string): readonly { readonly title: string; readonly newText: string }[] {
  const first = value[0] ?? '';
  const last = { '"': '"', "'": "'", '[': ']', '{': '}' }[first];
  if (last === undefined) return [{ title: 'Put the value in quotes', newText: quoted(value) }];
  if (value.length === 1 || !value.endsWith(last)) return [{ title: `Close it with ${last}`, newText: value + last }];
  const inner = value.slice(1, -1);
  const title = { '"': 'Write the value in single quotes', "'": 'Double the quotes inside' }[first];
  return title === undefined ? [] : [{ title, newText: singleQuoted(inner) }];
}

function quoted(value: string): string {
  return /["\\]/.test(value) ? singleQuoted(value) : `"${value}"`;
}

function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
