import type { ParsedDocument } from '../../workspace/document';
import { lineEnd, lineStart } from '../../yaml/edit';
import { lineBreakOf } from '../../yaml/layout';
import type { Problem } from '../../yaml/problem';
import type { Span } from '../../yaml/span';
import type { Finding, Fix } from '../finding';
import type { DocumentRule } from '../rule';
import { mends, misindentedLine } from './mends';
import { oddSpaces } from './odd-spaces';
import { inPlainWords } from './plain-words';
import { tabRuns } from './tab-runs';

export const yamlSyntax: DocumentRule = {
  id: 'yaml-syntax',
  severity: 'error',
  kinds: 'document',
  schema: 'all',
  summary: 'The document is not valid YAML.',
  why: 'Nothing can be applied from it, and nothing in it can be checked. Tabs are the commonest cause: YAML allows only spaces for indentation, and text copied from a web page often has tabs. Several objects of one file need a line with `---` alone between them.',
  documentation: 'https://yaml.org/spec/1.2.2/#61-indentation-spaces',
  bad: `
apiVersion: v1
kind: Service
metadata:
\tname: web
^^^^^^^^^^~
spec:
\tclusterIP: None
\tselector:
\t\tapp: web
~^^^^^^^^^
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
`,
  *check(document) {
    const odd = oddSpaces(document);
    if (odd !== undefined) {
      yield odd;
      return;
    }
    const first = document.problems.find((problem) => problem.code !== 'duplicate-key');
    // What kubectl takes is no mistake, even where it cannot be read here.
    if (first === undefined || first.code === 'tolerated') return;
    const starts = document.problems.filter(({ code }) => code === 'run-together');
    if (first.code === 'run-together') yield* starts.map((start) => unparted(document, start));
    if (first.code === 'run-together' || isFilledIn(document, first)) return;
    const runs = [...tabRuns(document)];
    // Where tabs are the cause the parser stumbles on every line after: those are no findings of their own.
    if (runs.length > 0) yield* runs;
    else if (first.code === 'limit') yield tooLarge(first);
    else yield unresolved(document) ?? crookedSeparator(document, first) ?? notYaml(document, first);
  },
};

/** Lines that git writes around two versions of a text. */
const CONFLICT = /^(?:<{7}|>{7}) .*$/m;

function unresolved({ text }: ParsedDocument): Finding | undefined {
  const match = CONFLICT.exec(text);
  if (match === null) return undefined;
  return {
    span: { start: match.index, end: match.index + match[0].length },
    message:
      'A merge conflict stands here: both versions are in the text, and lines that are no YAML around them. Choose one; until then nothing in this document can be checked or applied.',
  };
}

function notYaml(document: ParsedDocument, problem: Problem): Finding {
  const fixes = mends(document, problem);
  const deeper = misindentedLine(document.text, problem);
  const what =
    deeper === undefined
      ? inPlainWords(problem.message)
      : 'this line is indented deeper than the one before, which has a value already';
  return {
    span:
      deeper === undefined
        ? (openedBefore(document, problem, fixes) ?? visible(document, problem.span))
        : trimmed(document.text, { start: deeper, end: lineEnd(document.text, deeper) }),
    message: `This is not valid YAML: ${what}. Until it is, nothing in this document can be checked or applied.`,
    fixes,
  };
}

/** Hyphens that should part two objects, but are too few, too many or indented. */
function crookedSeparator({ id, text }: ParsedDocument, { span }: Problem): Finding | undefined {
  const line = [span.start, lineStart(text, span.start) - 1, lineEnd(text, span.start) + 1].find((offset) => {
    const rest = offset < 0 ? '' : text.slice(lineStart(text, offset));
    return /^[ \t]*-{2,}[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?:apiVersion|kind):/.test(rest);
  });
  if (line === undefined) return undefined;
  const start = lineStart(text, line);
  const hyphens = { start, end: start + text.slice(start, lineEnd(text, start)).trimEnd().length };
  return {
    span: hyphens,
    message:
      'This does not part the two objects: only exactly three hyphens at the start of the line do, as ---. So it is no valid YAML, and nothing in this document can be checked or applied.',
    fixes: [{ title: 'Write --- at the start of the line', edits: [{ document: id, span: hyphens, newText: '---' }] }],
  };
}

/** Two objects in one document: the separator is missing, or it hangs on to the value above it. */
function unparted(document: ParsedDocument, { span }: Problem): Finding {
  const { text } = document;
  const above = text.slice(0, span.start).trimEnd();
  const isGlued = /[^\s-]---$/.test(above);
  const newline = lineBreakOf(text);
  const at = lineStart(text, span.start);
  const edit = isGlued
    ? { span: { start: above.length - 3, end: above.length }, newText: `${newline}---` }
    : { span: { start: at, end: at }, newText: `---${newline}` };
  return {
    span,
    message: `Another object begins here, and no line with --- alone parts it from the one above${isGlued ? ': the --- there is the end of a value' : ''}. kubectl takes both for one object, and of each key the last without a word. ${isGlued ? 'Put the --- on a line of its own.' : 'Insert such a line.'}`,
    fixes: [
      {
        title: isGlued ? 'Put --- on a line of its own' : 'Insert --- before this object',
        edits: [{ document: document.id, ...edit }],
      },
    ],
  };
}

/** What a quote or bracket begins that is nowhere closed: the parser stumbles on a later line. */
function openedBefore({ text }: ParsedDocument, problem: Problem, fixes: readonly Fix[]): Span | undefined {
  const edit = fixes[0]?.edits[0];
  if (edit === undefined || !('span' in edit) || !fixes[0]?.title.startsWith('Close it with')) return undefined;
  return lineStart(text, edit.span.start) === lineStart(text, problem.span.start) ? undefined : edit.span;
}

/** A span without the white space at its ends. */
function trimmed(text: string, { start, end }: Span): Span {
  const written = text.slice(start, end);
  return { start: end - written.trimStart().length, end: start + written.trimEnd().length };
}

function tooLarge(problem: Problem): Finding {
  return {
    span: problem.span,
    severity: 'information',
    message: `${problem.message} Nothing in this document is checked.`,
  };
}

/**
 * A place that an editor can underline so that it is seen: of an empty one, or one that is a line break, the line; of a
 * letter all that follows it; of several lines the first.
 */
function visible({ text }: ParsedDocument, span: Span): Span {
  const written = text.slice(span.start, span.end);
  if (/^\w$/.test(written)) return { start: span.start, end: lineEnd(text, span.start) };
  if (written.trim() !== '') {
    const { start, end } = trimmed(text, span);
    return { start, end: Math.min(end, lineEnd(text, start)) };
  }
  const line = { start: lineStart(text, span.start), end: lineEnd(text, span.start) };
  const before = text.slice(0, line.start).trimEnd().length;
  const whole = text.slice(line.start, line.end).trim() === '' ? { start: lineStart(text, before), end: before } : line;
  return trimmed(text, whole);
}

/** Marks such as `@IMAGE@` or `%s`, which stop a YAML parser, are filled in by another program: the text is a template. */
function isFilledIn(document: ParsedDocument, problem: Problem): boolean {
  const { text } = document;
  return /@[\w.-]+@|@@|[:\s-]@\w|\$\{|\$\(|<%|%[sdv]\b|^\s*%\w|%[A-Z_]+%/.test(
    text.slice(lineStart(text, problem.span.start), lineEnd(text, problem.span.end)),
  );
}
