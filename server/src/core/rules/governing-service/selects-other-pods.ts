import { matches, plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { governingServiceOf, selectsPodsOf, servicesSelectingPodsOf } from '../../workspace/governing-service';
import type { Workspace } from '../../workspace/workspace';
import { renameServiceName } from '../fixes/rename-service-name';
import { selectPods } from '../fixes/select-pods';
import { defineRule } from '../rule';

export const governingServiceSelectsOtherPods = defineRule({
  id: 'governing-service-selects-other-pods',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: "The governing Service does not select the set's Pods.",
  why: 'A Pod has a DNS name only while it is an endpoint of its governing Service. A selector that asks for a label the Pods do not carry leaves them without one, and lookups fail with NXDOMAIN.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: { app: database }
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
    metadata: { labels: { app: db, tier: storage } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`,
  *check(set, workspace) {
    const governing = governingServiceOf(set, workspace);
    if (governing.state !== 'found') return;
    const { service, name } = governing;
    if (serviceType(service) === 'external-name' || selectsPodsOf(service, set, workspace) !== false) return;
    // Where the set does not even match its own template the template is the culprit, and that is said there.
    const labels = plainLabels(set.template?.metadata.labels);
    if (set.selector?.value !== undefined && labels !== undefined && matches(set.selector.value, labels) === false)
      return;
    const others = servicesSelectingPodsOf(set, workspace);
    yield {
      span: name.span,
      ...(takesTurns(set, service, workspace) ? { severity: 'warning' as const } : {}),
      message: `Service ${name.value ?? ''} does not select the Pods of ${nameOf(set) ?? 'this set'}: ${difference(service, set)}. They are no endpoints of it and get no DNS names. Make its selector match the labels of spec.template.`,
      related: [
        {
          document: service.document,
          span: service.selector?.key ?? service.span,
          message: `The selector of Service ${name.value ?? ''}.`,
        },
        ...(set.template?.metadata.labels === undefined
          ? []
          : [{ document: set.document, span: set.template.metadata.labels.key, message: 'The labels of the Pods.' }]),
      ],
      fixes: [
        ...selectPods(service, set, workspace),
        ...renameServiceName(set, others, 'selects these Pods', workspace),
      ],
    };
  },
});

/**
 * Whether the Service selects another set that names it too, by labels of which this one has some: blue and green, of which
 * one is in use. The other works, without DNS names.
 */
function takesTurns(set: StatefulSet, service: Service, workspace: Workspace): boolean {
  const labels = plainLabels(set.template?.metadata.labels) ?? new Map<string, string>();
  return (
    [...(plainLabels(service.selector) ?? [])].some(([key, value]) => labels.get(key) === value) &&
    workspace
      .near(workspace.governedBy(nameOf(service) ?? ''), set)
      .some((other) => selectsPodsOf(service, other, workspace) === true)
  );
}

function difference(service: Service, set: StatefulSet): string {
  const labels = plainLabels(set.template?.metadata.labels) ?? new Map<string, string>();
  const wrong = [...(plainLabels(service.selector) ?? [])].filter(([key, value]) => labels.get(key) !== value);
  return wrong
    .map(([key, value]) => {
      const label = labels.get(key);
      return label === undefined
        ? `it asks for ${key}: ${value}, which they lack`
        : `it asks for ${key}: ${value}, they carry ${key}: ${label}`;
    })
    .join('; ');
}
