import type { ServiceSummary, StatefulSetSummary } from '../../../server/src/core/protocol';
import { podDnsName } from '../../../server/src/core/rollout/kubernetes';
import type { FramePod } from '../../../server/src/core/rollout/trace';

/** What a lookup answers, for a row of a tree. */
export interface Lookup {
  /** In a few words. */
  readonly text: string;
  /** Whether there is an answer; undefined where the manifests do not tell. */
  readonly resolves: boolean | undefined;
}

/** The full DNS name of a Pod of the set; undefined where Pods get none. */
export function dnsNameOf(summary: StatefulSetSummary, pod: string): string | undefined {
  const { service, namespace, pods } = summary;
  const known = pods.find((each) => each.name === pod);
  if (known !== undefined) return known.dns;
  const domain = clusterDomainOf(summary);
  return domain === undefined || service.name === '' ? undefined : podDnsName(pod, service.name, namespace, domain);
}

/** The cluster's domain as it stands in the names that the server made; undefined where it made none. */
function clusterDomainOf({ pods, service, namespace }: StatefulSetSummary): string | undefined {
  const [pod] = pods;
  const prefix = `${pod?.name ?? ''}.${service.name}.${namespace}.svc.`;
  return pod?.dns?.startsWith(prefix) === true ? pod.dns.slice(prefix.length) : undefined;
}

/** What a lookup of a Pod's own name answers now. The Pod is undefined while there is none of that name. */
export function lookUpPod(service: ServiceSummary, pod: FramePod | undefined): Lookup {
  const unclear = unclearLookup(service);
  if (unclear !== undefined) return unclear;
  if (pod === undefined) return { text: 'does not resolve: no Pod', resolves: false };
  if (isEndpoint(service, pod)) return { text: 'resolves', resolves: true };
  return { text: `does not resolve: ${whyNot(pod)}`, resolves: false };
}

/** What a lookup of the governing Service's name answers now. */
export function lookUpService(summary: StatefulSetSummary, pods: readonly FramePod[]): Lookup {
  const { service } = summary;
  if (selectsOthers(summary)) return { text: 'does not resolve to these Pods: it selects others', resolves: false };
  if (service.state === 'not-headless') return { text: "resolves to the Service's own address", resolves: true };
  if (service.state === 'external-name') return { text: 'resolves to its external name', resolves: true };
  const unclear = unclearLookup(service);
  if (unclear !== undefined) return unclear;
  const { length } = endpointsOf(summary, pods);
  if (length === 0) return { text: 'does not resolve: no Pod is ready', resolves: false };
  return { text: `resolves to ${length === 1 ? 'one Pod' : `${length} Pods`}`, resolves: true };
}

/** The Pods whose addresses a lookup of a headless Service's name answers, by ordinal. */
export function endpointsOf(summary: StatefulSetSummary, pods: readonly FramePod[]): readonly FramePod[] {
  const { service } = summary;
  return service.state === 'headless' && !selectsOthers(summary) ? pods.filter((pod) => isEndpoint(service, pod)) : [];
}

/** A headless Service that selects other Pods gives these no names; the server then makes none. */
function selectsOthers({ service, pods }: StatefulSetSummary): boolean {
  return service.state === 'headless' && pods.length > 0 && pods.every((pod) => pod.dns === undefined);
}

/**
 * Whether a Pod's address is published: it has one and is ready and not terminating, or it has one and the Service asks
 * for all (`publishNotReadyAddresses`). The condition `ready` of an EndpointSlice (kubernetes.io, "EndpointSlices").
 */
function isEndpoint({ publishNotReadyAddresses }: ServiceSummary, pod: FramePod): boolean {
  const hasAddress = pod.phase === 'Running' || pod.phase === 'Unknown';
  return hasAddress && (publishNotReadyAddresses || (pod.ready && !pod.terminating));
}

function whyNot(pod: FramePod): string {
  if (pod.phase === 'Pending') return 'no address yet';
  if (pod.phase === 'Failed' || pod.phase === 'Succeeded') return 'the Pod has ended';
  return pod.terminating ? 'the Pod is terminating' : 'the Pod is not ready';
}

/** The answer for Services that say nothing certain of their Pods' names; undefined for a headless one. */
function unclearLookup({ state, name }: ServiceSummary): Lookup | undefined {
  switch (state) {
    case 'headless':
      return undefined;
    case 'unstated':
      return { text: 'no name: serviceName is not set', resolves: false };
    case 'not-headless':
      return { text: 'not promised: the Service is not headless', resolves: undefined };
    case 'external-name':
      return { text: 'does not resolve: the Service is an ExternalName', resolves: false };
    case 'in-other-namespace':
      return { text: `does not resolve: ${name} is in another namespace`, resolves: false };
    case 'missing':
    case 'unknown':
      break;
  }
  return { text: `resolves only if a headless Service ${name} exists`, resolves: undefined };
}
