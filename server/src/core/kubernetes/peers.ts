import { replicasOf, startOf } from './defaults';
import type { DnsMention } from './dns-mention';
import { nameOf } from './resource';
import type { StatefulSet } from './statefulset';

/**
 * Where a set's own text calls one of its Pods but the first under that Service, and needs the name before the Pod is
 * ready: all of them may wait for each other. Undefined where it does not. The first Pod alone waits for nobody, and a Pod
 * without a readiness probe is ready, and has its name, as soon as its init containers are done and its containers run.
 */
export function awaitedPeer(set: StatefulSet, service: string): DnsMention | undefined {
  const { containers = [], initContainers = [] } = set.template?.spec ?? {};
  if ((replicasOf(set) ?? 1) < 2) return undefined;
  const peers = set.dnsMentions.filter(
    ({ pod, service: under }) =>
      pod?.set === nameOf(set) && under.value === service && pod !== undefined && pod.ordinal > (startOf(set) ?? 0),
  );
  const isProbed = containers.some(({ probes }) => probes.some(({ kind }) => kind === 'readinessProbe'));
  return isProbed
    ? peers[0]
    : peers.find(({ span }) =>
        initContainers.some((init) => span.start >= init.span.start && span.end <= init.span.end),
      );
}
