import { updateStrategyOf } from '../../kubernetes/defaults';
import { nameOf } from '../../kubernetes/resource';
import { defineRule } from '../rule';

export const updateOnDelete = defineRule({
  id: 'update-on-delete',
  severity: 'hint',
  kinds: ['StatefulSet'],
  summary: 'With the update strategy `OnDelete` no Pod is updated until somebody deletes it.',
  why: 'A change of the template is accepted and waits. Each Pod takes it when it is deleted, whoever deletes it and for whatever reason, so a node that fails in the night brings an update with it. `kubectl rollout status` does not work for this strategy.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  updateStrategy:
    type: OnDelete
    #     ^^^^^^^^
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
  updateStrategy:
    type: RollingUpdate
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set) {
    const type = set.updateStrategy?.value?.type;
    if (type === undefined || updateStrategyOf(set) !== 'OnDelete') return;
    yield {
      span: type.span,
      message: `Pods of ${nameOf(set) ?? 'this set'} take a change of the template only when somebody deletes them, one by one; until then nothing happens. RollingUpdate does it without anybody.`,
    };
  },
});
