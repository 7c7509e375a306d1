import { nameOf } from '../../kubernetes/resource';
import { defineRule } from '../rule';

export const setDeletionDeletesData = defineRule({
  id: 'set-deletion-deletes-data',
  severity: 'information',
  kinds: ['StatefulSet'],
  summary: 'Deleting the StatefulSet deletes its claims, and their data.',
  why: 'With `whenDeleted: Delete` the claims go with the set, also where a tool deletes and re-creates it, as GitOps tools do to change a field that cannot be changed. Deleting with `--cascade=orphan` keeps them.',
  documentation:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Delete
    #            ^^^^^^
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
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
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
`,
  *check(set) {
    const policy = set.whenDeleted;
    if (policy?.value !== 'Delete' || set.claimTemplates.length === 0) return;
    yield {
      span: policy.span,
      message: `Deleting ${nameOf(set) ?? 'this set'} deletes the claims of all its Pods, with their data, also where a tool deletes it to create it anew. kubectl delete --cascade=orphan keeps Pods and claims.`,
    };
  },
});
