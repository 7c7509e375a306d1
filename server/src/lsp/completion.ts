import type { CompletionItem, CompletionItemKind, Range } from 'vscode-languageserver';
import { InsertTextFormat, InsertTextMode } from 'vscode-languageserver';
import type { CompletionItem as CoreItem, CompletionKind, InsertPart } from '../core/features/completion/item';

/** What the client can do with items of a completion. */
export interface CompletionAbilities {
  readonly snippets: boolean;
  /** It tells what to insert from what to replace when the cursor is within a word. */
  readonly insertReplace: boolean;
  /** It shows a few words beside every item, not only beside the one that is chosen. */
  readonly labelDetails: boolean;
  readonly markdown: boolean;
}

/** By the numbers of LSP's `CompletionItemKind`. */
const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  service: 8,
  pod: 12,
  namespace: 9,
  domain: 9,
  set: 7,
  volume: 6,
  claim: 18,
  file: 17,
  label: 20,
  port: 12,
  field: 10,
  value: 20,
  snippet: 15,
};

/**
 * An item as the client takes it. `index` is its place among the others, which the client keeps. `replaced` is what it takes
 * the place of, `inserted` the part of that before the cursor.
 */
export function toCompletionItem(
  item: CoreItem,
  index: number,
  replaced: Range,
  inserted: Range,
  abilities: CompletionAbilities,
): CompletionItem {
  const { label, kind, detail, documentation, filter, insert } = item;
  const isSnippet = abilities.snippets && insert.some((part) => typeof part !== 'string');
  const newText = isSnippet ? snippetText(insert) : plainText(insert);
  const kindOfText = abilities.markdown ? ('markdown' as const) : ('plaintext' as const);
  return {
    label,
    kind: KINDS[kind],
    sortText: String(index).padStart(4, '0'),
    ...(detail === undefined ? {} : { detail }),
    ...(detail !== undefined && abilities.labelDetails ? { labelDetails: { description: detail } } : {}),
    ...(documentation === undefined ? {} : { documentation: { kind: kindOfText, value: documentation } }),
    ...(filter === undefined ? {} : { filterText: filter }),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // The lines are indented already.
    insertTextMode: InsertTextMode.asIs,
    textEdit: abilities.insertReplace ? { newText, insert: inserted, replace: replaced } : { newText, range: replaced },
  };
}

function snippetText(parts: readonly InsertPart[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? escaped(part) : `\${${part.stop}:${escaped(part.text)}}`))
    .join('');
}

function plainText(parts: readonly InsertPart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}
