import { podDnsName, podName } from '../../kubernetes/identity';
import { LONGEST_SET_NAME } from '../../kubernetes/name-rules';
import { nameOf } from '../../kubernetes/resource';
import { statedNamespaces } from '../../workspace/namespaces';
import { ordinalsOf } from '../../workspace/ordinals';
import { defineRule } from '../rule';

/** What the Linux kernel takes as a host's name, in characters (the kubelet checks it before it starts a Pod). */
const LONGEST_HOSTNAME = 64;

export const hostnameFqdnTooLong = defineRule({
  id: 'hostname-fqdn-too-long',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: '`setHostnameAsFQDN` asks for a host name of more than 64 characters.',
  why: "With `setHostnameAsFQDN: true` the whole DNS name becomes the Pod's host name, for which the kernel has room for 64 characters. A Pod with a longer one stays in ContainerCreating for ever. Where no namespace is written the default one is assumed, and it is a warning.",
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-sethostnameasfqdn-field',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: transactions
  namespace: accounting
spec:
  serviceName: transactions-headless
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      setHostnameAsFQDN: true
      #                  ^^^^
      containers: [{ name: db, image: "postgres:17" }]
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: accounting
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      setHostnameAsFQDN: true
      containers: [{ name: db, image: "postgres:17" }]
`,
  *check(set, workspace) {
    const field = set.template?.spec?.setHostnameAsFQDN;
    const name = nameOf(set);
    const service = set.serviceName?.value;
    const range = ordinalsOf(set, workspace);
    if (field?.value !== true || name === undefined || !service || range === undefined) return;
    // A set that can have no Pods for its name has a finding of its own.
    if (name.length > LONGEST_SET_NAME) return;
    const stated = statedNamespaces(set, workspace);
    if (stated === undefined && set.metadata.namespace !== undefined) return;
    const namespaces = stated ?? [workspace.settings.defaultNamespace];
    const namespace = namespaces.toSorted((a, b) => b.length - a.length)[0] ?? '';
    const fqdn = (ordinal: number, within = namespace): string =>
      podDnsName(podName(name, ordinal), service, within, workspace.settings.clusterDomain);
    const last = fqdn(range.last);
    if (last.length <= LONGEST_HOSTNAME) return;
    const all = fqdn(range.first).length > LONGEST_HOSTNAME;
    yield {
      span: field.span,
      // Where the namespace is left open, even the shortest may be too long.
      severity: stated === undefined && fqdn(range.last, 'x').length <= LONGEST_HOSTNAME ? 'warning' : 'error',
      message: `${all ? 'No Pod' : 'Not every Pod'} of ${name} can start: ${last} has ${last.length} characters, and a host name can have ${LONGEST_HOSTNAME}. Shorten the names of the set or its Service, or remove setHostnameAsFQDN.`,
    };
  },
});
