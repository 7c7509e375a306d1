/**
 * The names Kubernetes derives from a StatefulSet: Pods, claims, DNS. Pure functions of strings; none of them validates,
 * so that a name that is too long or malformed can still be shown to the person who wrote it.
 */

/** The cluster domain of nearly every cluster (kubelet flag `--cluster-domain`, CoreDNS zone). */
export const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';

/** The greatest ordinal a Pod name can carry: the controller reads it as a signed 32-bit integer. */
const MAX_ORDINAL = 2 ** 31 - 1;

/** The labels the controller forces on every Pod, over whatever the template says (kubernetes.io, StatefulSet, "Pod labels"). */
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';
export const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';
export const REVISION_LABEL = 'controller-revision-hash';
export const CONTROLLER_LABELS: ReadonlySet<string> = new Set([POD_NAME_LABEL, POD_INDEX_LABEL, REVISION_LABEL]);

/** What a Pod name says of the set that made it. */
export interface PodNameParts {
  /** The name of the StatefulSet: everything before the last `-` that is followed by digits only. */
  readonly parent: string;
  /** The ordinal; `web-01` has ordinal 1, though the controller never makes that name (see {@link isCanonicalPodName}). */
  readonly ordinal: number;
}

/**
 * The name of the Pod with an ordinal: `<set>-<ordinal>`, never padded with zeros
 * (kubernetes.io, StatefulSet, "Ordinal Index").
 */
export function podName(setName: string, ordinal: number): string {
  return `${setName}-${ordinal}`;
}

/**
 * Reads a Pod name back as the controller does: the last `-` followed by digits divides parent and ordinal.
 * Null where there is no such ending or the ordinal exceeds 32 bits; the controller ignores such a Pod.
 */
export function parsePodName(name: string): PodNameParts | null {
  const match = /^(.*)-(\d+)$/.exec(name);
  if (match === null) {
    return null;
  }
  const [, parent = '', digits = ''] = match;
  const ordinal = Number(digits);
  return ordinal > MAX_ORDINAL ? null : { parent, ordinal };
}

/** Whether a Pod name is one the controller of `setName` could have made: `web-01` parses but is not canonical. */
export function isCanonicalPodName(name: string, setName: string): boolean {
  const parts = parsePodName(name);
  return parts !== null && parts.parent === setName && podName(setName, parts.ordinal) === name;
}

/**
 * The ordinals in force, ascending: `start` to `start + replicas - 1` (field `spec.ordinals.start`).
 * Empty for zero or negative `replicas`. The result has `replicas` elements: bound a number that a person typed first.
 */
export function ordinalsInForce(replicas: number, start = 0): readonly number[] {
  return Array.from({ length: Math.max(0, replicas) }, (_, index) => start + index);
}

/**
 * The name of the PersistentVolumeClaim that a claim template makes for an ordinal: `<template>-<set>-<ordinal>`
 * (kubernetes.io, StatefulSet, "Stable Storage"). An existing claim of that name is used as it is.
 */
export function claimName(claimTemplateName: string, setName: string, ordinal: number): string {
  return `${claimTemplateName}-${podName(setName, ordinal)}`;
}

/**
 * Reads a claim name back against a set's claim templates. Null where no template of the set makes that name.
 * The templates must be given, for `a-b-c-0` may be template `a` of set `b-c` or template `a-b` of set `c`.
 */
export function parseClaimName(
  name: string,
  setName: string,
  claimTemplateNames: readonly string[],
): { readonly template: string; readonly ordinal: number } | null {
  const parts = parsePodName(name);
  if (parts === null) {
    return null;
  }
  const template = claimTemplateNames.find((candidate) => claimName(candidate, setName, parts.ordinal) === name);
  return template === undefined ? null : { template, ordinal: parts.ordinal };
}

/**
 * The full DNS name of a Service, without a final dot: `nginx.default.svc.cluster.local`
 * (Kubernetes DNS specification 1.1.0, section 2.3.1).
 */
export function serviceDnsName(service: string, namespace: string, clusterDomain = DEFAULT_CLUSTER_DOMAIN): string {
  return `${service}.${namespace}.svc.${clusterDomain}`;
}

/** The shortest name that reaches a Service from a Pod of its own namespace: its name alone (search list of ClusterFirst). */
export function shortServiceDnsName(service: string): string {
  return service;
}

/**
 * The full DNS name of a Pod under its governing Service: `web-0.nginx.default.svc.cluster.local`
 * (kubernetes.io, StatefulSet, "Stable Network ID"). A Pod has one only where `spec.serviceName` is not empty;
 * the caller decides that.
 */
export function podDnsName(
  pod: string,
  service: string,
  namespace: string,
  clusterDomain = DEFAULT_CLUSTER_DOMAIN,
): string {
  return `${pod}.${serviceDnsName(service, namespace, clusterDomain)}`;
}

/** The shortest name that reaches a Pod from another Pod of its namespace: `web-0.nginx`. `web-0` alone does not resolve. */
export function shortPodDnsName(pod: string, service: string): string {
  return `${pod}.${service}`;
}

/**
 * The DNS name of a named port's SRV records: `_web._tcp.nginx.default.svc.cluster.local`
 * (Kubernetes DNS specification 1.1.0, section 2.4.2). An unnamed port has none; `protocol` is written as in the
 * Service (`TCP`).
 */
export function srvName(
  port: string,
  protocol: string,
  service: string,
  namespace: string,
  clusterDomain = DEFAULT_CLUSTER_DOMAIN,
): string {
  return `_${port}._${protocol.toLowerCase()}.${serviceDnsName(service, namespace, clusterDomain)}`;
}

/** The SRV name as a Pod of the same namespace may write it: `_web._tcp.nginx`. */
export function shortSrvName(port: string, protocol: string, service: string): string {
  return `_${port}._${protocol.toLowerCase()}.${service}`;
}

/**
 * What the ordinals from `first` to `last` name, for a person to read: `web-0`, `web-0 and web-1`, `web-0 to web-4`.
 * `nameOf` makes the name of one.
 */
export function namesInRow(first: number, last: number, nameOf: (ordinal: number) => string): string {
  if (last <= first) return nameOf(first);
  return `${nameOf(first)} ${last === first + 1 ? 'and' : 'to'} ${nameOf(last)}`;
}
