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
import { namespaceOfName, objectsApplied, setAppliedAs } from './applied-as';
import { governingServiceOf } from './governing-service';
import { podsSelectedBy } from './pods-behind';
import type { Referent } from './referent';
import { wholeOf, withWholes } from './wholes';
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
  return calledSo(
    kind,
    name,
    home,
    workspace,
    (object) =>
      isWhole(object, workspace) &&
      (namespace === undefined
        ? workspace.sameNamespace(object, home)
        : mayBeInNamespace(object, namespace, workspace)),
  );
}

/** The nearest of that name that pass a test; where there are none, those to which kustomizations give the name. */
function calledSo<K extends Resource['kind']>(
  kind: K,
  name: string,
  home: Resource,
  workspace: Workspace,
  passes: (object: OfKind<K>) => boolean,
): readonly OfKind<K>[] {
  const written = nearestOf(workspace.named(kind, name), home, workspace, passes);
  return written.length > 0 ? written : nearestOf(objectsApplied(kind, name, workspace), home, workspace, passes);
}

/** Objects with the name and namespace under which a text names them. */
function asNamed(resources: readonly Resource[], name: string, namespace: string | undefined): readonly Referent[] {
  return resources.map((resource) => ({
    kind: 'object',
    resource,
    as: { ...(nameOf(resource) === name ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) },
  }));
}

export function asObjects(resources: readonly Resource[]): readonly Referent[] {
  return resources.map((resource) => ({ kind: 'object', resource }));
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
  const isThere = (set: StatefulSet): boolean => isWhole(set, workspace) && mayBeIn(set, mention, home, workspace);
  // Kustomizations change no texts: these have the names that come of it.
  const sets = calledSo('StatefulSet', pod.set, home, workspace, isThere);
  const governed = sets.filter((set) => set.serviceName?.value === service.value);
  return (governed.length > 0 ? governed : sets).map((set) => ({
    kind: 'pod',
    set,
    ordinal: pod.ordinal,
    as: setAppliedAs(set, mention, home, workspace),
  }));
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
  const isThere = (object: Service): boolean => isWhole(object, workspace) && mayBeIn(object, mention, home, workspace);
  const services = calledSo('Service', service.value, home, workspace, isThere);
  const namespace = mention.open ? undefined : namespaceOfName(mention.namespace?.value, home, workspace);
  if (services.length < 2) return asNamed(services, service.value, namespace);
  // Of several that are called so, the Pod's set tells which one it is.
  const governing = podMeant(mention, writer, workspace).map((pod) =>
    pod.kind === 'pod' ? governingServiceOf(pod.set, workspace) : undefined,
  );
  const own = services.filter((service) =>
    governing.some((found) => found?.state === 'found' && found.service === service),
  );
  return asNamed(own.length > 0 ? own : services, service.value, namespace);
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
