import type { Resource } from '../../kubernetes/read';
import type { ParsedDocument } from '../../workspace/document';
import { treeOf } from '../../workspace/document';
import { scalarAround } from '../../yaml/node';
import type { Span } from '../../yaml/span';
import { covers } from '../../yaml/span';

/** The annotation by which an object asks for silence: rule ids, separated by commas or spaces. */
export const DISABLE_ANNOTATION = 'statefulset-tools/disable';

/** What may follow `statefulset-tools-disable-` in a comment. */
export const DIRECTIVES: readonly string[] = ['next-line', 'line', 'document'];

/** One rule silenced for some of a document; each rule of a list is one, so that each can turn out unused. */
export interface Suppression {
  /** Undefined where no rule is named: all are silenced. */
  readonly rule: string | undefined;
  /** The rule's name in the comment or annotation; where none is named, the comment. */
  readonly span: Span;
  /** The whole comment, or the annotation's value. */
  readonly whole: Span;
  /** The text in which findings are silenced: those that start there. Undefined where the directive is none. */
  readonly scope: Span | undefined;
  /** The object whose annotation it is. */
  readonly resource?: Resource;
}

const COMMENT = /(?<=^|\s)#+[ \t]*(statefulset-tools-disable(?:-([\w-]*))?)(?![\w/-])[ \t]*:?([^\r\n]*)/gm;

const LINE_BREAK = /\r\n|\r|\n/g;

/** A reason follows two hyphens, or what an editor makes of them. */
const REASON = /(?:^|\s)(?:--|[\u2013\u2014]).*$/s;

/** The suppressions written in a document, as comments and as annotations of its objects. */
export function suppressionsOf(document: ParsedDocument): readonly Suppression[] {
  const { text } = document;
  const comments = text.includes('statefulset-tools-disable')
    ? [...text.matchAll(COMMENT)].filter(({ index }) => !isText(document, index))
    : [];
  return [
    ...comments.flatMap((match) => fromComment(text, match)),
    ...document.resources.flatMap((resource) => fromAnnotation(text, resource)),
  ];
}

/** Whether the suppression silences a finding of that rule at that place. */
export function silences({ rule: named, scope }: Suppression, rule: string, span: Span): boolean {
  return (
    scope !== undefined &&
    (named === undefined || named === rule) &&
    covers(scope, { start: span.start, end: span.start })
  );
}

/** Whether a comment stands in a value, such as a manifest within a ConfigMap: it is not meant for this document. */
function isText(document: ParsedDocument, start: number): boolean {
  return scalarAround(treeOf(document).root, start) !== undefined;
}

function fromComment(text: string, match: RegExpExecArray): readonly Suppression[] {
  const [comment, directive = '', where = '', rest = ''] = match;
  const start = match.index;
  const whole = { start, end: start + comment.trimEnd().length };
  if (!DIRECTIVES.includes(where)) {
    const at = start + comment.indexOf(directive);
    return [{ rule: undefined, span: { start: at, end: at + directive.length }, whole, scope: undefined }];
  }
  const scope = scopeOf(where, text, start);
  const rules = rulesIn(rest, start + comment.length - rest.length);
  return rules.length === 0
    ? [{ rule: undefined, span: whole, whole, scope }]
    : rules.map(({ rule, span }) => ({ rule, span, whole, scope }));
}

function scopeOf(where: string, text: string, start: number): Span {
  if (where === 'document') return { start: 0, end: text.length };
  if (where === 'line') return { start: beginOfLine(text, start), end: lastOfLine(text, start) };
  // Comments in between are in it too: of them may be said that they silence nothing.
  return { start: afterLine(text, start), end: lastOfLine(text, nextLine(text, start)) };
}

function fromAnnotation(text: string, resource: Resource): readonly Suppression[] {
  const field = resource.metadata.annotations?.value?.get(DISABLE_ANNOTATION);
  if (field?.value === undefined) return [];
  const { span: whole } = field;
  // A block scalar begins with a line of its own; an alias, or an escape, shows none of the words.
  const source = text.slice(whole.start, whole.end);
  const header = /^[|>][^\n]*\n/.exec(source)?.[0].length ?? 0;
  const read = rulesIn(field.value, 0);
  const written = rulesIn(source.slice(header), whole.start + header);
  const areSame = read.map(({ rule }) => rule).join() === written.map(({ rule }) => rule).join();
  return (areSame ? written : read.map(({ rule }) => ({ rule, span: whole }))).map(({ rule, span }) => ({
    rule,
    span,
    whole,
    scope: resource.span,
    resource,
  }));
}

function rulesIn(text: string, offset: number): readonly { readonly rule: string; readonly span: Span }[] {
  return [...text.replace(REASON, '').matchAll(/[^\s,;"'[\]]+/g)].map((match) => ({
    rule: match[0],
    span: { start: offset + match.index, end: offset + match.index + match[0].length },
  }));
}

/** The start of the next line that says something, so that several comments can stand above one line. */
function nextLine(text: string, offset: number): number {
  let start = afterLine(text, offset);
  while (/^[ \t]*(?:#|[\r\n])/.test(text.slice(start, afterLine(text, start)))) start = afterLine(text, start);
  return start;
}

function lastOfLine(text: string, offset: number): number {
  return Math.max(offset, afterLine(text, offset) - 1);
}

/** Where the next line starts; the end of the text where there is none. */
export function afterLine(text: string, offset: number): number {
  LINE_BREAK.lastIndex = offset;
  return LINE_BREAK.test(text) ? LINE_BREAK.lastIndex : text.length;
}

/** The start of the line in which something stands that is no line break. */
function beginOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset), text.lastIndexOf('\r', offset)) + 1;
}
