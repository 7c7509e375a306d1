import type { Resource } from '../../kubernetes/read';
import type { ParsedDocument } from '../../workspace/document';
import type { Span } from '../../yaml/span';
import { covers } from '../../yaml/span';

/** The annotation by which an object asks for silence: rule ids, separated by commas or spaces. */
export const DISABLE_ANNOTATION = 'statefulset-tools/disable';

/** One rule silenced for some of a document; each rule of a list is one, so that each can turn out unused. */
export interface Suppression {
  /** Undefined where no rule is named: all are silenced. */
  readonly rule: string | undefined;
  /** The rule's name in the comment or annotation; where none is named, the comment. */
  readonly span: Span;
  /** The whole comment, or the annotation's value. */
  readonly whole: Span;
  /** The text in which findings are silenced: those that start there. */
  readonly scope: Span;
}

const COMMENT = /(?<=^|\s)#[ \t]*statefulset-tools-disable-(next-line|line|document)\b([^\r\n]*)/gm;

/** The suppressions written in a document, as comments and as annotations of its objects. */
export function suppressionsOf(document: ParsedDocument): readonly Suppression[] {
  const { text } = document;
  const comments = text.includes('statefulset-tools-disable-')
    ? [...text.matchAll(COMMENT)].flatMap((match) => fromComment(text, match))
    : [];
  return [...comments, ...document.resources.flatMap(fromAnnotation)];
}

/** Whether the suppression silences a finding of that rule at that place. */
export function silences(suppression: Suppression, rule: string, span: Span): boolean {
  const named = suppression.rule === undefined || suppression.rule === rule;
  return named && covers(suppression.scope, { start: span.start, end: span.start });
}

function fromComment(text: string, match: RegExpMatchArray): readonly Suppression[] {
  const [comment, where, rest = ''] = match;
  const start = match.index ?? 0;
  const whole = { start, end: start + comment.length };
  const list = rest.split(/\s--(?:\s|$)/, 1)[0] ?? '';
  const scope =
    where === 'document'
      ? { start: 0, end: text.length }
      : lineScope(text, where === 'line' ? start : nextLine(text, start));
  const rules = rulesIn(list, start + comment.length - rest.length);
  return rules.length === 0
    ? [{ rule: undefined, span: whole, whole, scope }]
    : rules.map(({ rule, span }) => ({ rule, span, whole, scope }));
}

function fromAnnotation(resource: Resource): readonly Suppression[] {
  const field = resource.metadata.annotations?.value?.get(DISABLE_ANNOTATION);
  if (field?.value === undefined) return [];
  // The words are looked for in the value as read; quotes shift them by one.
  const quoted = field.span.end - field.span.start === field.value.length + 2 ? 1 : 0;
  return rulesIn(field.value, field.span.start + quoted).map(({ rule, span }) => ({
    rule,
    span,
    whole: field.span,
    scope: resource.span,
  }));
}

function rulesIn(list: string, offset: number): readonly { readonly rule: string; readonly span: Span }[] {
  return [...list.matchAll(/[a-z][a-z-]*/g)].map((match) => ({
    rule: match[0],
    span: { start: offset + match.index, end: offset + match.index + match[0].length },
  }));
}

/** The start of the next line that says something, so that several comments can stand above one line. */
function nextLine(text: string, offset: number): number {
  let start = afterLine(text, offset);
  while (start < text.length && /^[ \t]*(?:#|\r?\n)/.test(text.slice(start, afterLine(text, start))))
    start = afterLine(text, start);
  return start;
}

function lineScope(text: string, offset: number): Span {
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: Math.max(offset, afterLine(text, offset) - 1) };
}

function afterLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}
