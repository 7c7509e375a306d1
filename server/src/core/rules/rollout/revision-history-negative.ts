import { nameOf } from '../../kubernetes/resource';
import { featuresOf } from '../../kubernetes/versions';
import { defineRule } from '../rule';
import { removeHistoryLimit } from './remove-history-limit';

export const revisionHistoryNegative = defineRule({
  id: 'revision-history-negative',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'A negative `revisionHistoryLimit` keeps every old revision for ever.',
  why: 'The API server accepts it with a warning. Each change of the template then leaves an object behind that nobody deletes.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#revision-history',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  revisionHistoryLimit: -1
  #                     ^^
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
    if (limit?.value === undefined || limit.value >= 0) return;
    // The warning came with the release that lets the field change.
    const warns = featuresOf(workspace.settings.kubernetesVersion).revisionHistoryLimitMutable;
    yield {
      span: limit.span,
      message: `A negative revisionHistoryLimit keeps every old revision of ${nameOf(set) ?? 'this set'} for ever${warns ? '; the API server warns of it' : ''}. Write how many are to be kept, or leave it out for 10.`,
      fixes: removeHistoryLimit(set, workspace),
    };
  },
});
