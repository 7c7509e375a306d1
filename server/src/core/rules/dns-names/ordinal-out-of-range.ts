import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { setsMeant } from '../../workspace/dns-target';
import type { OrdinalRange } from '../../workspace/ordinals';
import { describePods, ordinalsOf, scalersOf } from '../../workspace/ordinals';
import type { Workspace } from '../../workspace/workspace';
import type { Fix, Related } from '../finding';
import { removeFromList } from '../fixes/remove-from-list';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { defineRule } from '../rule';
import { DNS_WRITERS, asWritten, canJudge, rangesIn } from './writers';

export const dnsOrdinalOutOfRange = defineRule({
  id: 'dns-ordinal-out-of-range',
  severity: 'warning',
  kinds: DNS_WRITERS,
  summary: 'A text names a Pod whose ordinal the StatefulSet does not have.',
  why: 'Pods are numbered from `spec.ordinals.start` (0) on, as many as `spec.replicas` says (1). A DNS name for another number never resolves: a member that waits for it waits for ever, and a quorum counted over it is never reached.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#ordinal-index',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: zk
spec:
  clusterIP: None
  selector: { app: zk }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: zk
spec:
  serviceName: zk
  replicas: 2
  selector: { matchLabels: { app: zk } }
  template:
    metadata: { labels: { app: zk } }
    spec:
      containers:
        - name: zk
          image: zookeeper:3.9
          env:
            - name: SERVERS
              value: zk-0.zk:2888,zk-1.zk:2888,zk-2.zk:2888
              #                                ^^^^^^^
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: zk
spec:
  clusterIP: None
  selector: { app: zk }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: zk
spec:
  serviceName: zk
  replicas: 3
  selector: { matchLabels: { app: zk } }
  template:
    metadata: { labels: { app: zk } }
    spec:
      containers:
        - name: zk
          image: zookeeper:3.9
          env:
            - name: SERVERS
              value: zk-0.zk:2888,zk-1.zk:2888,zk-2.zk:2888
`,
  *check(writer, workspace) {
    if (!canJudge(writer, workspace)) return;
    for (const mention of [...writer.dnsMentions, ...rangesIn(writer, workspace)]) {
      const { pod } = mention;
      const sets = setsMeant(mention, writer, workspace);
      const [set] = sets;
      if (pod === undefined || set === undefined) continue;
      const range = ordinalsOf(set, workspace);
      const outside = sets.every((other) => lacks(other, mention.service.value, pod.ordinal, workspace));
      if (range === undefined || !outside) continue;
      const isRange = !writer.dnsMentions.includes(mention);
      yield {
        span: mention.span,
        message: `StatefulSet ${pod.set} makes no Pod ${pod.name}: ${describePods(pod.set, range)}. ${isRange ? 'The last of ' : ''}${asWritten(mention, writer, workspace)} never resolves. ${advice(set, range, pod.ordinal, workspace)}`,
        related: [
          pod.ordinal < range.first && set.start !== undefined
            ? { document: set.document, span: set.start.span, message: `Pods of ${pod.set} are counted from here.` }
            : replicasStated(set, pod.set),
        ],
        fixes: [
          ...raiseReplicas(set, range, pod.ordinal, workspace),
          ...(isRange ? [] : removeFromList(mention, writer, workspace)),
        ],
      };
    }
  },
});

function replicasStated({ document, replicas, metadata, span }: StatefulSet, name: string): Related {
  const count = `${replicas?.value ?? ''} ${replicas?.value === 1 ? 'replica' : 'replicas'}`;
  return {
    document,
    span: replicas?.span ?? metadata.name?.span ?? span,
    message:
      replicas === undefined ? `StatefulSet ${name} says no replicas: it has 1.` : `StatefulSet ${name} has ${count}.`,
  };
}

/** Whether the set gives its Pods names under that Service, but none to that ordinal. */
function lacks(set: StatefulSet, service: string, ordinal: number, workspace: Workspace): boolean {
  const range = ordinalsOf(set, workspace);
  const outside = range !== undefined && (ordinal < range.first || ordinal > range.last);
  return outside && set.serviceName?.value === service;
}

function advice(set: StatefulSet, { first }: OrdinalRange, ordinal: number, workspace: Workspace): string {
  if (ordinal < first)
    return `Its numbers begin with ${first} (spec.ordinals.start): name another Pod, or take the name out.`;
  const key = scalersOf(set, workspace).length === 0 ? 'replicas' : 'maxReplicas of its autoscaler';
  return `Set ${key} to ${ordinal - first + 1}, or take the name out.`;
}

function raiseReplicas(
  set: StatefulSet,
  { first }: OrdinalRange,
  ordinal: number,
  workspace: Workspace,
): readonly Fix[] {
  // An autoscaler would soon go back to what it may.
  if (ordinal < first || scalersOf(set, workspace).length > 0) return [];
  const replicas = ordinal - first + 1;
  const title = `Set replicas of StatefulSet ${nameOf(set) ?? ''} to ${replicas}`;
  return fixBy(title, set, workspace, [setAt(['spec'], 'replicas', replicas, 'serviceName')]);
}
