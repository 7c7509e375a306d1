import { nameOf } from '../kubernetes/resource';
import { plainLabels } from '../kubernetes/labels';
import type { Resource } from '../kubernetes/read';
import type { Span } from '../yaml/span';
import { touches } from '../yaml/span';
import { byUri } from './by-folder';
import { partsOf } from './wholes';
import type { Occurrence } from './occurrence';
import { occurrencesOf } from './occurrences';
import type { Referent } from './referent';
import { namesakesAside } from './namesakes';
import { concerns, keysOf, nameKeys } from './referent';
import type { PodMaker, Workspace } from './workspace';

/**
 * The occurrences at an offset of the document of some resources: those of the shortest name there. Several where one name
 * stands for several things, as that of a claim written out.
 */
export function occurrencesAt(resources: readonly Resource[], offset: number): readonly Occurrence[] {
  let best: Occurrence[] = [];
  for (const resource of resources) {
    for (const occurrence of occurrencesOf(resource)) {
      if (!touches(occurrence.span, offset)) continue;
      const [known] = best;
      const difference = known === undefined ? -1 : lengthOf(occurrence.span) - lengthOf(known.span);
      if (difference < 0) best = [occurrence];
      else if (difference === 0) best.push(occurrence);
    }
  }
  return best;
}

/**
 * What an occurrence leads to. What is surely named and nowhere in view is `absent`; what is no name unless there is such a
 * thing leads nowhere then.
 */
export function referentsOf(occurrence: Occurrence, workspace: Workspace): readonly Referent[] {
  const found = occurrence.leadsTo(workspace);
  if (found.length > 0 || occurrence.certainty !== 'sure') return found;
  return [{ kind: 'absent', key: occurrence.key, writer: occurrence.writer }];
}

/** An occurrence with those of the things it names for which it was looked for. */
export interface Referrer {
  readonly occurrence: Occurrence;
  readonly referents: readonly Referent[];
}

/**
 * Every occurrence that names a thing, its own name included, in the order of files and places; with `uri` those of that
 * file only. Candidates come from the index by the keys of the thing; no other resource is looked at.
 */
export function referrersOf(referent: Referent, workspace: Workspace, uri?: string): readonly Referrer[] {
  const keys = new Set(keysOf(referent, workspace));
  const referrers: Referrer[] = [];
  for (const resource of candidatesFor(referent, keys, workspace, uri)) {
    for (const occurrence of occurrencesOf(resource)) {
      if (!keys.has(occurrence.key)) continue;
      const found = referentsOf(occurrence, workspace);
      if (found.some((other) => concerns(other, referent, workspace))) referrers.push({ occurrence, referents: found });
    }
  }
  return referrers.toSorted(({ occurrence: a }, { occurrence: b }) => compare(a, b));
}

function candidatesFor(
  referent: Referent,
  keys: ReadonlySet<string>,
  workspace: Workspace,
  uri: string | undefined,
): ReadonlySet<Resource> {
  const lists = [...[...keys].map((key) => workspace.naming(key)), relatedTo(referent, workspace).toSorted(byUri)];
  if (uri !== undefined) return new Set(lists.flatMap((list) => list.filter(({ document }) => document.uri === uri)));
  const mayMean = namesakesAside(referent, workspace);
  return new Set(lists.flatMap((list) => mayMean(list)));
}

/** Candidates that name the thing in their own Pods or by a selector: such names are not indexed. */
function relatedTo(referent: Referent, workspace: Workspace): readonly Resource[] {
  switch (referent.kind) {
    case 'object':
      return sameNamed(referent.resource, workspace);
    case 'pod':
      return [];
    case 'claim-template':
      return sameNamed(referent.set, workspace);
    case 'claim':
      return workspace.claims(`${nameOf(referent.template) ?? ''}-${nameOf(referent.set) ?? ''}-${referent.ordinal}`);
    case 'volume':
      return sameNamed(referent.maker, workspace);
    case 'container-port':
    case 'label':
      return [...sameNamed(referent.maker, workspace), ...selectorsOf(referent.maker, workspace)];
    case 'service-port': {
      const { service } = referent;
      return [service, ...workspace.naming(nameKeys.object('Service', nameOf(service) ?? ''))];
    }
    case 'namespace':
      return workspace.named('Namespace', referent.name);
    case 'file':
      return workspace.file(referent.uri)?.documents.flatMap(({ document }) => document.resources) ?? [];
    case 'absent':
      return [referent.writer];
  }
}

/** The object and the patches of it, those that are written in a kustomization by way of that. */
function sameNamed(resource: Resource, workspace: Workspace): readonly Resource[] {
  const naming = workspace.naming(nameKeys.object(resource.kind, nameOf(resource) ?? ''));
  const patching = naming.filter((other) => other.kind === 'Kustomization');
  return [resource, ...partsOf(resource, workspace), ...patching];
}

/** Whatever may select the Pods. */
function selectorsOf(maker: PodMaker, workspace: Workspace): readonly Resource[] {
  const labels = plainLabels(maker.template?.metadata.labels) ?? new Map<string, string>();
  // A Service for one Pod may select it by nothing but its name.
  const ofOnePod = maker.kind === 'StatefulSet' ? workspace.naming(nameKeys.pod(nameOf(maker) ?? '')) : [];
  return [...workspace.mayMatch(labels), ...ofOnePod];
}

function compare(a: Occurrence, b: Occurrence): number {
  const [left, right] = [a.writer.document.uri, b.writer.document.uri];
  if (left !== right) return left < right ? -1 : 1;
  return a.writer.document === b.writer.document ? a.span.start - b.span.start : 0;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
