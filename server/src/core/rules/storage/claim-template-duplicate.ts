import { claimName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { ClaimTemplate } from '../../kubernetes/statefulset';
import { defineRule } from '../rule';

export const claimTemplateDuplicate = defineRule({
  id: 'claim-template-duplicate',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'Two claim templates have the same name.',
  why: 'Both make the same claim, so each Pod gets one volume where two were meant. The API server accepts that, and claim templates cannot change once the set exists.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          image: postgres:17
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
    - metadata:
        name: data
        #     ^^^^
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          image: postgres:17
          volumeMounts:
            - { name: data, mountPath: /var/lib/postgresql/data }
            - { name: wal, mountPath: /var/lib/postgresql/wal }
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
    - metadata:
        name: wal
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
`,
  *check(set) {
    const seen = new Map<string, ClaimTemplate>();
    for (const template of set.claimTemplates) {
      const name = nameOf(template);
      if (name === undefined) continue;
      const first = seen.get(name);
      if (first === undefined) {
        seen.set(name, template);
        continue;
      }
      yield {
        span: template.metadata.name?.span ?? template.span,
        message: `A claim template ${name} stands above already: both make the claim ${claimName(name, nameOf(set) ?? '<name>', 0)}, so each Pod gets one volume, not two. Give this one another name, or remove it.`,
        related: [
          {
            document: set.document,
            span: first.metadata.name?.span ?? first.span,
            message: 'The first claim template of that name.',
          },
        ],
      };
    }
  },
});
