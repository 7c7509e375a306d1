import { replicasOf } from '../../kubernetes/defaults';
import { nameOf } from '../../kubernetes/resource';
import { mayBePatched } from '../../workspace/applied';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const hostNetworkDnsPolicy = defineRule({
  id: 'host-network-dns-policy',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: "Pods on the host's network resolve names as the node does, and so no names of the cluster.",
  why: 'With `hostNetwork: true` the policy `ClusterFirst`, which is the default, falls back to that of the node: the names of Services and of other Pods do not resolve. `ClusterFirstWithHostNet` brings them back. It is information for a single Pod that uses no such name.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      hostNetwork: true
      #            ^^^^
      containers: [{ name: db, image: "postgres:17" }]
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      hostNetwork: true
      dnsPolicy: ClusterFirstWithHostNet
      containers: [{ name: db, image: "postgres:17" }]
`,
  *check(set, workspace) {
    const spec = set.template?.spec;
    const { hostNetwork, dnsPolicy } = spec ?? {};
    if (hostNetwork?.value !== true || (dnsPolicy !== undefined && dnsPolicy.value !== 'ClusterFirst')) return;
    if (mayBePatched(set, workspace)) return;
    const needsNames = set.dnsMentions.length > 0 || (replicasOf(set) ?? 1) > 1;
    yield {
      span: (dnsPolicy ?? hostNetwork).span,
      severity: needsNames ? 'warning' : 'information',
      message: `Pods of ${nameOf(set) ?? 'this set'} are on the host's network and have ${dnsPolicy === undefined ? 'no dnsPolicy' : 'dnsPolicy: ClusterFirst'}, so they resolve names as their node does: no Service and no other Pod is found by name. Set dnsPolicy: ClusterFirstWithHostNet.`,
      fixes: fixBy('Set dnsPolicy: ClusterFirstWithHostNet', set, workspace, [
        setAt(['spec', 'template', 'spec'], 'dnsPolicy', 'ClusterFirstWithHostNet', 'hostNetwork'),
      ]),
    };
  },
});
