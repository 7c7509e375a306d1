import type { ParsedDocument } from '../../workspace/document';
import { treeOf } from '../../workspace/document';
import { objectOf } from '../../workspace/object';
import { indentationAt, lineBreakOf, lineStart, setEntry } from '../../yaml/edit';
import { stringField } from '../../yaml/field';
import type { Node } from '../../yaml/node';
import { scalarAround, valueAt } from '../../yaml/node';
import { covers } from '../../yaml/span';
import type { Diagnostic } from '../check';
import type { Fix } from '../finding';
import { DISABLE_ANNOTATION } from './suppression';

/**
 * Ways to silence a finding: by a comment above its line, and for its whole document. No line comment where the text
 * around is one scalar of several lines, of which it would become a part. In JSON, which has no comments, by an
 * annotation of the object.
 */
export function suppressionFixes(document: ParsedDocument, diagnostic: Diagnostic): readonly Fix[] {
  const { text } = document;
  if (text.trimStart().startsWith('{')) return inAnnotation(document, diagnostic);
  const newline = lineBreakOf(text);
  const start = lineStart(text, diagnostic.span.start);
  const fixes: Fix[] = [];
  if (!isInsideScalar(treeOf(document).root, start)) {
    // A comment after tabs would be one more line that kubectl cannot read.
    const indentation = indentationAt(text, start).replace(/\t.*/s, '');
    const comment = `${indentation}# statefulset-tools-disable-next-line ${diagnostic.rule}${newline}`;
    fixes.push({
      title: `Disable ${diagnostic.rule} for this line`,
      edits: [{ document: document.id, span: { start, end: start }, newText: comment }],
    });
  }
  const top = /^\uFEFF?(?:---[^\r\n]*\r?\n)?/.exec(text)?.[0].length ?? 0;
  const comment = `# statefulset-tools-disable-document ${diagnostic.rule}${newline}`;
  fixes.push({
    title: `Disable ${diagnostic.rule} for this document`,
    edits: [{ document: document.id, span: { start: top, end: top }, newText: comment }],
  });
  return fixes;
}

function inAnnotation(document: ParsedDocument, { rule, span }: Diagnostic): readonly Fix[] {
  const { text } = document;
  const resource = document.resources.find((each) => covers(each.span, span));
  const metadata = resource && valueAt(objectOf(document, resource), 'metadata');
  if (metadata?.type !== 'map' || document.state !== 'manifest') return [];
  const annotations = valueAt(metadata, 'annotations');
  const present = stringField(annotations, DISABLE_ANNOTATION)?.value?.trim();
  const list = present === undefined || present === '' ? rule : `${present}, ${rule}`;
  const last = metadata.entries.at(-1)?.key;
  const edit =
    annotations?.type === 'map'
      ? setEntry(text, annotations, DISABLE_ANNOTATION, list, annotations.entries.at(-1)?.key)
      : setEntry(text, metadata, 'annotations', { [DISABLE_ANNOTATION]: list }, last);
  return [{ title: `Disable ${rule} for this object`, edits: [{ document: document.id, ...edit }] }];
}

/** Whether the offset lies within a scalar that began before it. */
function isInsideScalar(node: Node | undefined, offset: number): boolean {
  const scalar = scalarAround(node, offset);
  return scalar !== undefined && scalar.span.start < offset;
}
