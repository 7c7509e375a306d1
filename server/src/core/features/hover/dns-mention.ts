import type { DnsMention } from '../../kubernetes/dns-mention';
import type { Resource } from '../../kubernetes/read';
import { podMeant, serviceMeant } from '../../workspace/meant';
import type { Workspace } from '../../workspace/workspace';
import { code, paragraphs } from './markdown';
import { podHover } from './pod';
import { serviceHover } from './service';

/** On a cluster DNS name in some text: whose it is, whether there is such a Pod, and whether the name can resolve. */
export function dnsMentionHover(mention: DnsMention, writer: Resource, workspace: Workspace): string | undefined {
  const [first] =
    mention.pod === undefined ? serviceMeant(mention, writer, workspace) : podMeant(mention, writer, workspace);
  const { clusterDomain } = workspace.settings;
  const service = mention.service.value;
  const text =
    first?.kind === 'pod'
      ? podHover(first.set, first.ordinal, workspace, { service, inFull: mention.zone?.value === clusterDomain })
      : first?.kind === 'object' && first.resource.kind === 'Service'
        ? serviceHover(first.resource, workspace)
        : undefined;
  return text && paragraphs(text, zoneSentence(mention, clusterDomain));
}

function zoneSentence({ zone }: DnsMention, clusterDomain: string): string | undefined {
  if (zone === undefined || zone.value === clusterDomain) return undefined;
  return `The cluster domain is set to ${code(clusterDomain)}, not ${code(zone.value)}.`;
}
