import { readResources } from '../../kubernetes/read';
import type { ParsedDocument } from '../../workspace/document';
import { treeOf } from '../../workspace/document';
import type { TextEdit } from '../../yaml/edit';
import { applyEdits } from '../../yaml/edit';
import { scalarAround } from '../../yaml/node';
import { parse } from '../../yaml/parse';
import type { Finding } from '../finding';

/** Spaces that come along with what is copied from a page, and that YAML takes for letters. */
const ODD = '\\u00A0\\u1680\\u2000-\\u200B\\u202F\\u205F\\u3000';
const ANY = new RegExp(`[${ODD}]`);
const EACH = new RegExp(`[${ODD}]`, 'g');

/** What stands before the value of a line: indentation, hyphens, and the key with what follows its colon. */
const BEFORE_VALUE = new RegExp(`^(?:[ \\t${ODD}]|-(?=[ \\t${ODD}]))*(?:[\\w./"'-]+:[ ${ODD}]+)?`, 'gm');

/** Each attempt is parsed, which takes too long for a text that is larger, in UTF-16 units. */
const LARGEST = 50_000;

/** Spaces of another kind where YAML needs plain ones, if plain ones make the document readable; undefined elsewhere. */
export function oddSpaces(document: ParsedDocument): Finding | undefined {
  const { id, text } = document;
  if (!ANY.test(text) || text.length > LARGEST) return undefined;
  const { root } = treeOf(document);
  const edits = [...text.matchAll(BEFORE_VALUE)].flatMap(({ 0: before, index }): readonly TextEdit[] => {
    if (!ANY.test(before)) return [];
    const scalar = scalarAround(root, index);
    if (scalar !== undefined && scalar.span.start < index) return [];
    return [{ span: { start: index, end: index + before.length }, newText: before.replaceAll(EACH, ' ') }];
  });
  const [first] = edits;
  if (first === undefined) return undefined;
  const mended = applyEdits(text, edits);
  const tree = parse(mended);
  if (tree.problems.length > 0 || readResources(id, tree.root, mended).length === 0) return undefined;
  const start = first.span.start + text.slice(first.span.start).search(ANY);
  const code = text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
  const lines =
    edits.length === 1 ? 'here' : `here and in ${edits.length - 1} more ${edits.length === 2 ? 'line' : 'lines'}`;
  return {
    span: { start, end: Math.max(start + 1, first.span.end) },
    message: `U+${code}, which looks like a space, stands ${lines} where YAML needs a space. It counts as a letter, so what follows is not read as it looks. Turn it into a space.`,
    fixes: [
      {
        title: 'Turn what looks like spaces into spaces',
        edits: edits.map((edit) => ({ document: id, ...edit })),
        safe: true,
      },
    ],
  };
}
