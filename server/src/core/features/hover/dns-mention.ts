import type { DnsMention } from '../../kubernetes/dns-mention';
import { podDnsName } from '../../kubernetes/identity';
import type { Resource } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Workspace } from '../../workspace/workspace';
import { governingStateOf } from '../governing-state';
import { isPart, namespaceInForce, namingOf } from '../naming';
import { code, paragraphs } from './markdown';
import { podsInWords } from './pods';
import { serviceHover } from './service';

/** On a cluster DNS name in some text: whose it is, whether there is such a Pod, and whether the name can resolve. */
export function dnsMentionHover(mention: DnsMention, writer: Resource, workspace: Workspace): string | undefined {
  // A short name is looked up in the namespace of whoever asks, which is that of the text as far as can be told.
  const namespace = mention.namespace?.value ?? namespaceInForce(writer, workspace);
  const inNamespace = (resource: Resource): boolean => namespaceInForce(resource, workspace) === namespace;
  const { pod, service } = mention;
  if (pod === undefined) {
    const found = workspace.services(service.value).filter((candidate) => inNamespace(candidate));
    const nearest = found.find((candidate) => workspace.nearness(candidate, writer) !== 'workspace') ?? found[0];
    return nearest && paragraphs(serviceHover(nearest, workspace), zoneSentence(mention, workspace));
  }
  const sets = workspace.statefulSets(pod.set).filter((set) => inNamespace(set) && !isPart(set, workspace));
  const set = sets.find((candidate) => candidate.serviceName?.value === service.value) ?? sets[0];
  const naming = set && namingOf(set, workspace);
  if (set === undefined || naming?.namespace === undefined) return undefined;
  const fqdn = podDnsName(pod.name, service.value, naming.namespace, naming.clusterDomain);
  const { replicas, start } = naming;
  const exists =
    replicas === undefined || start === undefined || (pod.ordinal >= start && pod.ordinal < start + replicas);
  const full =
    mention.zone === undefined || mention.zone.value !== naming.clusterDomain ? `, in full ${code(fqdn)}` : '';
  const heading = exists
    ? `**Pod ${code(pod.name)}** of StatefulSet ${code(naming.name)}${full}.`
    : `**No Pod ${code(pod.name)}**: StatefulSet ${code(naming.name)} makes ${podsInWords(naming)}.`;
  return paragraphs(
    heading,
    exists ? serviceSentence(set, service.value, workspace) : undefined,
    zoneSentence(mention, workspace),
  );
}

function serviceSentence(set: StatefulSet, service: string, workspace: Workspace): string {
  const state = governingStateOf(set, workspace, code);
  if (state.name === service || state.name === '') return state.sentence;
  return `Its names are under Service ${code(state.name)}, which StatefulSet ${code(nameOf(set) ?? '')} names in ${code('serviceName')}, not under ${code(service)}.`;
}

function zoneSentence({ zone }: DnsMention, workspace: Workspace): string | undefined {
  const { clusterDomain } = workspace.settings;
  if (zone === undefined || zone.value === clusterDomain) return undefined;
  return `The cluster domain is set to ${code(clusterDomain)}, not ${code(zone.value)}.`;
}
