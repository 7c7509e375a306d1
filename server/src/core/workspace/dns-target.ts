import type { DnsMention } from '../kubernetes/dns-mention';
import type { Resource } from '../kubernetes/read';
import type { Service } from '../kubernetes/service';
import type { StatefulSet } from '../kubernetes/statefulset';
import { appliedNames } from './applied';
import { statedNamespaces } from './namespaces';
import { DISTANCE } from './nearness';
import type { Workspace } from './workspace';

/**
 * The StatefulSets whose Pod a DNS name may mean, written in the text of `writer`: those of its name in its namespace that
 * stand nearest. None where a Pod of that name may be somebody else's, or where the set is merely called alike: many a
 * workspace tells one example several times.
 */
export function setsMeant(mention: DnsMention, writer: Resource, workspace: Workspace): readonly StatefulSet[] {
  const { pod } = mention;
  if (pod === undefined || isOthersPod(mention, workspace)) return [];
  const named = workspace.statefulSets(pod.set).filter((set) => isWhole(set, workspace));
  const isThere = (set: StatefulSet): boolean => mayBeIn(set, mention, writer, workspace);
  const near = nearest(workspace.near(named, writer).filter(isThere), writer, workspace);
  // Whether a set is meant whose name a kustomization changes cannot be told, nor then whether another is.
  if (near.length > 0) return near.some((set) => isRenamed(set, workspace)) ? [] : near;
  const [only, ...more] = named.filter((set) => !isRenamed(set, workspace));
  const clear = only !== undefined && more.length === 0 && only.serviceName?.value === mention.service.value;
  return clear && isThere(only) ? [only] : [];
}

/** The Services that a DNS name may mean, in its namespace, wherever they stand. */
export function servicesMeant(mention: DnsMention, writer: Resource, workspace: Workspace): readonly Service[] {
  return workspace
    .services(mention.service.value)
    .filter((service) => !service.partial && mayBeIn(service, mention, writer, workspace));
}

/** Whether the object stands in the writer's file or folder, or a kustomization joins them. */
export function isNear(resource: Resource, writer: Resource, workspace: Workspace): boolean {
  return workspace.nearness(resource, writer) !== 'workspace';
}

/** Whether the object is more than a patch of one. */
export function isWhole(resource: Resource, workspace: Workspace): boolean {
  return !resource.partial && !workspace.isPatch(resource);
}

/** Whether a kustomization changes the object's name: which of the names a text means cannot be told then. */
export function isRenamed(resource: Resource, workspace: Workspace): boolean {
  return appliedNames(resource, workspace).some(({ changedBy }) => changedBy.length > 0);
}

/** Whether the object may be in the namespace that the name says or, where it says none, in the writer's own. */
export function mayBeIn(resource: Resource, mention: DnsMention, writer: Resource, workspace: Workspace): boolean {
  if (mention.namespace === undefined) return mention.open || workspace.sameNamespace(resource, writer);
  return mayBeInNamespace(resource, mention.namespace.value, workspace);
}

/** Whether the object may be in that namespace. */
export function mayBeInNamespace(resource: Resource, namespace: string, workspace: Workspace): boolean {
  return statedNamespaces(resource, workspace)?.includes(namespace) ?? true;
}

/**
 * Whether something else than a StatefulSet makes or is the Pod: a bare Pod, an indexed Job. Or `web-0.prod` is no Pod's
 * name but that of a Service `web-0` in a namespace.
 */
export function isOthersPod({ pod, service, namespace }: DnsMention, workspace: Workspace): boolean {
  if (pod === undefined) return false;
  return (
    workspace.named('Pod', pod.name).length > 0 ||
    workspace.named('Job', pod.set).length > 0 ||
    (namespace === undefined &&
      workspace.services(pod.name).length > 0 &&
      workspace.services(service.value).length === 0)
  );
}

/** Of objects that a lookup found, the nearest that pass a test: far ones count, and are looked at, only where none is near. */
export function nearestOf<T extends Resource>(
  resources: readonly T[],
  writer: Resource,
  workspace: Workspace,
  passes: (resource: T) => boolean,
): readonly T[] {
  const near = workspace.near(resources, writer).filter(passes);
  return near.length > 0 ? nearest(near, writer, workspace) : resources.filter(passes);
}

/** Of some objects those that stand nearest to the writer. */
function nearest<T extends Resource>(resources: readonly T[], writer: Resource, workspace: Workspace): readonly T[] {
  if (resources.length < 2) return resources;
  const rank = (resource: T): number => DISTANCE[workspace.nearness(resource, writer)];
  const least = Math.min(...resources.map(rank));
  return resources.filter((resource) => rank(resource) === least);
}
