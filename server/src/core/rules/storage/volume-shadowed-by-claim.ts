import { nameOf } from '../../kubernetes/resource';
import { defineRule } from '../rule';

export const volumeShadowedByClaim = defineRule({
  id: 'volume-shadowed-by-claim',
  severity: 'hint',
  kinds: ['StatefulSet'],
  summary: 'A volume has the name of a claim template, which takes its place.',
  why: 'The controller puts the claim of the Pod where the volume of that name was, whatever it was, and says nothing. Some manifests rely on it; whoever reads them may not know.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
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
      volumes:
        - name: data
          #     ^^^^
          emptyDir: {}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
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
            - { name: run, mountPath: /run/postgresql }
      volumes:
        - name: run
          emptyDir: {}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`,
  *check(set) {
    for (const { name } of set.template?.spec?.volumes ?? []) {
      const template = set.claimTemplates.find((candidate) => nameOf(candidate) === name?.value);
      if (name?.value === undefined || template === undefined) continue;
      yield {
        span: name.span,
        message: `Claim template ${name.value} takes the place of this volume: the Pods of ${nameOf(set) ?? 'this set'} never have it. Remove it, or give one of the two another name.`,
        related: [
          {
            document: set.document,
            span: template.metadata.name?.span ?? template.span,
            message: 'The claim template of that name.',
          },
        ],
      };
    }
  },
});
