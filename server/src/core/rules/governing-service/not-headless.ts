import { replicasOf } from '../../kubernetes/defaults';
import { LONGEST_LABEL } from '../../kubernetes/name-rules';
import { nameOf } from '../../kubernetes/resource';
import type { Service, ServicePort } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import {
  governingServiceOf,
  podNamesAreUsed,
  selectsPodsOf,
  servicesSelectingPodsOf,
} from '../../workspace/governing-service';
import type { Workspace } from '../../workspace/workspace';
import { replaceScalar } from '../../yaml/edit';
import type { Fix } from '../finding';
import { createHeadlessService } from '../fixes/create-service';
import { makeHeadless } from '../fixes/make-headless';
import { renameServiceName } from '../fixes/rename-service-name';
import { defineRule } from '../rule';

export const governingServiceNotHeadless = defineRule({
  id: 'governing-service-not-headless',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'The governing Service is not headless: it lacks `clusterIP: None`.',
  why: 'Kubernetes asks for a headless governing Service, and its DNS specification promises a name for each Pod under a headless Service only. A lookup of the Service itself answers one virtual address instead of the Pods. It is information for a single replica whose own name nobody uses, and for a Service that is exposed on purpose (NodePort, LoadBalancer).',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  selector: { app: redis }
  ports:
    - port: 6379
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: redis
spec:
  serviceName: redis
  #            ^^^^^
  replicas: 2
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec: { containers: [{ name: redis, image: "redis:8" }] }
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  clusterIP: None
  selector: { app: redis }
  ports:
    - port: 6379
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: redis
spec:
  serviceName: redis
  replicas: 2
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec: { containers: [{ name: redis, image: "redis:8" }] }
`,
  *check(set, workspace) {
    const governing = governingServiceOf(set, workspace);
    if (governing.state !== 'found') return;
    const { service, name } = governing;
    // A Service that selects other Pods is not this set's at all: that is said elsewhere, and comes first.
    if (serviceType(service) !== 'cluster-ip' || selectsPodsOf(service, set, workspace) === false) return;
    // That it was headless a moment ago is said of the Service, with the way back.
    const committed = workspace.committed(service);
    if (committed !== undefined && serviceType(committed) === 'headless') return;
    const used = podNamesAreUsed(set, name.value ?? '', workspace);
    const exposed = service.type?.value === 'NodePort' || service.type?.value === 'LoadBalancer';
    const several = (replicasOf(set) ?? 1) > 1;
    const reason = used
      ? 'DNS names of single Pods are used in this workspace'
      : `a lookup of ${name.value ?? ''} answers one virtual address instead of the Pods`;
    const another = used ? [] : nameAnother(set, service, workspace);
    const headless = makeHeadless(service, workspace);
    // What is exposed, or leads to another port, does for its clients what a headless Service cannot.
    const isNeeded = exposed || service.ports.some(isRemapped);
    yield {
      span: name.span,
      severity: used || (several && !exposed) ? 'warning' : 'information',
      message: `Service ${name.value ?? ''} is not headless. Kubernetes promises DNS names for single Pods under a headless Service only, and ${reason}. Set clusterIP: None in it, or name a headless Service here.`,
      related: [
        {
          document: service.document,
          span: service.clusterIP?.span ?? service.spec ?? service.span,
          message:
            service.clusterIP === undefined
              ? `Service ${nameOf(service) ?? ''} has no clusterIP: None.`
              : `Service ${nameOf(service) ?? ''} has another clusterIP than None.`,
        },
      ],
      fixes: [
        ...(used ? [] : renameServiceName(set, headlessBeside(set, workspace), 'selects these Pods', workspace)),
        ...(isNeeded ? [...another, ...headless] : [...headless, ...another]),
      ],
    };
  },
});

function isRemapped({ port, targetPort }: ServicePort): boolean {
  return typeof targetPort?.value === 'number' && targetPort.value !== port?.value;
}

function headlessBeside(set: StatefulSet, workspace: Workspace): readonly Service[] {
  return servicesSelectingPodsOf(set, workspace).filter((service) => serviceType(service) === 'headless');
}

/** Leaves the Service to its clients, and creates one for the names of the Pods beside it. */
function nameAnother(set: StatefulSet, service: Service, workspace: Workspace): readonly Fix[] {
  const { serviceName } = set;
  const name = `${nameOf(service) ?? ''}-headless`;
  const document = workspace.document(set.document);
  if (serviceName === undefined || document === undefined || headlessBeside(set, workspace).length > 0) return [];
  if (name.length > LONGEST_LABEL || workspace.services(name).length > 0) return [];
  const rename = { document: set.document, ...replaceScalar(serviceName, name, document.text) };
  return createHeadlessService(set, name, workspace)
    .slice(0, 1)
    .map(({ title, edits }) => ({ title: `${title}, and name it in serviceName`, edits: [rename, ...edits] }));
}
