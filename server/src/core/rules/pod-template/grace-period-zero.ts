import { nameOf } from '../../kubernetes/resource';
import { fixBy } from '../fixes/rewrite';
import { removeAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const gracePeriodZero = defineRule({
  id: 'grace-period-zero',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'Pods are deleted with a grace period of zero seconds.',
  why: 'A Pod is then removed from the API at once, without waiting for its containers to stop. The controller makes its successor of the same name while the old one may still run, and two processes write to one volume. Kubernetes strongly discourages it.',
  documentation:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      terminationGracePeriodSeconds: 0
      #                              ^
      containers: [{ name: db, image: "postgres:17" }]
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      terminationGracePeriodSeconds: 10
      containers: [{ name: db, image: "postgres:17" }]
`,
  *check(set, workspace) {
    const period = set.template?.spec?.terminationGracePeriodSeconds;
    if (period?.value !== 0) return;
    yield {
      span: period.span,
      message: `Pods of ${nameOf(set) ?? 'this set'} are removed without waiting for their containers to stop, so two of one name can run at once and write to the same volume. Give them at least a second, or remove the field: the default is 30.`,
      fixes: fixBy('Remove terminationGracePeriodSeconds (30 seconds by default)', set, workspace, [
        removeAt(['spec', 'template', 'spec'], 'terminationGracePeriodSeconds'),
      ]),
    };
  },
});
