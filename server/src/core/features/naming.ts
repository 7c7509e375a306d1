import { replicasOf, startOf } from '../kubernetes/defaults';
import { claimName, podDnsName, podName, shortPodDnsName } from '../kubernetes/identity';
import { nameOf } from '../kubernetes/resource';
import type { Resource } from '../kubernetes/read';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { AppliedAs } from '../workspace/applied-as';
import { namespaceInForce } from '../workspace/namespaces';
import type { Workspace } from '../workspace/workspace';

/** The names one Pod of a set goes by. */
export interface PodNames {
  readonly name: string;
  readonly ordinal: number;
  /** What the Pod is called inside its containers: its name (`spec.hostname`, which the controller sets). */
  readonly hostname: string;
  /**
   * The DNS name that its governing Service gives it, where there is such a Service as it should be; null where
   * `serviceName` is absent, or where one of its parts cannot be read.
   */
  readonly dns: { readonly fqdn: string; readonly short: string } | null;
  /** One claim for each claim template, in their order. */
  readonly claims: readonly string[];
}

/** From what a StatefulSet's names are made. Parts that cannot be told are undefined: see `namingOf`. */
export interface Naming {
  readonly set: StatefulSet;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Never negative. */
  readonly replicas: number | undefined;
  /** The first ordinal. */
  readonly start: number | undefined;
  /** Empty where none is stated. */
  readonly serviceName: string | undefined;
  /** Names of the claim templates, each once: of two of one name only one makes claims. */
  readonly claimTemplates: readonly string[];
  readonly clusterDomain: string;
}

/**
 * How a set's Pods, claims and DNS names are made; undefined where the set's own name is absent, generated or a
 * placeholder. Of a part of a set, such as a patch, only what it states is known: what is absent may stand in the rest.
 * `as` is what it is called where somebody names it.
 */
export function namingOf(set: StatefulSet, workspace: Workspace, as: AppliedAs = {}): Naming | undefined {
  const name = as.name ?? nameOf(set);
  if (name === undefined || name === '') return undefined;
  const partial = isPart(set, workspace);
  const replicas = partial ? set.replicas?.value : replicasOf(set);
  return {
    set,
    name,
    namespace:
      as.namespace ?? (partial && set.metadata.namespace === undefined ? undefined : namespaceInForce(set, workspace)),
    replicas: replicas === undefined ? undefined : Math.max(0, replicas),
    start: partial ? set.start?.value : startOf(set),
    serviceName: as.serviceName ?? (set.serviceName === undefined ? (partial ? undefined : '') : set.serviceName.value),
    claimTemplates: [...new Set(set.claimTemplates.flatMap((template) => nameOf(template) ?? []))],
    clusterDomain: workspace.settings.clusterDomain,
  };
}

/** Whether a resource is only a part of an object, to be merged into the rest of it. */
export function isPart(resource: Resource, workspace: Workspace): boolean {
  return resource.partial || workspace.isPatch(resource);
}

/** The names of the Pod with that ordinal, in force or not. */
export function podNames(naming: Naming, ordinal: number): PodNames {
  const { name: set, namespace, serviceName, claimTemplates, clusterDomain } = naming;
  const name = podName(set, ordinal);
  const named = serviceName !== undefined && serviceName !== '' && namespace !== undefined;
  return {
    name,
    ordinal,
    hostname: name,
    dns: named
      ? { fqdn: podDnsName(name, serviceName, namespace, clusterDomain), short: shortPodDnsName(name, serviceName) }
      : null,
    claims: claimTemplates.map((template) => claimName(template, set, ordinal)),
  };
}
