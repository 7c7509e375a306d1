import type { Field } from '../yaml/field';
import { CONTROLLER_LABELS, POD_NAME_LABEL, parsePodName } from '../kubernetes/identity';
import { plainLabels, selectsAll } from '../kubernetes/labels';
import { dnsLabelProblem } from '../kubernetes/name-rules';
import { nameOf } from '../kubernetes/resource';
import type { Resource } from '../kubernetes/read';
import type { Service } from '../kubernetes/service';
import { serviceType } from '../kubernetes/service';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { PodMaker, Workspace } from './workspace';
import { appliedNames, mayGetLabel } from './applied';
import { DISTANCE } from './nearness';

/** What the workspace knows of the Service that a StatefulSet names in `serviceName`. */
export type GoverningService =
  /** `serviceName` is absent or empty: the Pods get no DNS names. */
  | { readonly state: 'unstated' }
  /** `serviceName` cannot be read or be a Service's name, or a document of that name cannot: nothing may be said. */
  | { readonly state: 'unknown' }
  | { readonly state: 'found'; readonly name: Field<string>; readonly service: Service }
  /** There is one of that name that looks meant, but in another namespace. */
  | { readonly state: 'in-other-namespace'; readonly name: Field<string>; readonly service: Service }
  | { readonly state: 'missing'; readonly name: Field<string> };

/** Finds the governing Service of a StatefulSet (kubernetes.io, StatefulSet, "Limitations" and "Stable Network ID"). */
export function governingServiceOf(set: StatefulSet, workspace: Workspace): GoverningService {
  const name = set.serviceName;
  if (name === undefined || name.value === '') return { state: 'unstated' };
  if (name.value === undefined || dnsLabelProblem(name.value) !== undefined) return { state: 'unknown' };
  const named = workspace.services(name.value);
  const close = workspace.near(named, set).filter((service) => !workspace.isPatch(service));
  const isInReach = (service: Service): boolean => workspace.sameNamespace(service, set);
  // One that stands near wins over all that stand far, of which there may be as many as there are examples.
  const closest = best(close.filter(isInReach), set, workspace);
  if (closest !== undefined) return { state: 'found', name, service: closest };
  const meant = named.filter((service) => !workspace.isPatch(service) && looksMeant(service, set, workspace));
  const service = best(meant.filter(isInReach), set, workspace);
  if (service !== undefined) return { state: 'found', name, service };
  // In another namespace and in another folder: that is rather another cluster's or another example's.
  const elsewhere = best(
    meant.filter((other) => workspace.nearness(other, set) !== 'workspace'),
    set,
    workspace,
  );
  if (elsewhere !== undefined) {
    const known = workspace.namespaceOf(set) !== undefined && workspace.namespaceOf(elsewhere) !== undefined;
    return known ? { state: 'in-other-namespace', name, service: elsewhere } : { state: 'unknown' };
  }
  if (workspace.isSuspect(name.value) || isMadeByRenaming(name.value, set, workspace)) return { state: 'unknown' };
  return { state: 'missing', name };
}

/**
 * Whether the Service selects the Pods; undefined where that cannot be told: it has no selector (its endpoints are then
 * somebody else's business), labels are placeholders, a kustomization may set those that differ, or it asks for a Pod of
 * another name.
 */
export function selectsPodsOf(service: Service, maker: PodMaker, workspace: Workspace): boolean | undefined {
  const selector = plainLabels(service.selector);
  const labels = plainLabels(maker.template?.metadata.labels);
  if (selector === undefined || labels === undefined || selector.size === 0) return undefined;
  // What the controller puts on Pods itself is no label of the template, and yet selects them.
  const own = new Map([...selector].filter(([key]) => !CONTROLLER_LABELS.has(key)));
  if (own.size === 0 || selectsAll(own, labels)) return isForOtherPod(selector, maker) ? undefined : true;
  const differing = [...own].filter(([key, value]) => labels.get(key) !== value);
  const mayBeSet = differing.every(
    ([key]) => mayGetLabel(maker, key, workspace) || mayGetLabel(service, key, workspace),
  );
  return mayBeSet ? undefined : false;
}

/** Whether a selector asks for a Pod by a name that no Pod of the set has, as far as its manifest tells. */
function isForOtherPod(selector: ReadonlyMap<string, string>, maker: PodMaker): boolean {
  const parts = parsePodName(selector.get(POD_NAME_LABEL) ?? '');
  return parts !== null && parts.parent !== nameOf(maker);
}

/** Other Services of the same namespace that stand near and select the Pods: headless ones first, then by nearness. */
export function servicesSelectingPodsOf(set: StatefulSet, workspace: Workspace): readonly Service[] {
  const labels = plainLabels(set.template?.metadata.labels);
  if (labels === undefined) return [];
  return workspace
    .servicesSelecting(labels)
    .filter((service) => workspace.nearness(service, set) !== 'workspace' && workspace.sameNamespace(service, set))
    .toSorted((a, b) => rank(a, set, workspace) - rank(b, set, workspace));
}

/** Whether some resource writes the DNS name of one of the set's Pods under that Service. */
export function podNamesAreUsed(set: StatefulSet, serviceName: string, workspace: Workspace): boolean {
  return podNameUsers(set, serviceName, workspace).length > 0;
}

/** The resources that write the DNS name of one of the set's Pods under that Service. */
export function podNameUsers(set: StatefulSet, serviceName: string, workspace: Workspace): readonly Resource[] {
  const name = nameOf(set);
  return workspace
    .mentioningService(serviceName)
    .filter((resource) =>
      resource.dnsMentions.some((mention) => mention.pod?.set === name && mention.service.value === serviceName),
    );
}

/**
 * Many a workspace tells the same example several times, each with a Service `nginx`. One that stands far away and
 * selects other Pods that do exist belongs to another telling.
 */
function looksMeant(service: Service, set: StatefulSet, workspace: Workspace): boolean {
  if (workspace.nearness(service, set) !== 'workspace' || selectsPodsOf(service, set, workspace) === true) return true;
  const selector = plainLabels(service.selector);
  return selector !== undefined && workspace.podMakers(selector).length === 0;
}

/** Whether a kustomization gives that name to a Service that is written under another. */
function isMadeByRenaming(name: string, set: StatefulSet, workspace: Workspace): boolean {
  if (workspace.buildsOf(set).length === 0) return false;
  return workspace
    .near(workspace.all('Service'), set)
    .some((service) => appliedNames(service, workspace).some((applied) => applied.name === name));
}

function best(services: readonly Service[], set: StatefulSet, workspace: Workspace): Service | undefined {
  return services.toSorted((a, b) => rank(a, set, workspace) - rank(b, set, workspace))[0];
}

/** Lower is better: near before far; among equally near ones those that are right, because one of them suffices. */
function rank(service: Service, set: StatefulSet, workspace: Workspace): number {
  const wrong = selectsPodsOf(service, set, workspace) === false ? 2 : serviceType(service) === 'headless' ? 0 : 1;
  return DISTANCE[workspace.nearness(service, set)] * 3 + wrong;
}
