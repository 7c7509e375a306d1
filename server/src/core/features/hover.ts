import type { DocumentId } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import { documentAt } from '../workspace/file';
import type { Target } from '../workspace/locate';
import { locate } from '../workspace/locate';
import type { Workspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';
import { claimTemplateHover, volumeMountHover } from './hover/claims';
import { dnsMentionHover } from './hover/dns-mention';
import { rolloutHover } from './hover/rollout';
import { clusterIPHover, serviceHover } from './hover/service';
import { replicasHover, serviceNameHover, setHover } from './hover/statefulset';

/** What to show while the pointer rests on a key or a value. */
export interface Hover {
  readonly document: DocumentId;
  /** The key or value it is about. */
  readonly span: Span;
  readonly markdown: string;
}

/**
 * What a file's text comes to in a cluster, at an offset of the file: names, DNS, claims and the order of a rollout.
 * Undefined where there is nothing to add to what stands there, in templates, and where too little can be read.
 */
export function hover(workspace: Workspace, file: SourceFile, offset: number): Hover | undefined {
  const place = documentAt(file, offset);
  if (place === undefined || file.template) return undefined;
  const location = locate(place.document, offset - place.start);
  const markdown = location && markdownFor(location.target, workspace);
  if (location === undefined || markdown === undefined || markdown === '') return undefined;
  return { document: place.document.id, span: location.span, markdown };
}

function markdownFor(target: Target, workspace: Workspace): string | undefined {
  switch (target.kind) {
    case 'kind':
    case 'name':
      if (target.resource.kind === 'StatefulSet') return setHover(target.resource, workspace);
      return target.resource.kind === 'Service' ? serviceHover(target.resource, workspace) : undefined;
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
    default:
      return undefined;
  }
}
