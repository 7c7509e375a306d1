import type { ParsedDocument } from '../../workspace/document';
import { objectOf } from '../../workspace/object';
import type { TextEdit } from '../../yaml/edit';
import { lineStart, removeEntry } from '../../yaml/edit';
import { valueAt } from '../../yaml/node';
import type { Span } from '../../yaml/span';
import type { Finding, Fix } from '../finding';
import { isNearMiss } from '../../kubernetes/near-miss';
import type { SuppressionRule } from '../rule';
import type { Suppression } from './suppression';
import { DIRECTIVES, DISABLE_ANNOTATION, afterLine } from './suppression';

const PREFIX = 'statefulset-tools-disable';

export const unusedSuppression: SuppressionRule = {
  id: 'unused-suppression',
  severity: 'hint',
  kinds: 'suppression',
  summary: 'A suppression comment or annotation no longer silences anything.',
  why: 'It would silence the next finding of its rule there, which may be a new mistake.',
  documentation: undefined,
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  # statefulset-tools-disable-next-line headless-service-type -- needed before the move
  #                                     ^^^^^^^^^^^^^^^^^^^^^
  clusterIP: None
  selector: { app: web }
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector: { app: web }
`,
  *check(document, unused, known) {
    const meantBy = ({ rule }: Suppression): readonly string[] =>
      rule === undefined || known.includes(rule) ? [] : known.filter((id) => isMeant(id, rule));
    const isProse = (each: Suppression): boolean =>
      each.rule !== undefined && !known.includes(each.rule) && meantBy(each).length === 0;
    for (const run of runsOf(unused, isProse, document.text)) {
      const [first] = run;
      const end = run.at(-1)?.span.end;
      if (first === undefined || end === undefined) continue;
      yield first.scope === undefined
        ? noDirective(document, first)
        : noFinding(document, first, meantBy(first), isProse(first), { start: first.span.start, end });
    }
  },
};

/** The suppressions one by one, but for the words of a reason that lacks its hyphens: they are one mistake. */
function runsOf(
  unused: readonly Suppression[],
  isProse: (suppression: Suppression) => boolean,
  text: string,
): readonly (readonly Suppression[])[] {
  const runs: Suppression[][] = [];
  for (const suppression of unused) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const goesOn =
      last !== undefined &&
      isProse(last) &&
      isProse(suppression) &&
      /^[\s,;]*$/.test(text.slice(last.span.end, suppression.span.start));
    if (goesOn) run?.push(suppression);
    else runs.push([suppression]);
  }
  return runs;
}

/** `words` is all that is to be removed. */
function noFinding(
  document: ParsedDocument,
  suppression: Suppression,
  meant: readonly string[],
  isProse: boolean,
  words: Span,
): Finding {
  const { rule = '', span } = suppression;
  const change = (newText: string, title: string): Fix => ({
    title,
    edits: [{ document: document.id, span, newText }],
  });
  const follows = isProse && isAfterARule(document.text, suppression);
  return {
    span,
    message: messageOf(suppression, meant, isProse, follows),
    fixes: [
      ...meant.map((id) => change(id, `Change ${rule} to ${id}`)),
      ...(follows ? [change(`-- ${rule}`, 'Put hyphens before the reason')] : []),
      {
        title: 'Remove the unused suppression',
        edits: [{ document: document.id, ...removal(document, suppression, words) }],
        // A mistyped name says what is wanted, and a reason is worth keeping.
        safe: meant.length === 0 && !follows,
      },
    ],
  };
}

/** A comment that begins as those that silence something and goes on otherwise. */
function noDirective(document: ParsedDocument, { span }: Suppression): Finding {
  const written = document.text.slice(span.start, span.end);
  const directives = DIRECTIVES.map((directive) => `${PREFIX}-${directive}`);
  const word = written.slice(PREFIX.length + 1);
  const near = directives.filter((directive) => isMeant(directive.slice(PREFIX.length + 1), word));
  return {
    span,
    message: `${written} is no suppression, so it silences nothing. Write ${directives.slice(0, -1).join(', ')} or ${directives.at(-1) ?? ''}.`,
    fixes: (near.length === 0 ? directives : near).map((newText) => ({
      title: `Write ${newText}`,
      edits: [{ document: document.id, span, newText }],
    })),
  };
}

function isMeant(id: string, written: string): boolean {
  return isNearMiss(id, written.toLowerCase()) || id === written.toLowerCase();
}

/** Whether another word of its list stands before a rule in a comment. */
function isAfterARule(text: string, { span, whole, resource }: Suppression): boolean {
  const before = text.slice(whole.start, span.start).replace(/^#+\s*\S+/, '');
  return resource === undefined && /\S/.test(before.replace(/^\s*:/, ''));
}

function messageOf({ rule }: Suppression, meant: readonly string[], isProse: boolean, follows: boolean): string {
  if (rule === undefined) return 'This silences nothing here. Remove it.';
  if (meant.length > 0) return `There is no rule ${rule}, so this silences nothing. Is ${meant.join(' or ')} meant?`;
  if (follows) return `There is no rule ${rule}. A reason stands after two hyphens; otherwise remove it.`;
  return isProse
    ? `There is no rule ${rule}, so this silences nothing. Remove it.`
    : `There is no finding of ${rule} to silence here. Remove it, or the next mistake of that kind goes unseen.`;
}

/** Removes the words of a span from their list; with the last word the comment goes, and its line if nothing else is on it. */
function removal(document: ParsedDocument, suppression: Suppression, span: Span): TextEdit {
  const { text } = document;
  const { whole } = suppression;
  const before = text.slice(whole.start, span.start).replace(/[\s,;]+$/, '');
  const after = text.slice(span.end, whole.end).replace(/^[\s,;]+/, '');
  const isFirst = /^(?:#+\s*statefulset-tools-disable-[a-z-]+\s*:?|["']|[|>][^\n]*)?$/.test(before);
  const isLast = /^(?:--|[\u2013\u2014]|["']|$)/.test(after);
  if (isFirst && isLast)
    return suppression.resource === undefined ? withoutComment(text, whole) : withoutAnnotation(document, suppression);
  return {
    span: isLast
      ? { start: whole.start + before.length, end: span.end }
      : { start: span.start, end: whole.end - after.length },
    newText: '',
  };
}

function withoutComment(text: string, whole: Suppression['whole']): TextEdit {
  const start = lineStart(text, whole.start);
  const before = text.slice(start, whole.start).trimEnd();
  const span =
    before === '' ? { start, end: afterLine(text, whole.end) } : { start: start + before.length, end: whole.end };
  return { span, newText: '' };
}

/** Takes the annotation out, and `annotations` where nothing else is in it. */
function withoutAnnotation(document: ParsedDocument, { resource, whole }: Suppression): TextEdit {
  const metadata = resource && valueAt(objectOf(document, resource), 'metadata');
  const annotations = valueAt(metadata, 'annotations');
  const edit =
    metadata?.type !== 'map' || annotations?.type !== 'map'
      ? undefined
      : annotations.entries.length === 1
        ? removeEntry(document.text, metadata, 'annotations')
        : removeEntry(document.text, annotations, DISABLE_ANNOTATION);
  return edit ?? { span: whole, newText: '""' };
}
