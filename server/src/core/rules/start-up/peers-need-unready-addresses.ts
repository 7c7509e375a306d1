import { podManagementPolicyOf } from '../../kubernetes/defaults';
import { podName } from '../../kubernetes/identity';
import { awaitedPeer } from '../../kubernetes/peers';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { UNREADY_ANNOTATION, serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { mayBePatched } from '../../workspace/applied';
import { governingServiceOf, selectsPodsOf } from '../../workspace/governing-service';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const peersNeedUnreadyAddresses = defineRule({
  id: 'peers-need-unready-addresses',
  severity: 'information',
  kinds: ['StatefulSet'],
  summary: 'Members look each other up by name, but a Pod has no name before it is ready.',
  why: 'Under its governing Service a Pod has a DNS name only while its readiness probe succeeds, and none while its init containers run. Where members become ready only once they have found each other, none ever does: with `OrderedReady` the second Pod is not even made. `publishNotReadyAddresses: true` gives a Pod its name as soon as it has an address; clients, who should meet ready Pods only, then get a Service of their own.',
  documentation:
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-and-subdomain-field',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: etcd
spec:
  clusterIP: None
  selector: { app: etcd }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: etcd
spec:
  serviceName: etcd
  #            ^^^^
  replicas: 3
  selector: { matchLabels: { app: etcd } }
  template:
    metadata: { labels: { app: etcd } }
    spec:
      containers:
        - name: etcd
          image: quay.io/coreos/etcd:v3.6.0
          args:
            - --initial-cluster=etcd-0=http://etcd-0.etcd:2380,etcd-1=http://etcd-1.etcd:2380,etcd-2=http://etcd-2.etcd:2380
          readinessProbe: { httpGet: { path: /health, port: 2379 } }
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: etcd
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: { app: etcd }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: etcd
spec:
  serviceName: etcd
  replicas: 3
  selector: { matchLabels: { app: etcd } }
  template:
    metadata: { labels: { app: etcd } }
    spec:
      containers:
        - name: etcd
          image: quay.io/coreos/etcd:v3.6.0
          args:
            - --initial-cluster=etcd-0=http://etcd-0.etcd:2380,etcd-1=http://etcd-1.etcd:2380,etcd-2=http://etcd-2.etcd:2380
          readinessProbe: { httpGet: { path: /health, port: 2379 } }
`,
  *check(set, workspace) {
    const governing = governingServiceOf(set, workspace);
    const name = nameOf(set);
    if (governing.state !== 'found' || name === undefined) return;
    const { service, name: serviceName } = governing;
    const peer = awaitedPeer(set, serviceName.value ?? '');
    if (peer === undefined || !hidesUnready(service, set, workspace)) return;
    const probe = set.template?.spec?.containers
      .flatMap((container) => container.probes)
      .find(({ kind }) => kind === 'readinessProbe');
    const ordered = podManagementPolicyOf(set) === 'OrderedReady';
    yield {
      span: serviceName.span,
      message: `Pods of ${name} call each other by name, but under Service ${serviceName.value ?? ''} a Pod has a name only while it is ready. If ${podName(name, 0)} is not ready before it has found the others, ${ordered ? 'none of them is ever made' : 'none of them ever gets ready'}. Then set publishNotReadyAddresses: true in that Service.`,
      related: [
        { document: set.document, span: peer.span, message: 'A member is called by name here.' },
        ...(probe === undefined
          ? []
          : [{ document: set.document, span: probe.key, message: 'What decides whether a Pod is ready.' }]),
        {
          document: service.document,
          span: service.publishNotReadyAddresses?.span ?? service.spec ?? service.span,
          message: `Service ${serviceName.value ?? ''} hides Pods that are not ready.`,
        },
      ],
      fixes: publishUnready(service, workspace),
    };
  },
});

/** The annotation shows that somebody has thought of it; that it no longer works is another rule's to say. */
function hidesUnready(service: Service, set: StatefulSet, workspace: Workspace): boolean {
  const { publishNotReadyAddresses: publish } = service;
  return (
    serviceType(service) === 'headless' &&
    selectsPodsOf(service, set, workspace) === true &&
    (publish === undefined || publish.value === false) &&
    service.metadata.annotations?.value?.get(UNREADY_ANNOTATION) === undefined &&
    !mayBePatched(service, workspace)
  );
}

function publishUnready(service: Service, workspace: Workspace): readonly Fix[] {
  const title = `Set publishNotReadyAddresses: true in Service ${nameOf(service) ?? ''}`;
  return fixBy(title, service, workspace, [setAt(['spec'], 'publishNotReadyAddresses', true, 'clusterIP')]);
}
