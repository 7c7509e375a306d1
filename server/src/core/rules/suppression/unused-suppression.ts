import type { ParsedDocument } from '../../workspace/document';
import { treeOf } from '../../workspace/document';
import { scalarAround } from '../../yaml/node';
import type { SuppressionRule } from '../rule';
import { isNearMiss } from '../near-miss';
import type { Suppression } from './suppression';

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
    for (const suppression of unused) {
      if (isText(document, suppression)) continue;
      const { rule, span } = suppression;
      const meant = rule === undefined || known.includes(rule) ? [] : known.filter((id) => isNearMiss(id, rule));
      yield {
        span,
        message: messageOf(rule, known, meant),
        fixes: [
          ...meant.map((id) => ({
            title: `Change ${rule ?? ''} to ${id}`,
            edits: [{ document: document.id, span, newText: id }],
          })),
          {
            title: 'Remove the unused suppression',
            edits: [{ document: document.id, ...removal(document.text, suppression) }],
            // A mistyped name says what is wanted.
            safe: meant.length === 0,
          },
        ],
      };
    }
  },
};

function messageOf(rule: string | undefined, known: readonly string[], meant: readonly string[]): string {
  if (rule === undefined) return 'This silences nothing here. Remove it.';
  if (known.includes(rule))
    return `There is no finding of ${rule} to silence here. Remove it, or the next mistake of that kind goes unseen.`;
  return `There is no rule ${rule}, so this silences nothing. ${meant.length === 0 ? 'Remove it.' : `Is ${meant.join(' or ')} meant?`}`;
}

/** Whether a comment stands in a value, such as a manifest within a ConfigMap: it is not meant for this document. */
function isText(document: ParsedDocument, { whole }: Suppression): boolean {
  return document.text[whole.start] === '#' && scalarAround(treeOf(document).root, whole.start) !== undefined;
}

/** Removes the rule from its list; with the last rule the comment goes, and its line if nothing else is on it. */
function removal(
  text: string,
  { rule, span, whole }: Suppression,
): { readonly span: { readonly start: number; readonly end: number }; readonly newText: string } {
  const written = text.slice(whole.start, whole.end);
  const others = (written.split(/\s--(?:\s|$)/, 1)[0] ?? '')
    .replace(/^#\s*statefulset-tools-disable-[a-z-]*/, '')
    .replace(/["']/g, '')
    .trim()
    .split(/[\s,]+/)
    .filter((word) => word !== rule && word !== '');
  if (rule !== undefined && others.length > 0) {
    const after = /^[\s,]*/.exec(text.slice(span.end, whole.end))?.[0].length ?? 0;
    const last = span.end + after >= whole.end || text.slice(span.end).startsWith(' --');
    const before = /[\s,]*$/.exec(text.slice(whole.start, span.start))?.[0].length ?? 0;
    return {
      span: last ? { start: span.start - before, end: span.end } : { start: span.start, end: span.end + after },
      newText: '',
    };
  }
  if (!written.startsWith('#')) return { span: whole, newText: '""' };
  const start = text.lastIndexOf('\n', whole.start - 1) + 1;
  const alone = text.slice(start, whole.start).trim() === '';
  const newline = text.indexOf('\n', whole.end);
  if (alone) return { span: { start, end: newline < 0 ? text.length : newline + 1 }, newText: '' };
  const gap = /\s*$/.exec(text.slice(start, whole.start))?.[0].length ?? 0;
  return { span: { start: whole.start - gap, end: whole.end }, newText: '' };
}
