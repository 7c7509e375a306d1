import type { DocumentId } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import { documentAt } from '../workspace/file';
import type { Workspace } from '../workspace/workspace';
import { layoutOf } from '../yaml/layout';
import type { Span } from '../yaml/span';
import { writingAt } from '../yaml/writing';
import type { CompletionContext } from './completion/context';
import { asItem, contextOf } from './completion/context';
import { dnsNames, isOpen } from './completion/dns-names';
import { fields, firstFields, kindsAndVersions, values } from './completion/fields';
import type { CompletionItem } from './completion/item';
import { kustomizeNames } from './completion/kustomize';
import { labels } from './completion/labels';
import { namespaces } from './completion/namespaces';
import { ports } from './completion/ports';
import { scaleTargets } from './completion/scale-targets';
import { serviceNames } from './completion/service-names';
import { itemSnippets, snippets } from './completion/snippets';
import { claimNames, mountNames } from './completion/volumes';

/** What can be written at a place. */
export interface Completion {
  readonly document: DocumentId;
  /** What an item replaces. */
  readonly span: Span;
  /** The best first. */
  readonly items: readonly CompletionItem[];
  /** Whether others may come up when more is typed: not all names of a workspace are offered at once. */
  readonly incomplete: boolean;
}

export interface CompletionOptions {
  /** Whether fields, their values and kinds are offered: another extension may do that, from a schema. */
  readonly schema: boolean;
  /** The character whose typing asks, undefined where a person does or types a word: then only names come up. */
  readonly trigger: string | undefined;
}

/**
 * What can be written at an offset of a file: names from the workspace, fields and values of the API, and snippets. The
 * line may be unfinished and the document broken. Undefined in templates and comments.
 */
export function completion(
  workspace: Workspace,
  file: SourceFile,
  offset: number,
  { schema, trigger }: CompletionOptions,
): Completion | undefined {
  const place = documentAt(file, offset);
  if (place === undefined || file.template || place.document.state === 'template') return undefined;
  const { document, start } = place;
  const writing = writingAt(document.text, offset - start);
  if (writing === undefined) return undefined;
  const context = contextOf(workspace, file, document, offset - start, writing, layoutOf(file.text));
  // Within something to be filled in nobody writes a name.
  if (context.place.part === 'value' && isOpen(context.typed)) return undefined;
  // A space is typed between any two words: only where a value begins does it ask for one.
  if (trigger === ' ' && (context.typed !== '' || writing.style !== 'plain')) return undefined;
  const dns = dnsNames(context);
  if (dns !== undefined) {
    const at = offset - start;
    return {
      document: document.id,
      span: { start: at - dns.before, end: at + dns.after },
      items: dns.items,
      incomplete: true,
    };
  }
  // Only texts have several lines.
  if (writing.continues) return undefined;
  const item = asItem(context);
  const items = [...(item === undefined ? [] : offers(item, schema, trigger)), ...offers(context, schema, trigger)];
  return { document: document.id, span: writing.span, items, incomplete: items.some(({ kind }) => kind === 'service') };
}

function offers(context: CompletionContext, schema: boolean, trigger: string | undefined): readonly CompletionItem[] {
  if (trigger !== undefined) return names(context);
  const api = schema ? [...kindsAndVersions(context), ...values(context), ...fields(context)] : [];
  const first = schema ? firstFields(context) : [];
  return [...names(context), ...itemSnippets(context), ...api, ...snippets(context), ...first];
}

const NAMES = [serviceNames, scaleTargets, mountNames, claimNames, ports, labels, namespaces, kustomizeNames];

function names(context: CompletionContext): readonly CompletionItem[] {
  return NAMES.flatMap((provide) => provide(context));
}
