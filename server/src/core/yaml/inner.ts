import type { Node } from './node';
import { parse } from './parse';

/**
 * The tree of YAML that stands as text in a literal block scalar, such as a patch in a kustomization, with spans that
 * count from the start of the document around it. `source` is that document's text. Undefined for any other node.
 */
export function parseWithin(source: string, node: Node): Node | undefined {
  if (node.type !== 'scalar' || node.style !== 'block' || source[node.span.start] !== '|') return undefined;
  const start = source.indexOf('\n', node.span.start) + 1;
  if (start === 0 || start >= node.span.end) return undefined;
  // A blank line in place of all that stands before keeps the text where it is.
  return parse(`${' '.repeat(start - 1)}\n${source.slice(start, node.span.end)}`).root;
}
