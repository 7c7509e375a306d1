import type { DocumentId } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import { documentAt } from '../workspace/file';
import type { Location, Target } from '../workspace/locate';
import { locate } from '../workspace/locate';
import { podMeant, serviceMeant } from '../workspace/meant';
import { nameSpan } from '../workspace/name-span';
import type { Referent } from '../workspace/referent';
import type { Workspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';
import { covers } from '../yaml/span';
import { claimTemplateHover, volumeMountHover } from './hover/claims';
import type { Copy } from './hover/copies';
import { copiesOf } from './hover/copies';
import { dnsMentionHover } from './hover/dns-mention';
import { placementHover, podLabelHover, selectorHover } from './hover/labels';
import { ownNamespaceHover } from './hover/places';
import { servicePortHover } from './hover/ports';
import { referentHover } from './hover/referent';
import { rolloutHover } from './hover/rollout';
import { clusterIPHover, serviceHover } from './hover/service';
import { replicasHover, serviceNameHover, setHover } from './hover/statefulset';

/** What to show while the pointer rests on a key or a value. */
export interface Hover {
  readonly document: DocumentId;
  /** The key or value it is about. */
  readonly span: Span;
  readonly markdown: string;
  /** Texts that a person may want on the clipboard. */
  readonly copies: readonly Copy[];
}

/**
 * What a file's text comes to in a cluster, at an offset of the file: names, DNS, claims, what a selector selects, and the
 * order of a rollout. Undefined where there is nothing to add to what stands there, in templates, and where too little can
 * be read.
 */
export function hover(workspace: Workspace, file: SourceFile, offset: number): Hover | undefined {
  const place = documentAt(file, offset);
  if (place === undefined || file.template) return undefined;
  const location = locate(place.document, offset - place.start);
  if (location === undefined) return undefined;
  const referents = referentsAt(location, workspace);
  const own = markdownFor(location.target, workspace) ?? selectorText(location, workspace);
  const found = own === undefined || own === '' ? firstOf(referents, workspace) : own;
  if (found === undefined) return undefined;
  const span = location.target.kind === 'other' ? nameAt(location) : location.span;
  const subject = subjectOf(location.target, referents, workspace);
  const copies = subject === undefined ? [] : copiesOf(subject, workspace);
  return { document: place.document.id, span, markdown: found, copies };
}

/** What the name under the offset stands for. That of a port or label is said of those that have it. */
function referentsAt({ occurrences }: Location, workspace: Workspace): readonly Referent[] {
  const found = occurrences.flatMap(({ defines, leadsTo }) =>
    // A kind stands for its file, which is no more than where it is.
    leadsTo(workspace).filter(({ kind }) => !(defines && kind === 'file')),
  );
  // A claim that is written out is also one that a set makes, which says more.
  return [...found.filter(({ kind }) => kind !== 'object'), ...found.filter(({ kind }) => kind === 'object')];
}

/** Within a selector of whatever object: what all of it selects. */
function selectorText({ occurrences, target }: Location, workspace: Workspace): string | undefined {
  const pair = occurrences.find(({ key, defines }) => key.startsWith('label/') && !defines);
  if (pair === undefined || target.kind === 'selector') return undefined;
  // Of a workload this is one that says beside which Pods its own go.
  return 'template' in pair.writer
    ? placementHover(pair.leadsTo(workspace), workspace)
    : selectorHover(pair.writer, workspace);
}

function firstOf(referents: readonly Referent[], workspace: Workspace): string | undefined {
  for (const referent of referents) {
    const text = referentHover(referent, workspace);
    if (text !== undefined && text !== '') return text;
  }
  return undefined;
}

/** The name; of a pair of labels its key or value. */
function nameAt({ document, occurrences, span }: Location): Span {
  const [first] = occurrences;
  if (first === undefined) return span;
  const name = nameSpan(document.text, first.span);
  return covers(name, span) ? span : name;
}

/** The thing whose names and commands may be wanted. */
function subjectOf(target: Target, referents: readonly Referent[], workspace: Workspace): Referent | undefined {
  switch (target.kind) {
    case 'kind':
    case 'replicas':
    case 'cluster-ip':
      return { kind: 'object', resource: target.resource };
    case 'dns-mention':
      // The whole of a name counts, whichever of its segments is under the pointer.
      return (
        podMeant(target.mention, target.resource, workspace)[0] ??
        serviceMeant(target.mention, target.resource, workspace)[0]
      );
    default:
      return referents[0];
  }
}

function markdownFor(target: Target, workspace: Workspace): string | undefined {
  switch (target.kind) {
    case 'kind':
    case 'name':
      if (target.resource.kind === 'StatefulSet') return setHover(target.resource, workspace);
      return target.resource.kind === 'Service' ? serviceHover(target.resource, workspace) : undefined;
    case 'namespace':
      return ownNamespaceHover(target.resource, workspace);
    case 'replicas':
      return target.resource.kind === 'StatefulSet' ? replicasHover(target.resource, workspace) : undefined;
    case 'service-name':
      return serviceNameHover(target.resource, workspace);
    case 'claim-template':
      return claimTemplateHover(target.resource, target.template, workspace);
    case 'volume-mount':
      if (target.resource.kind !== 'StatefulSet') return undefined;
      return volumeMountHover(target.resource, target.container, target.mount, workspace);
    case 'cluster-ip':
      return clusterIPHover(target.resource, workspace);
    case 'dns-mention':
      return dnsMentionHover(target.mention, target.resource, workspace);
    case 'rollout-field':
      return rolloutHover(target.resource, target.field, workspace);
    case 'selector':
      return selectorHover(target.resource, workspace);
    case 'pod-label':
      return podLabelHover(target.resource, target.label, workspace);
    case 'service-port':
    case 'target-port':
      return servicePortHover(target.resource, target.port, workspace);
    default:
      return undefined;
  }
}
