import { retentionOf } from '../../kubernetes/defaults';
import { nameOf } from '../../kubernetes/resource';
import { defineRule } from '../rule';

export const scaleDownDeletesData = defineRule({
  id: 'scale-down-deletes-data',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'Scaling down deletes the claims of the Pods that go, and their data.',
  why: 'With `whenScaled: Delete` every reduction of the replicas destroys volumes, a mistaken one as well, and scaling up again brings empty ones. It is a warning where that happens without anybody deciding it, because an autoscaler scales the set, or where `whenDeleted` is to keep the data; else information.',
  documentation:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  persistentVolumeClaimRetentionPolicy:
    whenScaled: Delete
    #           ^^^^^^
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
    whenScaled: Retain
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
  *check(set, workspace) {
    const policy = set.whenScaled;
    const name = nameOf(set);
    const { whenDeleted, whenScaled } = retentionOf(set);
    if (policy === undefined || whenScaled !== 'Delete' || set.claimTemplates.length === 0) return;
    const autoscaler = (name === undefined ? [] : workspace.autoscalersOf('StatefulSet', name)).find((candidate) =>
      workspace.sameNamespace(candidate, set),
    );
    const kept = whenDeleted === 'Retain' ? ', though deleting the whole set keeps them' : '';
    const who =
      autoscaler === undefined ? '' : ` HorizontalPodAutoscaler ${nameOf(autoscaler) ?? ''} does that by itself.`;
    yield {
      span: policy.span,
      severity: autoscaler !== undefined || whenDeleted === 'Retain' ? 'warning' : 'information',
      message: `Scaling ${name ?? 'this set'} down deletes the claims of the Pods that go, with their data${kept}; scaling up again brings empty volumes.${who} Retain keeps them.`,
      ...(autoscaler === undefined
        ? {}
        : {
            related: [
              {
                document: autoscaler.document,
                span: autoscaler.targetName?.span ?? autoscaler.span,
                message: `HorizontalPodAutoscaler ${nameOf(autoscaler) ?? ''} scales the set.`,
              },
            ],
          }),
    };
  },
});
