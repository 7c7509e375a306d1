import type { DnsMention, NamePart } from '../kubernetes/dns-mention';
import type { HostMention } from '../kubernetes/host-mention';
import type { Resource } from '../kubernetes/read';
import { nameOf } from '../kubernetes/resource';
import type { StatefulSet } from '../kubernetes/statefulset';
import { isWhole, mayBeInNamespace, nearestOf } from './dns-target';
import {
  asObjects,
  hostMeant,
  namespaceNamed,
  objectsMeant,
  podMeant,
  podsOf,
  serviceMeant,
  servicePortsMeant,
} from './meant';
import { wholeOf } from './wholes';
import type { Certainty, Occurrence } from './occurrence';
import type { Referent } from './referent';
import { nameKeys } from './referent';
import type { Workspace } from './workspace';

/** The names in the texts of an object that programs read: of Pods, Services and namespaces, as DNS has them. */
export function* textOccurrences(writer: Resource): Iterable<Occurrence> {
  for (const mention of writer.dnsMentions) yield* mentionOccurrences(mention, writer);
  for (const host of writer.hostMentions) yield* hostOccurrences(host, writer);
}

type Meaning = Occurrence['leadsTo'];

function named(
  writer: Resource,
  part: NamePart,
  key: string,
  leadsTo: Meaning,
  certainty: Certainty = 'sure',
): Occurrence {
  return { writer, span: part.span, inText: true, key, written: part.value, defines: false, certainty, leadsTo };
}

function* mentionOccurrences(mention: DnsMention, writer: Resource): Iterable<Occurrence> {
  const { pod, service, namespace } = mention;
  if (pod !== undefined) {
    const part = { value: pod.name, span: pod.span };
    yield named(writer, part, nameKeys.pod(pod.set), (workspace) => podMeant(mention, writer, workspace));
  }
  const services: Meaning = (workspace) => serviceMeant(mention, writer, workspace);
  yield named(writer, service, nameKeys.object('Service', service.value), services);
  if (namespace !== undefined) yield inNamespace(writer, namespace, services);
}

function inNamespace(writer: Resource, namespace: NamePart, beside: Meaning): Occurrence {
  const leadsTo: Meaning = (workspace) => [namespaceNamed(namespace.value, beside(workspace))];
  return named(writer, namespace, nameKeys.namespace(namespace.value), leadsTo);
}

function* hostOccurrences(host: HostMention, writer: Resource): Iterable<Occurrence> {
  const { service, namespace } = host;
  const services: Meaning = (workspace) => asObjects(servicesOf(host, writer, workspace));
  if (host.form === 'pod') yield podOccurrence(host, writer);
  if (service !== undefined) {
    const certainty = host.form === 'service' && host.context === 'value' ? 'possible' : 'likely';
    yield named(writer, service, nameKeys.object('Service', service.value), services, certainty);
  }
  if (host.form === 'srv') {
    const leadsTo: Meaning = (workspace) => servicePortsMeant(servicesOf(host, writer, workspace), host.port.value);
    yield named(writer, host.port, nameKeys.servicePort(host.port.value), leadsTo, 'likely');
  }
  if (namespace === undefined) return;
  if (host.form !== 'service') {
    yield inNamespace(writer, namespace, services);
    return;
  }
  // What only looks like a host is none where there is no such Service; then its namespace is none either.
  const leadsTo: Meaning = (workspace) => {
    const beside = services(workspace);
    return beside.length === 0 ? [] : [namespaceNamed(namespace.value, beside)];
  };
  yield named(writer, namespace, nameKeys.namespace(namespace.value), leadsTo, 'likely');
}

function servicesOf(
  host: HostMention,
  writer: Resource,
  workspace: Workspace,
): readonly Extract<Resource, { kind: 'Service' }>[] {
  if (host.form === 'service') return hostMeant(host, writer, workspace);
  if (host.service === undefined) return [];
  return objectsMeant('Service', host.service.value, writer, workspace, host.namespace?.value);
}

/**
 * `web-$i` names the Pods of a set; `$(POD_NAME)` the Pod that reads it, which is one of the set that writes it. `$(SET)-0`
 * names a Pod of whatever set the Service governs.
 */
function podOccurrence(host: Extract<HostMention, { form: 'pod' }>, writer: Resource): Occurrence {
  const { pod, service, namespace } = host;
  const isOwn =
    writer.kind === 'StatefulSet' &&
    (pod.isOwn || (service !== undefined && writer.serviceName?.value === service.value));
  const own = isOwn ? nameOf(writer) : undefined;
  const key =
    pod.set !== undefined
      ? nameKeys.pod(pod.set)
      : own !== undefined
        ? nameKeys.pod(own)
        : nameKeys.podOf(service?.value ?? '');
  const leadsTo = (workspace: Workspace): readonly Referent[] => {
    if (pod.set !== undefined) {
      return podsOf(objectsMeant('StatefulSet', pod.set, writer, workspace, namespace?.value), pod.ordinal);
    }
    if (isOwn) return podsOf([writer], pod.ordinal);
    const home = wholeOf(writer, workspace);
    const sets = workspace.near(workspace.governedBy(service?.value ?? ''), home);
    const isThere = (set: StatefulSet): boolean =>
      namespace === undefined ? workspace.sameNamespace(set, home) : mayBeInNamespace(set, namespace.value, workspace);
    return podsOf(
      nearestOf(sets, home, workspace, (set) => isWhole(set, workspace) && isThere(set)),
      pod.ordinal,
    );
  };
  const span = { span: pod.span, inText: true };
  return { writer, ...span, key, written: undefined, defines: false, certainty: 'likely', leadsTo };
}
