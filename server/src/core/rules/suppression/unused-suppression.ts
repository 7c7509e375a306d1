import type { ParsedDocument } from '../../workspace/document';
import { objectOf } from '../../workspace/object';
import type { TextEdit } from '../../yaml/edit';
import { lineStart, removeEntry } from '../../yaml/edit';
import { valueAt } from '../../yaml/node';
import type { Finding, Fix } from '../finding';
import { isNearMiss } from '../near-miss';
import type { SuppressionRule } from '../rule';
import type { Suppression } from './suppression';
import { DIRECTIVES, DISABLE_ANNOTATION } from './suppression';

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
    let last: Suppression | undefined;
    for (const suppression of unused) {
      const { rule } = suppression;
      const meant = rule === undefined || known.includes(rule) ? [] : known.filter((id) => isMeant(id, rule));
      const isProse = rule !== undefined && !known.includes(rule) && meant.length === 0;
      // The words of a reason that lacks its hyphens are one mistake.
      const goesOn = isProse && last?.whole.start === suppression.whole.start;
      last = isProse ? suppression : undefined;
      if (goesOn) continue;
      yield suppression.scope === undefined
        ? noDirective(document, suppression)
        : noFinding(document, suppression, meant, isProse);
    }
  },
};

function noFinding(
  document: ParsedDocument,
  suppression: Suppression,
  meant: readonly string[],
  isProse: boolean,
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
        edits: [{ document: document.id, ...removal(document, suppression) }],
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

/** Removes the rule from its list; with the last rule the comment goes, and its line if nothing else is on it. */
function removal(document: ParsedDocument, suppression: Suppression): TextEdit {
  const { text } = document;
  const { rule, span, whole } = suppression;
  const separator = /[\s,;]*$/.exec(text.slice(whole.start, span.start))?.[0].length ?? 0;
  const after = /^[\s,;]*/.exec(text.slice(span.end, whole.end))?.[0].length ?? 0;
  const isFirst = /^(?:#+\s*statefulset-tools-disable-[a-z-]+\s*:?|["']|[|>][^\n]*)?$/.test(
    text.slice(whole.start, span.start - separator),
  );
  const isLast = /^(?:--|[\u2013\u2014]|["']|$)/.test(text.slice(span.end + after, whole.end));
  if (rule !== undefined && span !== whole && !(isFirst && isLast))
    return {
      span: isLast ? { start: span.start - separator, end: span.end } : { start: span.start, end: span.end + after },
      newText: '',
    };
  return suppression.resource === undefined ? withoutComment(text, whole) : withoutAnnotation(document, suppression);
}

function withoutComment(text: string, whole: Suppression['whole']): TextEdit {
  const start = lineStart(text, whole.start);
  const alone = text.slice(start, whole.start).trim() === '';
  const newline = text.indexOf('\n', whole.end);
  if (alone) return { span: { start, end: newline < 0 ? text.length : newline + 1 }, newText: '' };
  const gap = /\s*$/.exec(text.slice(start, whole.start))?.[0].length ?? 0;
  return { span: { start: whole.start - gap, end: whole.end }, newText: '' };
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
