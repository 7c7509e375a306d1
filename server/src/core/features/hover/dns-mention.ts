import type { DnsMention } from '../../kubernetes/dns-mention';
import type { Resource } from '../../kubernetes/read';
import { isOthersPod, isWhole } from '../../workspace/dns-target';
import { podMeant, serviceMeant } from '../../workspace/meant';
import type { Workspace } from '../../workspace/workspace';
import { code, paragraphs, phrase } from './markdown';
import { podHover } from './pod';
import { serviceHover } from './service';
import { namespaceInForce } from '../../workspace/namespaces';

/** On a cluster DNS name in some text: whose it is, whether there is such a Pod, and whether the name can resolve. */
export function dnsMentionHover(mention: DnsMention, writer: Resource, workspace: Workspace): string | undefined {
  const [first] =
    mention.pod === undefined ? serviceMeant(mention, writer, workspace) : podMeant(mention, writer, workspace);
  const { clusterDomain } = workspace.settings;
  const text =
    first?.kind === 'pod'
      ? podHover(first.set, first.ordinal, workspace, {
          service: first.as?.serviceName === undefined ? mention.service.value : first.set.serviceName?.value,
          inFull: mention.zone?.value === clusterDomain,
          as: first.as,
        })
      : first?.kind === 'object' && first.resource.kind === 'Service'
        ? serviceHover(first.resource, workspace, first.as)
        : absence(mention, writer, workspace);
  return text && paragraphs(text, zoneSentence(mention, clusterDomain));
}

/**
 * Why nothing in the workspace has that name: there is no such Service, or what is called so is in another namespace.
 * Undefined where that cannot be told, and where the text need not be a name of the cluster at all.
 */
function absence(mention: DnsMention, writer: Resource, workspace: Workspace): string | undefined {
  const namespace = mention.namespace === undefined ? namespaceInForce(writer, workspace) : mention.namespace.value;
  if (!workspace.complete || mention.open || namespace === undefined || isOthersPod(mention, workspace))
    return undefined;
  const { pod, service } = mention;
  const sets = pod === undefined ? [] : workspace.statefulSets(pod.set);
  const placesOfSets = placesOf(workspace.near(sets, writer), workspace);
  if (pod !== undefined && placesOfSets.length > 0) {
    return `**StatefulSet ${code(pod.set)}** is in namespace ${phrase(placesOfSets)}, not in ${code(namespace)}: this name does not resolve.`;
  }
  if (!mention.svc || workspace.isSuspect(service.value)) return undefined;
  const services = workspace.services(service.value);
  const places = placesOf(workspace.near(services, writer), workspace);
  // Far ones may be of another example.
  if (places.includes(namespace) || (places.length === 0 && services.length > 0)) return undefined;
  return places.length > 0
    ? `**Service ${code(service.value)}** is in namespace ${phrase(places)}, not in ${code(namespace)}: this name does not resolve.`
    : `**Service ${code(service.value)}** of namespace ${code(namespace)} is not in this workspace.`;
}

/** The namespaces of some objects, each once; none where one of them cannot be told. */
function placesOf(resources: readonly Resource[], workspace: Workspace): readonly string[] {
  const places = resources
    .filter((resource) => isWhole(resource, workspace))
    .map((resource) => namespaceInForce(resource, workspace));
  return places.includes(undefined) ? [] : [...new Set(places.flatMap((place) => place ?? []))].toSorted();
}

function zoneSentence({ zone }: DnsMention, clusterDomain: string): string | undefined {
  if (zone === undefined || zone.value === clusterDomain) return undefined;
  return `The cluster domain is set to ${code(clusterDomain)}, not ${code(zone.value)}.`;
}
