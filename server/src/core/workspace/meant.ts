import type { DnsMention } from '../kubernetes/dns-mention';
import type { ServiceHost } from '../kubernetes/host-mention';
import { parsePodName } from '../kubernetes/identity';
import type { Container, ContainerPort } from '../kubernetes/pod';
import { findPort, isPort } from '../kubernetes/pod';
import type { Resource } from '../kubernetes/read';
import { nameOf } from '../kubernetes/resource';
import type { Service, ServicePort } from '../kubernetes/service';
import { protocolOf } from '../kubernetes/service';
import type { StatefulSet } from '../kubernetes/statefulset';
import { isNear, isOthersPod, isWhole, mayBeIn, mayBeInNamespace, nearestOf } from './dns-target';
import { governingServiceOf } from './governing-service';
import { podsSelectedBy } from './pods-behind';
import type { Referent } from './referent';
import type { PodMaker, Workspace } from './workspace';

/**
 * What names mean: the objects of a name that stand nearest to whoever writes it, in the namespace that is written beside
 * it or else in the writer's own. Patches are no objects here, but what they are merged into is.
 */

type OfKind<K extends Resource['kind']> = Extract<Resource, { kind: K }>;

/** The objects of that kind and name that a writer means. */
export function objectsMeant<K extends Resource['kind']>(
  kind: K,
  name: string,
  writer: Resource,
  workspace: Workspace,
  namespace?: string,
): readonly OfKind<K>[] {
  // A patch means what its whole would mean.
  const home = wholeOf(writer, workspace);
  return nearestOf(
    workspace.named(kind, name),
    home,
    workspace,
    (object) =>
      isWhole(object, workspace) &&
      (namespace === undefined
        ? workspace.sameNamespace(object, home)
        : mayBeInNamespace(object, namespace, workspace)),
  );
}

export function asObjects(resources: readonly Resource[]): readonly Referent[] {
  return resources.map((resource) => ({ kind: 'object', resource }));
}

/** The whole objects that a patch is merged into: those of the kustomizations that use it, else the nearest. */
export function wholesOf<R extends Resource>(part: R, workspace: Workspace): readonly R[] {
  const name = nameOf(part);
  if (name === undefined) return [];
  const named = workspace.named(part.kind, name) as readonly Resource[] as readonly R[];
  const users = workspace.patchedBy(part.document.uri);
  if (users.length === 0) {
    return nearestOf(
      named,
      part,
      workspace,
      (object) => isWhole(object, workspace) && workspace.sameNamespace(object, part),
    );
  }
  return named.filter(
    (object) =>
      isWhole(object, workspace) &&
      workspace
        .buildsOf(object)
        .some(({ chain, components }) => users.some((user) => chain.includes(user) || components.includes(user))),
  );
}

/** An object together with what it is a patch of, if it is one: first what is written in it, then the rest. */
export function withWholes<R extends Resource>(resource: R, workspace: Workspace): readonly R[] {
  return isWhole(resource, workspace) ? [resource] : [resource, ...wholesOf(resource, workspace)];
}

/** The whole object of which something is said in `resource`; itself where it is whole, or where there is none. */
export function wholeOf<R extends Resource>(resource: R, workspace: Workspace): R {
  return isWhole(resource, workspace) ? resource : (wholesOf(resource, workspace)[0] ?? resource);
}

/** The patches that are merged into a whole object. */
export function partsOf<R extends Resource>(whole: R, workspace: Workspace): readonly R[] {
  const name = nameOf(whole);
  if (name === undefined) return [];
  return (workspace.named(whole.kind, name) as readonly Resource[] as readonly R[]).filter(
    (other) => !isWhole(other, workspace) && wholesOf(other, workspace).includes(whole),
  );
}

/** What the first label of a Pod's DNS name means: a Pod of a set, a bare Pod, or a Service for one Pod. */
export function podMeant(mention: DnsMention, writer: Resource, workspace: Workspace): readonly Referent[] {
  const { pod, service } = mention;
  if (pod === undefined) return [];
  if (isOthersPod(mention, workspace)) {
    const pods = asObjects(nearestOf(workspace.named('Pod', pod.name), writer, workspace, () => true));
    return pods.length > 0 ? pods : asObjects(objectsMeant('Service', pod.name, writer, workspace, service.value));
  }
  const home = wholeOf(writer, workspace);
  const sets = nearestOf(
    workspace.statefulSets(pod.set),
    home,
    workspace,
    (set) => isWhole(set, workspace) && mayBeIn(set, mention, home, workspace),
  );
  const governed = sets.filter((set) => set.serviceName?.value === service.value);
  return podsOf(governed.length > 0 ? governed : sets, pod.ordinal);
}

/** The Pods of that ordinal of some sets. */
export function podsOf(sets: readonly StatefulSet[], ordinal: number | undefined): readonly Referent[] {
  return sets.map((set) => ({ kind: 'pod', set, ordinal }));
}

/** The Pods that a label `statefulset.kubernetes.io/pod-name` selects. */
export function podsLabelled(name: string, owner: Resource, workspace: Workspace): readonly Referent[] {
  const parts = parsePodName(name);
  return parts === null ? [] : podsOf(objectsMeant('StatefulSet', parts.parent, owner, workspace), parts.ordinal);
}

/** The Services that a cluster DNS name means, and the namespace where `web-0.prod` is a Service and a namespace. */
export function serviceMeant(mention: DnsMention, writer: Resource, workspace: Workspace): readonly Referent[] {
  const { service } = mention;
  if (mention.pod !== undefined && isServiceAndNamespace(mention, workspace)) {
    return [namespaceNamed(service.value, podMeant(mention, writer, workspace))];
  }
  const home = wholeOf(writer, workspace);
  const services = nearestOf(
    workspace.services(service.value),
    home,
    workspace,
    (object) => isWhole(object, workspace) && mayBeIn(object, mention, home, workspace),
  );
  if (services.length < 2) return asObjects(services);
  // Of several that are called so, the Pod's set tells which one it is.
  const governing = podMeant(mention, writer, workspace).map((pod) =>
    pod.kind === 'pod' ? governingServiceOf(pod.set, workspace) : undefined,
  );
  const own = services.filter((service) =>
    governing.some((found) => found?.state === 'found' && found.service === service),
  );
  return asObjects(own.length > 0 ? own : services);
}

function isServiceAndNamespace(mention: DnsMention, workspace: Workspace): boolean {
  const isPod = mention.pod !== undefined && workspace.named('Pod', mention.pod.name).length > 0;
  return !isPod && isOthersPod(mention, workspace) && workspace.services(mention.service.value).length === 0;
}

/** A namespace, with an object that is named together with it. */
export function namespaceNamed(name: string, beside: readonly Referent[]): Referent {
  const [found] = beside;
  const holder = found?.kind === 'object' ? found.resource : found?.kind === 'pod' ? found.set : undefined;
  return { kind: 'namespace', name, holder };
}

/**
 * The Services that a host in some text means, if it means any: those that stand near or, where the text leaves no doubt
 * that it is a host, the only one. A host with a port must be one that has the port.
 */
export function hostMeant(host: ServiceHost, writer: Resource, workspace: Workspace): readonly Service[] {
  const services = objectsMeant('Service', host.service.value, writer, workspace, host.namespace?.value).filter(
    (service) => host.context !== 'port' || hasPort(service, host.port, workspace),
  );
  const near = services.filter((service) => isNear(service, writer, workspace));
  if (near.length > 0) return near;
  return host.context !== 'value' && services.length === 1 ? services : [];
}

/** Whether something may listen there: a headless Service leads to whatever port its Pods have. */
function hasPort(service: Service, number: number | undefined, workspace: Workspace): boolean {
  if (number === undefined || service.ports.length === 0) return true;
  const own = service.ports.some(({ port, targetPort }) => port?.value === number || targetPort?.value === number);
  return own || portsOfPods(service, number, 'TCP', workspace).length > 0;
}

/** The container ports behind a Service that have that name or number. */
export function portsOfPods(
  service: Service,
  target: number | string,
  protocol: string,
  workspace: Workspace,
): readonly Referent[] {
  return portsOfMakers(podsSelectedBy(service, workspace), target, protocol);
}

/** The ports of that name or number of the Pods that are made by these. */
export function portsOfMakers(
  makers: readonly PodMaker[],
  target: number | string,
  protocol: string,
): readonly Referent[] {
  return makers.flatMap((maker) => {
    const found = maker.template?.spec && findPort(maker.template.spec, target, protocol);
    return found === undefined ? [] : [{ kind: 'container-port' as const, maker, ...found }];
  });
}

/** The container ports to which the `targetPort` of a Service leads. */
export function targetPortMeant(service: Service, port: ServicePort, workspace: Workspace): readonly Referent[] {
  const target = port.targetPort?.value;
  const protocol = protocolOf(port);
  if (target === undefined || protocol === undefined) return [];
  return portsOfPods(wholeOf(service, workspace), target, protocol, workspace);
}

/** The port of a container that one of its probes means by a name or a number; of a patch also that of the whole. */
export function containerPortMeant(
  maker: PodMaker,
  container: Container,
  target: number | string,
  workspace: Workspace,
): readonly Referent[] {
  for (const object of withWholes(maker, workspace)) {
    for (const candidate of containersOf(object)) {
      if (candidate !== container && (candidate.name?.value ?? '') !== container.name?.value) continue;
      const port = candidate.ports.find((declared) => isPort(declared, target));
      if (port !== undefined) return [portOf(object, candidate, port, workspace)];
    }
  }
  return [];
}

/** A port that is declared in an object; where that is a patch of a port, the port that is patched. */
export function portOf(
  maker: PodMaker,
  container: Container,
  port: ContainerPort,
  workspace: Workspace,
): Extract<Referent, { kind: 'container-port' }> {
  const same = { kind: 'container-port', maker, container, port } as const;
  const whole = wholeOf(maker, workspace);
  if (whole === maker) return same;
  for (const candidate of containersOf(whole)) {
    if (candidate.name?.value !== container.name?.value) continue;
    const patched = candidate.ports.find(
      (other) => port.name?.value !== undefined && other.name?.value === port.name.value,
    );
    if (patched !== undefined) return { ...same, maker: whole, container: candidate, port: patched };
  }
  return same;
}

export function containersOf(maker: PodMaker): readonly Container[] {
  const spec = maker.template?.spec;
  return spec === undefined ? [] : [...spec.initContainers, ...spec.containers];
}

/** What a container mounts by that name: a claim of its template, which stands in for a volume of the same name, or a volume. */
export function volumeMeant(maker: PodMaker, name: string, workspace: Workspace): readonly Referent[] {
  const objects = withWholes(maker, workspace).toReversed();
  for (const object of objects) {
    const template =
      object.kind === 'StatefulSet' ? object.claimTemplates.find((item) => nameOf(item) === name) : undefined;
    if (object.kind === 'StatefulSet' && template !== undefined) {
      return [{ kind: 'claim-template', set: object, template }];
    }
  }
  for (const object of objects) {
    const volume = object.template?.spec?.volumes.find((item) => item.name?.value === name);
    if (volume !== undefined) return [{ kind: 'volume', maker: object, volume }];
  }
  return [];
}

/** The claim that a set makes under that name, by template and ordinal. */
export function claimsMeant(name: string, writer: Resource, workspace: Workspace): readonly Referent[] {
  const parts = parsePodName(name);
  if (parts === null) return [];
  const home = wholeOf(writer, workspace);
  const sets = nearestOf(
    workspace.claiming(parts.parent),
    home,
    workspace,
    (set) => isWhole(set, workspace) && workspace.sameNamespace(set, home),
  );
  return sets.flatMap((set) => {
    const template = set.claimTemplates.find((item) => `${nameOf(item) ?? ''}-${nameOf(set) ?? ''}` === parts.parent);
    return template === undefined ? [] : [{ kind: 'claim' as const, set, template, ordinal: parts.ordinal }];
  });
}

/** The port of a Service that somebody means by its name or number. */
export function servicePortsMeant(
  services: readonly Service[],
  target: number | string,
): readonly Extract<Referent, { kind: 'service-port' }>[] {
  return services.flatMap((service) => {
    const port = service.ports.find((candidate) =>
      typeof target === 'number' ? candidate.port?.value === target : candidate.name?.value === target,
    );
    return port === undefined ? [] : [{ kind: 'service-port' as const, service, port }];
  });
}
