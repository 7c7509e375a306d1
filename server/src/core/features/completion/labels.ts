import { POD_INDEX_LABEL, POD_NAME_LABEL } from '../../kubernetes/identity';
import type { StringMap } from '../../yaml/field';
import { nameOf } from '../../kubernetes/resource';
import type { Resource } from '../../kubernetes/read';
import { isNear } from '../../workspace/dns-target';
import { podMakersInReach } from '../../workspace/near';
import type { PodMaker } from '../../workspace/workspace';
import type { Path } from '../../yaml/path';
import { renderString } from '../../yaml/render';
import { namingOf, podNames } from '../naming';
import { shownOrdinals } from '../hover/pods';
import type { CompletionContext } from './context';
import { endsWith, literal } from './context';
import type { CompletionItem } from './item';

interface Pair {
  readonly key: string;
  readonly value: string;
  /** Where it comes from, for a person to read. */
  readonly from: string;
}

/** Labels for selectors, templates and claim templates: pairs that Pods carry, and the values of a key. */
export function labels(context: CompletionContext): readonly CompletionItem[] {
  const { place } = context;
  if (place.part === 'value' && endsWith(place.path, 'matchExpressions', '*', 'key')) return keyItems(context);
  if (place.part === 'value' && endsWith(place.path, 'matchExpressions', '*', 'values', '*')) {
    return valueItems(keyOfRequirement(context) ?? '', context);
  }
  const map = place.part === 'key' ? place.path : place.path.slice(0, -1);
  if (!isLabelMap(map, context)) return [];
  return place.part === 'key' ? pairItems(context) : valueItems(String(place.path.at(-1)), context);
}

/** Whether a map at that path holds labels of Pods, or labels by which Pods are selected. */
function isLabelMap(path: Path, { kind }: CompletionContext): boolean {
  if (endsWith(path, 'matchLabels')) return true;
  if (endsWith(path, 'metadata', 'labels')) return true;
  return (
    path.length === 2 && endsWith(path, 'spec', 'selector') && (kind === 'Service' || kind === 'ReplicationController')
  );
}

function pairItems(context: CompletionContext): readonly CompletionItem[] {
  const { writing, kind, place } = context;
  const selecting = kind === 'Service' && endsWith(place.path, 'selector');
  const pairs = pairsOf(context).filter(({ key }) => !writing.siblings.includes(key));
  const keysOnly = writing.hasValue || writing.style !== 'plain';
  const items = keysOnly
    ? [...firstOfEach(pairs)].map(([key, from]): CompletionItem => ({
        label: key,
        kind: 'label',
        detail: from,
        insert: [key],
      }))
    : pairs.map(({ key, value, from }): CompletionItem => ({
        label: `${key}: ${value}`,
        kind: 'label',
        detail: from,
        insert: [pairText(key, value, context)],
      }));
  if (!selecting || writing.siblings.includes(POD_NAME_LABEL)) return items;
  const one: CompletionItem = {
    label: POD_NAME_LABEL,
    kind: 'label',
    detail: 'one Pod of a StatefulSet',
    insert: [keysOnly ? POD_NAME_LABEL : `${quoted(POD_NAME_LABEL, context)}: `],
  };
  return [...items, one];
}

function pairText(key: string, value: string, context: CompletionContext): string {
  const { json } = context.writing;
  return `${quoted(key, context)}: ${json ? JSON.stringify(value) : renderString(value)}`;
}

function quoted(key: string, { writing }: CompletionContext): string {
  return writing.json ? JSON.stringify(key) : key;
}

function valueItems(key: string, context: CompletionContext): readonly CompletionItem[] {
  if (key === POD_NAME_LABEL || key === POD_INDEX_LABEL) return podItems(key, context);
  const values = new Map<string, string>();
  for (const pair of pairsOf(context))
    if (pair.key === key && !values.has(pair.value)) values.set(pair.value, pair.from);
  // What is all there is no news: within a snippet the same word is being typed in several places.
  const { span, style } = context.writing;
  const present = style === 'plain' ? context.document.text.slice(span.start, span.end) : undefined;
  const others = [...values].filter(([value]) => value !== present);
  return others.map(([value, from]) => ({
    label: value,
    kind: 'label',
    detail: from,
    insert: [literal(value, context)],
  }));
}

/** The values of the labels that the controller itself puts on each Pod. */
function podItems(
  key: typeof POD_NAME_LABEL | typeof POD_INDEX_LABEL,
  context: CompletionContext,
): readonly CompletionItem[] {
  const { workspace } = context;
  const items = new Map<string, CompletionItem>();
  for (const maker of podMakers(context)) {
    const naming = maker.kind === 'StatefulSet' ? namingOf(maker, workspace) : undefined;
    if (naming === undefined) continue;
    for (const ordinal of shownOrdinals(naming)) {
      if (ordinal === undefined) continue;
      const label = key === POD_NAME_LABEL ? podNames(naming, ordinal).name : String(ordinal);
      items.set(label, { label, kind: 'pod', detail: `Pod of ${naming.name}`, insert: [literal(label, context)] });
    }
  }
  return [...items.values()];
}

function keyItems(context: CompletionContext): readonly CompletionItem[] {
  return [...firstOfEach(pairsOf(context))].map(([key, from]) => ({
    label: key,
    kind: 'label',
    detail: from,
    insert: [literal(key, context)],
  }));
}

/** The key for whose values a requirement asks, which stands above them. */
function keyOfRequirement({ document, offset }: CompletionContext): string | undefined {
  const before = document.text.slice(Math.max(0, offset - 500), offset);
  const line = before.slice(before.lastIndexOf('matchExpressions'));
  return [...line.matchAll(/\bkey["']?:[ \t]*["']?([\w./-]+)/g)].at(-1)?.[1];
}

/** Each key, and where its first pair comes from. */
function firstOfEach(pairs: readonly Pair[]): ReadonlyMap<string, string> {
  return new Map(pairs.toReversed().map(({ key, from }) => [key, from]));
}

interface Source {
  /** Whose labels they are, for a person to read. */
  readonly from: string;
  readonly map: StringMap | undefined;
}

/** The pairs that Pods in reach carry, each once; in a workload its own first. */
function pairsOf(context: CompletionContext): readonly Pair[] {
  const made = podMakers(context).flatMap((maker): Source[] => {
    const from = `Pods of ${maker.kind} ${nameOf(maker) ?? ''}`.trim();
    return [maker.template?.metadata.labels, maker.selector?.value?.matchLabels].map((map) => ({ from, map }));
  });
  const pairs = new Map<string, Pair>();
  for (const { from, map } of [...made, ...governingSelectors(context)]) {
    for (const [key, value] of plainPairs(map)) {
      const id = `${key}=${value}`;
      if (!pairs.has(id)) pairs.set(id, { key, value, from });
    }
  }
  return [...pairs.values()];
}

/** What the governing Service of a set selects, which is what the set's Pods had better carry. */
function governingSelectors({ resource, workspace }: CompletionContext): readonly Source[] {
  const name = resource?.kind === 'StatefulSet' ? resource.serviceName?.value : undefined;
  if (resource === undefined || name === undefined) return [];
  return workspace
    .services(name)
    .filter((service) => isNear(service, resource, workspace) && workspace.sameNamespace(service, resource))
    .map((service) => ({ from: `selected by Service ${name}`, map: service.selector }));
}

/** Those pairs of a map that can be read, whatever the others are: one may be half written. */
function plainPairs(map: StringMap | undefined): readonly (readonly [string, string])[] {
  return [...(map?.value ?? [])].flatMap(([key, { value }]) =>
    value === undefined || value === '' || key === '' ? [] : [[key, value] as const],
  );
}

/** Whose labels are offered: within a workload its own, and for what looks at other Pods all that are in reach. */
function podMakers({ workspace, resource, document, place }: CompletionContext): readonly PodMaker[] {
  const own = resource !== undefined && isPodMaker(resource) ? resource : undefined;
  // Beneath `metadata` stand labels of the object itself, which are nobody else's affair.
  if (own === undefined && place.path[0] === 'metadata') return [];
  const looksAround = own === undefined || place.path.includes('affinity');
  if (!looksAround) return [own];
  const near = podMakersInReach(
    document.id,
    workspace,
    (maker) => maker !== own && (resource === undefined || workspace.sameNamespace(maker, resource)),
  );
  return own === undefined ? near : [own, ...near];
}

function isPodMaker(resource: Resource): resource is PodMaker {
  return 'template' in resource;
}
