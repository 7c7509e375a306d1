import { nameOf } from '../../kubernetes/resource';
import { fixBy } from '../fixes/rewrite';
import { removeAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const activeDeadline = defineRule({
  id: 'active-deadline',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'The Pod template has `activeDeadlineSeconds`, which a StatefulSet must not have.',
  why: 'Pods of a StatefulSet are meant to run without end: the API server refuses a set whose Pods have a deadline.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets',
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
      activeDeadlineSeconds: 3600
      #                      ^^^^
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
      containers: [{ name: db, image: "postgres:17" }]
`,
  *check(set, workspace) {
    const deadline = set.template?.spec?.activeDeadlineSeconds;
    if (deadline?.value === undefined) return;
    yield {
      span: deadline.span,
      message: `The API server refuses StatefulSet ${nameOf(set) ?? ''}: its Pods must not have a deadline. Remove activeDeadlineSeconds; what should end is a Job.`,
      fixes: fixBy('Remove activeDeadlineSeconds', set, workspace, [
        removeAt(['spec', 'template', 'spec'], 'activeDeadlineSeconds'),
      ]),
    };
  },
});
