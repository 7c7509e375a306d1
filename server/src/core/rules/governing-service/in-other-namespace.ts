import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { governingServiceOf } from '../../workspace/governing-service';
import { namespaceInForce } from '../../workspace/namespaces';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { createHeadlessService } from '../fixes/create-service';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const governingServiceInOtherNamespace = defineRule({
  id: 'governing-service-in-other-namespace',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'The Service that `serviceName` names exists only in another namespace.',
  why: 'A Service governs Pods of its own namespace only, so the Pods get no DNS names. An object without a namespace goes to the default one.',
  documentation:
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-and-subdomain-field',
  bad: `
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
  namespace: storage
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
  namespace: storage
spec:
  clusterIP: None
  selector: { app: db }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: storage
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`,
  *check(set, workspace) {
    if (!workspace.complete) return;
    const governing = governingServiceOf(set, workspace);
    if (governing.state !== 'in-other-namespace') return;
    const { service, name } = governing;
    const own = namespaceInForce(set, workspace) ?? '';
    const other = namespaceInForce(service, workspace) ?? '';
    yield {
      span: name.span,
      message: `Service ${name.value ?? ''} is in namespace ${other}, but ${nameOf(set) ?? 'this set'} is in ${own}. A Service governs Pods of its own namespace only, so these get no DNS names. Put both into one namespace.`,
      related: [
        {
          document: service.document,
          span: service.metadata.namespace?.span ?? service.metadata.name?.span ?? service.span,
          message: `Service ${name.value ?? ''} in namespace ${other}.`,
        },
      ],
      fixes: [...moveService(service, own, workspace), ...createHeadlessService(set, name.value ?? '', workspace)],
    };
  },
});

/** Moves the Service into the set's namespace, unless it is there for other sets. */
function moveService(service: Service, namespace: string, workspace: Workspace): readonly Fix[] {
  const name = nameOf(service) ?? '';
  if (workspace.governedBy(name).some((other) => workspace.sameNamespace(other, service))) return [];
  return fixBy(`Put Service ${name} into namespace ${namespace}`, service, workspace, [
    setAt(['metadata'], 'namespace', namespace, 'name'),
  ]);
}
