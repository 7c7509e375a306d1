import { defineRule } from '../rule';
import { DNS_WRITERS, asWritten, namesIn } from './writers';

export const dnsClusterDomainDiffers = defineRule({
  id: 'dns-cluster-domain-differs',
  severity: 'information',
  kinds: DNS_WRITERS,
  summary: 'A text names a Service in another cluster domain than the one that is set.',
  why: 'What follows `.svc` is the domain of the cluster: `cluster.local` unless its administrator chose another. A name in another domain does not resolve inside the cluster. The setting `statefulset.clusterDomain` says which one it is; a name that ends with the namespace or with `.svc` works in every cluster.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
data:
  REDIS: redis-0.redis.default.svc.cluster.loca:6379
  #                                ^^^^^^^^^^^^
`,
  good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
data:
  REDIS: redis-0.redis.default.svc.cluster.local:6379
`,
  *check(writer, workspace) {
    const { clusterDomain } = workspace.settings;
    for (const mention of namesIn(writer, workspace)) {
      const { zone } = mention;
      if (zone === undefined || mention.open || zone.value === clusterDomain) continue;
      yield {
        span: zone.span,
        message: `${asWritten(mention, writer, workspace)} is a name in the cluster domain ${zone.value}, but the setting statefulset.clusterDomain says ${clusterDomain}: in such a cluster it does not resolve. Correct the one or the other, or end the name with .svc, which works everywhere.`,
      };
    }
  },
});
