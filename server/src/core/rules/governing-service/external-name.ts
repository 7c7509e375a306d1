import { nameOf } from '../../kubernetes/resource';
import { serviceType } from '../../kubernetes/service';
import { governingServiceOf } from '../../workspace/governing-service';
import { defineRule } from '../rule';

export const governingServiceExternalName = defineRule({
  id: 'governing-service-external-name',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'The governing Service is of type ExternalName.',
  why: 'Such a Service is an alias for a name outside the cluster: it has no endpoints, so no Pod of the set ever gets a DNS name under it.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#externalname',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: db.example.com
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  #            ^^
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: { app: db }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`,
  *check(set, workspace) {
    const governing = governingServiceOf(set, workspace);
    if (governing.state !== 'found' || serviceType(governing.service) !== 'external-name') return;
    const { service, name } = governing;
    const target = service.externalName?.value;
    yield {
      span: name.span,
      message: `Service ${name.value ?? ''} is an alias${target === undefined ? '' : ` for ${target}`} (type ExternalName) and has no endpoints: no Pod of ${nameOf(set) ?? 'this set'} gets a DNS name under it. Name a headless Service that selects these Pods.`,
      related: [
        {
          document: service.document,
          span: service.type?.span ?? service.span,
          message: `Service ${name.value ?? ''} is of type ExternalName.`,
        },
      ],
    };
  },
});
