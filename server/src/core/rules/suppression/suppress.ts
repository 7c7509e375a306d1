import type { ParsedDocument } from '../../workspace/document';
import { treeOf } from '../../workspace/document';
import { indentationAt, lineBreakOf, lineStart } from '../../yaml/edit';
import type { Node } from '../../yaml/node';
import { scalarAround } from '../../yaml/node';
import type { Diagnostic } from '../check';
import type { Fix } from '../finding';

/**
 * Ways to silence a finding: by a comment above its line, and for its whole document. No line comment where the text
 * around is one scalar of several lines, of which it would become a part; none at all in JSON, which has no comments.
 */
export function suppressionFixes(document: ParsedDocument, diagnostic: Diagnostic): readonly Fix[] {
  const { text } = document;
  if (text.trimStart().startsWith('{')) return [];
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

/** Whether the offset lies within a scalar that began before it. */
function isInsideScalar(node: Node | undefined, offset: number): boolean {
  const scalar = scalarAround(node, offset);
  return scalar !== undefined && scalar.span.start < offset;
}
