import { nameOf } from '../../kubernetes/resource';
import { defineRule } from '../rule';
import { removeHistoryLimit } from './remove-history-limit';

export const revisionHistoryZero = defineRule({
  id: 'revision-history-zero',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'No old revision is kept to go back to.',
  why: 'The controller deletes a revision as soon as no Pod runs it. `kubectl rollout undo` then has nothing to return to, just when an update has gone wrong.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#revision-history',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  revisionHistoryLimit: 0
  #                     ^
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  revisionHistoryLimit: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    const limit = set.revisionHistoryLimit;
    if (limit?.value !== 0) return;
    yield {
      span: limit.span,
      message: `With revisionHistoryLimit 0 no old revision of ${nameOf(set) ?? 'this set'} is kept once no Pod runs it, and kubectl rollout undo has nothing to return to. Keep at least one.`,
      fixes: removeHistoryLimit(set, workspace),
    };
  },
});
