import { mayHoldReferred, mayHoldResources, readResources } from '../kubernetes/read';
import type { Resource } from '../kubernetes/read';
import type { DocumentId } from '../kubernetes/resource';
import type { Tree } from '../yaml/parse';
import { parse } from '../yaml/parse';
import type { Problem } from '../yaml/problem';
import type { Span } from '../yaml/span';
import { isTemplate } from '../yaml/template';

/** What is known of one YAML document. Spans count from its start. */
export interface ParsedDocument {
  readonly id: DocumentId;
  readonly text: string;
  /**
   * `unrelated`: names none of our kinds and was not parsed. `template`: input of a template engine, not parsed.
   * `broken`: YAML only in part; its resources are what could be made out. Findings are for `manifest` alone.
   */
  readonly state: 'manifest' | 'broken' | 'template' | 'unrelated';
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  /** Anchored text that aliases use elsewhere. */
  readonly shared: readonly Span[];
  /** Names that stand in a document that cannot be read: objects of these names may exist. */
  readonly suspects: readonly string[];
}

const trees = new WeakMap<ParsedDocument, Tree>();

/**
 * Reads one document. `keepTree` says that its tree will be asked for soon, as for a file in an editor; otherwise only
 * the resources are kept, which take a fraction of the memory.
 */
export function readDocument(uri: string, text: string, keepTree: boolean): ParsedDocument {
  const id: DocumentId = { uri };
  const empty = { id, text, resources: [], problems: [], shared: [], suspects: [] };
  if (!mayHoldResources(text, uri)) return { ...empty, state: 'unrelated' };
  if (isTemplate(text, uri)) return { ...empty, state: 'template', suspects: namesIn(text) };
  const tree = parse(text);
  const broken = tree.problems.some((problem) => problem.code !== 'duplicate-key');
  const resources = readResources(id, tree.root, text);
  const document: ParsedDocument = {
    id,
    text,
    state: broken ? 'broken' : resources.length > 0 ? 'manifest' : 'unrelated',
    resources,
    problems: tree.problems,
    shared: tree.shared,
    suspects: broken ? namesIn(text) : [],
  };
  if (keepTree) trees.set(document, tree);
  return document;
}

/** Trees that were parsed again lately: whoever asks for one once, as for one of several fixes, asks again at once. */
const recent: { readonly document: ParsedDocument; readonly tree: Tree }[] = [];
const MOST_RECENT = 8;

/** The tree of a document; parsed again where it was not kept, which is where nobody types. */
export function treeOf(document: ParsedDocument): Tree {
  const known = trees.get(document) ?? recent.find((each) => each.document === document)?.tree;
  if (known !== undefined) return known;
  const tree = parse(document.text);
  recent.unshift({ document, tree });
  if (recent.length > MOST_RECENT) recent.pop();
  return tree;
}

function namesIn(text: string): readonly string[] {
  if (!mayHoldReferred(text)) return [];
  const names = [
    ...text.matchAll(/\bname["']?[ \t]*:[ \t]*["']?([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)["']?[ \t]*,?[ \t]*$/gm),
  ];
  return [...new Set(names.flatMap((match) => match[1] ?? []))];
}
