import type { ClaimDifference } from '../../kubernetes/fingerprint';
import { claimDifferences, quantity } from '../../kubernetes/fingerprint';
import { nameOf } from '../../kubernetes/resource';
import type { ClaimTemplate, StatefulSet } from '../../kubernetes/statefulset';
import { objectOf } from '../../workspace/object';
import type { Workspace } from '../../workspace/workspace';
import type { Node } from '../../yaml/node';
import { valueAt } from '../../yaml/node';
import type { Span } from '../../yaml/span';

/** What became of the claim templates of a set, in words, and where. */
export interface ClaimTemplateChange {
  /** The key or value that differs, or the name of its template; undefined where something was only taken away. */
  readonly span: Span | undefined;
  /** What changed, as the beginning of a sentence that goes on with `since the last commit`. */
  readonly text: string;
  /** What else a person must know who replaces the set; empty where nothing. */
  readonly consequence: string;
}

/** So many changes are told one by one. */
const MOST_TOLD = 3;

const STAY = 'Existing claims stay as they are.';

/** The changes of the claim templates of a set: of each alone, of their number, or of their order. `grown`: some shall grow. */
export function claimTemplateChange(
  before: StatefulSet,
  after: StatefulSet,
  grown: boolean,
  workspace: Workspace,
): ClaimTemplateChange {
  const changes = [...numberChanges(before, after), ...valueChanges(before, after, workspace)];
  const [first, ...others] = changes;
  if (first === undefined)
    return {
      span: after.claimTemplates[0]?.metadata.name?.span,
      text: 'The order of the claim templates changed',
      consequence: '',
    };
  const told = others.slice(0, MOST_TOLD - 1).map(({ text }) => `; ${text.charAt(0).toLowerCase()}${text.slice(1)}`);
  const more = changes.length - told.length - 1;
  return {
    span: changes.find(({ span }) => span !== undefined)?.span,
    text: `${first.text}${told.join('')}${more > 0 ? `; and ${more} more ${more === 1 ? 'value' : 'values'} changed` : ''}`,
    consequence: [...new Set(changes.map(({ consequence }) => consequence))]
      .filter((text) => text !== '')
      .map((text) => (grown && text === STAY ? 'Apart from their size, existing claims stay as they are.' : text))
      .join(' '),
  };
}

function* numberChanges(before: StatefulSet, after: StatefulSet): Iterable<ClaimTemplateChange> {
  const added = after.claimTemplates.filter((template) => named(before, template) === undefined);
  const removed = before.claimTemplates.filter((template) => named(after, template) === undefined);
  const gone = added.length === 1 && removed.length === 1 ? removed[0] && nameOf(removed[0]) : undefined;
  for (const template of added) {
    const name = nameOf(template) ?? '';
    yield {
      span: template.metadata.name?.span ?? template.span,
      text: gone !== undefined ? `Claim template ${gone} gave way to ${name}` : `Claim template ${name} was added`,
      consequence: `Pods that run take no new volume: delete them one by one afterwards, and they come back with new, empty claims.${gone !== undefined ? ` The claims of ${gone} stay, with their data, but no Pod mounts them.` : ''}`,
    };
  }
  if (gone !== undefined) return;
  for (const template of removed) {
    const name = nameOf(template) ?? '';
    yield {
      span: undefined,
      text: `Claim template ${name} was removed`,
      consequence: `Existing claims of ${name} stay, with their data.`,
    };
  }
}

function* valueChanges(before: StatefulSet, after: StatefulSet, workspace: Workspace): Iterable<ClaimTemplateChange> {
  const [oldNodes, nodes] = [nodesOf(before, workspace), nodesOf(after, workspace)];
  for (const template of after.claimTemplates) {
    const old = named(before, template);
    if (old === undefined) continue;
    const [was, is] = [nodeOf(old, oldNodes), nodeOf(template, nodes)];
    const differences = was && is ? claimDifferences(was, is) : [];
    for (const difference of differences) yield valueChange(template, difference);
  }
}

function valueChange(template: ClaimTemplate, difference: ClaimDifference): ClaimTemplateChange {
  const path = difference.path.join('.');
  const name = nameOf(template) ?? '';
  const now = difference.after?.value;
  const span = now?.type === 'scalar' ? now.span : (difference.after?.keySpan ?? template.metadata.name?.span);
  if (path === 'spec.resources.requests.storage') {
    const text = `The storage that claim template ${name} asks for changed from ${textOf(difference.before) ?? 'nothing'} to ${textOf(now) ?? 'nothing'}`;
    const shrinks = (quantity(textOf(now) ?? '') ?? 0) < (quantity(textOf(difference.before) ?? '') ?? 0);
    return {
      span,
      text,
      consequence: shrinks ? `Existing claims of ${name} keep their size, for a claim cannot shrink.` : '',
    };
  }
  return {
    span,
    text: `${path} of claim template ${name} ${changeOf(difference.before, now)}`,
    consequence: STAY,
  };
}

function changeOf(before: Node | undefined, after: Node | undefined): string {
  if (isNothing(before)) return 'was added';
  if (isNothing(after)) return 'was removed';
  const texts = [textOf(before), textOf(after)];
  return texts.includes(undefined) ? 'changed' : `changed from ${texts[0] ?? ''} to ${texts[1] ?? ''}`;
}

function isNothing(node: Node | undefined): boolean {
  return node === undefined || (node.type === 'scalar' && node.value === null);
}

/** A scalar as it is written, without quotes, and a list of such in brackets; `""` for an empty one. */
function textOf(node: Node | undefined): string | undefined {
  if (node?.type !== 'list') return node?.type === 'scalar' ? node.text || '""' : undefined;
  const items = node.items.map(textOf);
  return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
}

function named(set: StatefulSet, template: ClaimTemplate): ClaimTemplate | undefined {
  return set.claimTemplates.find((other) => nameOf(other) === nameOf(template));
}

function nodesOf(set: StatefulSet, workspace: Workspace): readonly Node[] {
  const document = workspace.document(set.document);
  const list = document && valueAt(objectOf(document, set), 'spec', 'volumeClaimTemplates');
  return list?.type === 'list' ? list.items : [];
}

function nodeOf({ span }: ClaimTemplate, nodes: readonly Node[]): Node | undefined {
  return nodes.find((node) => node.span.start === span.start);
}
