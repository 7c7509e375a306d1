import type { StringMap } from '../yaml/field';
import type { LabelSelector } from '../kubernetes/labels';
import { plainLabels } from '../kubernetes/labels';
import type { Resource } from '../kubernetes/read';
import { nameOf } from '../kubernetes/resource';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { Workload } from '../kubernetes/workload';
import type { ParsedDocument } from './document';
import { folderOf, resolvePath } from './kustomize';
import { namesOfOthers, selectorsOf } from './occurrences';
import { placementOf } from './pod-occurrences';
import { pairsToFind, selectorOf } from './pods-behind';

/** What an index entry points at: a resource, or merely a document that may hold one. */
export type Indexed = Resource | ParsedDocument;

export interface IndexEntry {
  readonly key: string;
  readonly item: Indexed;
}

/** The keys under which things are found; every lookup of a rule or feature is by one of these. */
export const keys = {
  named: (kind: Resource['kind'], name: string) => `${kind}/${name}`,
  ofKind: (kind: Resource['kind']) => kind,
  /** Services by one pair of their selector: found by trying each label of a Pod. */
  selecting: (label: string, value: string) => `selecting/${label}=${value}`,
  /** What makes Pods, by each of the Pods' labels. */
  making: (label: string, value: string) => `making/${label}=${value}`,
  /** StatefulSets by their `serviceName`. */
  governedBy: (service: string) => `governed-by/${service}`,
  /** Whatever writes a DNS name under a Service of that name, or of a Pod of a set of that name. */
  mentioningService: (service: string) => `mentioning-service/${service}`,
  mentioningSet: (set: string) => `mentioning-set/${set}`,
  /** StatefulSets by the claim names they make, less the ordinal. */
  claiming: (prefix: string) => `claiming/${prefix}`,
  /** Disruption budgets by one pair of their selector. */
  protecting: (label: string, value: string) => `protecting/${label}=${value}`,
  /** Autoscalers by their target. */
  scaling: (kind: string, name: string) => `scaling/${kind}/${name}`,
  /** Services, disruption budgets and network policies by what a Pod must have for one of their selectors to match it. */
  matching: (label: string, value: string) => `matching/${label}=${value}`,
  /** Whatever names another object in a field or a text, by a key of the table of references. */
  naming: (key: string) => `naming/${key}`,
  /** Kustomizations that use a file as a patch; their own, where they hold patches in place. */
  patchedBy: (uri: string) => `patched-by/${uri}`,
  /** What another key finds in the files as committed. */
  committed: (key: string) => `committed/${key}`,
  /** A file as a whole; nothing stands under it in an index. */
  file: (uri: string) => `file/${uri}`,
  /** Documents that cannot be read but in which that name stands. */
  suspect: (name: string) => `suspect/${name}`,
};

const entries = new WeakMap<ParsedDocument, readonly IndexEntry[]>();

/** All entries that a document contributes. Worked out once: an index is built far more often than a document is read. */
export function entriesOf(document: ParsedDocument): readonly IndexEntry[] {
  const known = entries.get(document) ?? readEntries(document);
  entries.set(document, known);
  return known;
}

function readEntries(document: ParsedDocument): readonly IndexEntry[] {
  const suspects = document.suspects.map((name) => ({ key: keys.suspect(name), item: document }));
  return [...suspects, ...document.resources.flatMap((item) => [...keysOf(item)].map((key) => ({ key, item })))];
}

function* keysOf(resource: Resource): Iterable<string> {
  const name = nameOf(resource);
  yield keys.ofKind(resource.kind);
  if (name !== undefined) yield keys.named(resource.kind, name);
  yield* mentionKeys(resource);
  yield* namingKeys(resource);
  switch (resource.kind) {
    case 'Service': {
      const pair = firstPair(resource.selector);
      if (pair !== undefined) yield keys.selecting(...pair);
      yield* matchingKeys([selectorOf(resource)]);
      break;
    }
    case 'PodDisruptionBudget': {
      const pair = firstPair(resource.selector?.value?.matchLabels);
      if (pair !== undefined) yield keys.protecting(...pair);
      yield* matchingKeys([resource.selector?.value]);
      break;
    }
    case 'NetworkPolicy':
      yield* matchingKeys(selectorsOf(resource).map(({ value }) => value));
      break;
    case 'HorizontalPodAutoscaler':
      if (resource.targetKind?.value !== undefined && resource.targetName?.value !== undefined) {
        yield keys.scaling(resource.targetKind.value, resource.targetName.value);
      }
      break;
    case 'StatefulSet':
      yield* labelKeys(resource);
      yield* matchingKeys(placementOf(resource).map(({ selector }) => selector?.value));
      if (resource.serviceName?.value !== undefined) yield keys.governedBy(resource.serviceName.value);
      for (const template of resource.claimTemplates) {
        const claim = nameOf(template);
        if (claim !== undefined && name !== undefined) yield keys.claiming(`${claim}-${name}`);
      }
      break;
    case 'Kustomization':
      for (const { value } of resource.patchPaths) {
        if (value !== undefined) yield keys.patchedBy(resolvePath(folderOf(resource.document.uri), value));
      }
      if (resource.patchObjects.length > 0) yield keys.patchedBy(resource.document.uri);
      break;
    case 'PersistentVolumeClaim':
    case 'ConfigMap':
    case 'Secret':
    case 'Ingress':
    case 'HTTPRoute':
    case 'Namespace':
      break;
    default:
      yield* labelKeys(resource);
      yield* matchingKeys(placementOf(resource).map(({ selector }) => selector?.value));
  }
}

function* mentionKeys(resource: Resource): Iterable<string> {
  const found = new Set<string>();
  for (const mention of resource.dnsMentions) {
    found.add(keys.mentioningService(mention.service.value));
    if (mention.pod !== undefined) found.add(keys.mentioningSet(mention.pod.set));
  }
  yield* found;
}

function* namingKeys(resource: Resource): Iterable<string> {
  const found = new Set<string>();
  for (const { key } of namesOfOthers(resource)) found.add(keys.naming(key));
  yield* found;
}

function* matchingKeys(selectors: readonly (LabelSelector | undefined)[]): Iterable<string> {
  const found = new Set<string>();
  for (const selector of selectors) {
    if (selector !== undefined) for (const pair of pairsToFind(selector)) found.add(keys.matching(...pair));
  }
  yield* found;
}

function* labelKeys(resource: StatefulSet | Workload): Iterable<string> {
  for (const [label, field] of resource.template?.metadata.labels?.value ?? []) {
    if (field.value !== undefined) yield keys.making(label, field.value);
  }
}

/** The pair by which a selector is indexed: the first by name, so that every spelling of it lands in one place. */
export function firstPair(selector: StringMap | undefined): readonly [string, string] | undefined {
  const labels = plainLabels(selector);
  return labels && [...labels].toSorted(([a], [b]) => (a < b ? -1 : 1))[0];
}
