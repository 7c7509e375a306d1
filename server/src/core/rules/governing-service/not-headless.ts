import { replicasOf } from '../../kubernetes/defaults';
import { nameOf } from '../../kubernetes/resource';
import { serviceType } from '../../kubernetes/service';
import { governingServiceOf, podNamesAreUsed, selectsPodsOf } from '../../workspace/governing-service';
import { makeHeadless } from '../fixes/make-headless';
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
    const used = podNamesAreUsed(set, name.value ?? '', workspace);
    const exposed = service.type?.value === 'NodePort' || service.type?.value === 'LoadBalancer';
    const several = (replicasOf(set) ?? 1) > 1;
    const reason = used
      ? 'DNS names of single Pods are used in this workspace'
      : `a lookup of ${name.value ?? ''} answers one virtual address instead of the Pods`;
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
      fixes: makeHeadless(service, workspace),
    };
  },
});
