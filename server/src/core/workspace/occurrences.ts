import type { Backend } from '../kubernetes/backend';
import type { NetworkPolicy } from '../kubernetes/network-policy';
import type { Resource } from '../kubernetes/read';
import { nameOf } from '../kubernetes/resource';
import type { Service } from '../kubernetes/service';
import { SCALABLE_KINDS } from '../kubernetes/workload';
import { protocolOf } from '../kubernetes/service';
import type { Field } from '../yaml/field';
import { governingServiceOf } from './governing-service';
import { kustomizationOccurrences } from './kustomization-occurrences';
import {
  asObjects,
  claimsMeant,
  namespaceNamed,
  objectsMeant,
  portsOfMakers,
  servicePortsMeant,
  targetPortMeant,
} from './meant';
import { wholeOf, wholesOf } from './wholes';
import type { Occurrence } from './occurrence';
import {
  claimKey,
  claimNameOccurrences,
  fieldDefinition,
  fieldReference,
  pairOccurrences,
  podNameOccurrences,
  podOccurrences,
  selectorOccurrences,
} from './pod-occurrences';
import { podsMatching, podsSelectedBy } from './pods-behind';
import type { Referent } from './referent';
import { nameKeys } from './referent';
import { textOccurrences } from './text-occurrences';
import type { PodMaker, Workspace } from './workspace';
import { isWhole } from './dns-target';

/**
 * The table of references: which field, and which word in a text, names what. Everything that follows names (definition,
 * references, highlights, rename) reads it, and the index is made of it.
 */
export function* occurrencesOf(resource: Resource): Iterable<Occurrence> {
  yield* ownName(resource);
  yield* ownFile(resource);
  yield* namesOfOthers(resource);
  yield* namesByNature(resource);
}

/** The rows that are not indexed: what an object names in its own Pods, or selects by their labels. */
function* namesByNature(resource: Resource): Iterable<Occurrence> {
  switch (resource.kind) {
    case 'Service':
      yield* pairOccurrences(resource, resource.selector, (workspace) => podsSelectedBy(resource, workspace));
      yield* servicePorts(resource);
      break;
    case 'PodDisruptionBudget':
      yield* selectorOccurrences(resource, resource.selector?.value, (selector, workspace) =>
        podsMatching(selector, resource, workspace),
      );
      break;
    case 'NetworkPolicy':
      yield* policyOccurrences(resource);
      break;
    case 'Ingress':
    case 'HTTPRoute':
      for (const backend of resource.backends) {
        yield* fieldReference(resource, backend.port, nameKeys.servicePort, (workspace) =>
          servicePortsMeant(backendServices(backend, resource, workspace), backend.port?.value ?? ''),
        );
      }
      break;
    case 'HorizontalPodAutoscaler':
    case 'PersistentVolumeClaim':
    case 'ConfigMap':
    case 'Secret':
    case 'Namespace':
      break;
    case 'Kustomization':
      for (const patch of resource.patchObjects) yield* namesByNature(patch);
      break;
    default:
      yield* podOccurrences(resource);
  }
}

/**
 * Of the table those rows by which an object names others: the ones that are indexed, so that who names a thing is found
 * without looking at everything.
 */
export function* namesOfOthers(resource: Resource): Iterable<Occurrence> {
  yield* textOccurrences(resource);
  yield* namespaceOccurrences(resource, resource.metadata.namespace);
  switch (resource.kind) {
    case 'StatefulSet':
      yield* fieldReference(resource, resource.serviceName, serviceKey, (workspace) => {
        const { serviceName } = resource;
        const governing = governingServiceOf({ ...wholeOf(resource, workspace), serviceName }, workspace);
        return 'service' in governing ? asObjects([governing.service]) : [];
      });
      yield* claimNameOccurrences(resource);
      break;
    case 'Service':
      yield* podNameOccurrences(resource, resource.selector);
      break;
    case 'PodDisruptionBudget':
      yield* podNameOccurrences(resource, resource.selector?.value?.matchLabels);
      break;
    case 'NetworkPolicy':
      for (const { value } of selectorsOf(resource)) yield* podNameOccurrences(resource, value?.matchLabels);
      break;
    case 'HorizontalPodAutoscaler': {
      const kind = resource.targetKind?.value;
      if (kind === undefined || !isScalable(kind)) break;
      yield* fieldReference(resource, resource.targetName, objectKey(kind), (workspace) =>
        asObjects(objectsMeant(kind, resource.targetName?.value ?? '', resource, workspace)),
      );
      break;
    }
    case 'Ingress':
    case 'HTTPRoute':
      for (const backend of resource.backends) {
        const leadsTo = (workspace: Workspace): readonly Referent[] =>
          asObjects(backendServices(backend, resource, workspace));
        yield* fieldReference(resource, backend.service, serviceKey, leadsTo);
        yield* namespaceOccurrences(resource, backend.namespace, leadsTo);
      }
      break;
    case 'PersistentVolumeClaim': {
      const name = nameOf(resource) ?? '';
      const key = claimKey(name);
      if (key === nameKeys.object('PersistentVolumeClaim', name)) break;
      yield* fieldReference(
        resource,
        resource.metadata.name,
        () => key,
        (workspace) => claimsMeant(name, resource, workspace),
      ).map((occurrence) => ({ ...occurrence, certainty: 'likely' as const }));
      break;
    }
    case 'Kustomization':
      yield* kustomizationOccurrences(resource);
      yield* namespaceOccurrences(resource, resource.namespace);
      for (const patch of resource.patchObjects) {
        yield* ownName(patch);
        yield* namesOfOthers(patch);
      }
      break;
    case 'ConfigMap':
    case 'Secret':
    case 'Namespace':
      break;
    default:
      yield* claimNameOccurrences(resource);
      yield* fieldReference(resource, resource.template?.spec?.subdomain, serviceKey, (workspace) =>
        asObjects(objectsMeant('Service', resource.template?.spec?.subdomain?.value ?? '', resource, workspace)),
      );
  }
}

const serviceKey = (name: string): string => nameKeys.object('Service', name);
const objectKey =
  (kind: string) =>
  (name: string): string =>
    nameKeys.object(kind, name);

/** The object's own name. That of a patch names the objects that it is merged into. */
function ownName(resource: Resource): readonly Occurrence[] {
  if (resource.kind === 'Namespace') {
    const name = nameOf(resource) ?? '';
    return fieldDefinition(resource, resource.metadata.name, nameKeys.namespace, () => [
      { kind: 'namespace', name, holder: undefined },
    ]);
  }
  return fieldDefinition(resource, resource.metadata.name, objectKey(resource.kind), (workspace) => {
    const own: readonly Referent[] = asObjects([resource]);
    if (isWhole(resource, workspace)) return own;
    const wholes = asObjects(wholesOf(resource, workspace));
    return wholes.length > 0 ? wholes : own;
  });
}

/** The kind stands for the file, which kustomizations include. One that is not written has no place. */
function ownFile(resource: Resource): readonly Occurrence[] {
  const { span } = resource.kindField;
  const { uri } = resource.document;
  if (span.end === span.start) return [];
  return fieldDefinition(
    resource,
    resource.kindField,
    () => nameKeys.file(uri),
    () => [{ kind: 'file', uri }],
  );
}

function namespaceOccurrences(
  writer: Resource,
  field: Field<string> | undefined,
  beside: Occurrence['leadsTo'] = () => [],
): readonly Occurrence[] {
  return fieldReference(writer, field, nameKeys.namespace, (workspace) => [
    namespaceNamed(field?.value ?? '', beside(workspace)),
  ]);
}

function* servicePorts(service: Service): Iterable<Occurrence> {
  for (const port of service.ports) {
    const same = { kind: 'service-port', service, port } as const;
    yield* fieldDefinition(service, port.name, nameKeys.servicePort, () => [same]);
    yield* fieldDefinition(service, port.port, nameKeys.servicePort, () => [same]);
    yield* fieldReference(service, port.targetPort, nameKeys.port, (workspace) =>
      targetPortMeant(service, port, workspace),
    );
  }
}

function backendServices(backend: Backend, writer: Resource, workspace: Workspace): readonly Service[] {
  const { service, namespace } = backend;
  if (namespace !== undefined && namespace.value === undefined) return [];
  return objectsMeant('Service', service?.value ?? '', writer, workspace, namespace?.value);
}

/** The label selectors of a policy. */
export function selectorsOf({
  podSelector,
  rules,
}: NetworkPolicy): readonly NonNullable<NetworkPolicy['podSelector']>[] {
  const peers = rules.flatMap((rule) => rule.peers.map((peer) => peer.podSelector));
  return podSelector === undefined ? peers : [podSelector, ...peers];
}

function* policyOccurrences(policy: NetworkPolicy): Iterable<Occurrence> {
  const own = (workspace: Workspace): readonly PodMaker[] => {
    const selector = policy.podSelector?.value;
    return selector === undefined ? [] : podsMatching(selector, policy, workspace);
  };
  yield* selectorOccurrences(policy, policy.podSelector?.value, (_, workspace) => own(workspace));
  for (const { direction, peers, ports } of policy.rules) {
    const others = (workspace: Workspace): readonly PodMaker[] =>
      peers.flatMap(({ podSelector, namespaced }) =>
        podSelector.value === undefined ? [] : podsMatching(podSelector.value, policy, workspace, namespaced),
      );
    for (const { podSelector, namespaced } of peers) {
      yield* selectorOccurrences(policy, podSelector.value, (selector, workspace) =>
        podsMatching(selector, policy, workspace, namespaced),
      );
    }
    for (const { port, protocol } of ports) {
      const target = port?.value;
      const spoken = protocolOf({ protocol });
      if (target === undefined || spoken === undefined) continue;
      yield* fieldReference(policy, port, nameKeys.port, (workspace) =>
        portsOfMakers(direction === 'ingress' ? own(workspace) : others(workspace), target, spoken),
      );
    }
  }
}

function isScalable(kind: string): kind is (typeof SCALABLE_KINDS)[number] {
  return SCALABLE_KINDS.some((scalable) => scalable === kind);
}
