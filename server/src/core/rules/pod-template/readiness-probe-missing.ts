import { replicasOf } from '../../kubernetes/defaults';
import { nameOf } from '../../kubernetes/resource';
import { mayBePatched } from '../../workspace/applied';
import { servicesSelectingPodsOf } from '../../workspace/governing-service';
import { defineRule } from '../rule';

export const readinessProbeMissing = defineRule({
  id: 'readiness-probe-missing',
  severity: 'information',
  kinds: ['StatefulSet'],
  summary: 'No container says when it is ready, although there are several Pods behind a Service.',
  why: 'Without a readiness probe a Pod counts as ready as soon as its containers run. Its Service offers it to clients that it cannot answer yet, and a rollout replaces one Pod after the other although none of the new ones works.',
  documentation:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes',
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
spec:
  serviceName: db
  replicas: 3
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: postgres
          #     ^^^^^^^^
          image: postgres:17
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
  replicas: 3
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: postgres
          image: postgres:17
          readinessProbe: { exec: { command: [pg_isready] } }
`,
  *check(set, workspace) {
    const containers = set.template?.spec?.containers ?? [];
    const [first] = containers;
    if ((replicasOf(set) ?? 1) < 2 || first?.name === undefined || set.metadata.live) return;
    // A container without a name is one that cannot be read.
    const unsaid = containers.every(
      ({ name, probes }) => name !== undefined && probes.every(({ kind }) => kind !== 'readinessProbe'),
    );
    const [service] = servicesSelectingPodsOf(set, workspace);
    if (!unsaid || service === undefined || mayBePatched(set, workspace)) return;
    const which = containers.length === 1 ? `Container ${first.name.value ?? ''} has` : 'The containers have';
    yield {
      span: first.name.span,
      message: `${which} no readinessProbe, so a Pod of ${nameOf(set) ?? 'this set'} counts as ready as soon as it runs: Service ${nameOf(service) ?? ''} offers it to clients before it can answer, and a rollout goes on although the new version does not work. Add one.`,
      related: [
        {
          document: service.document,
          span: service.metadata.name?.span ?? service.span,
          message: `Service ${nameOf(service) ?? ''} selects these Pods.`,
        },
      ],
    };
  },
});
