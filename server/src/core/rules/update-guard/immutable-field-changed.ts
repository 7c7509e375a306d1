import { quantity } from '../../kubernetes/fingerprint';
import { immutableFieldsChanged } from '../../kubernetes/immutable-fields';
import { nameOf } from '../../kubernetes/resource';
import type { ClaimTemplate, StatefulSet } from '../../kubernetes/statefulset';
import type { ImmutableField } from '../../kubernetes/statefulset-validation';
import { forbiddenDetail } from '../../kubernetes/statefulset-validation';
import { featuresOf } from '../../kubernetes/versions';
import type { Span } from '../../yaml/span';
import { restoreField } from '../fixes/restore';
import { defineRule } from '../rule';
import { copyCommands, enlargeClaims, orphanAndApply } from './way-out';

export const immutableFieldChanged = defineRule({
  id: 'immutable-field-changed',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'A field differs from the last commit that cannot change on a StatefulSet that exists.',
  why: 'The API server refuses the whole update, and its answer does not name the field. Of spec only replicas, ordinals, template, updateStrategy, persistentVolumeClaimRetentionPolicy, minReadySeconds and, since 1.33, revisionHistoryLimit can change. The way round is to delete the set without its Pods and apply it again: the new set adopts them.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  bad: `
#// FILE: db.yaml
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
      containers:
        - name: db
          image: postgres:17
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 20Gi
            #        ^^^^
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: { app: db }
#// FILE: HEAD:db.yaml
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
      containers:
        - name: db
          image: postgres:17
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
  good: `
#// FILE: db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  serviceName: db
  podManagementPolicy: OrderedReady
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:18" }] }
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: { app: db }
#// FILE: HEAD:db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`,
  *check(set, workspace) {
    const committed = workspace.committed(set);
    if (committed === undefined || committed.partial) return;
    const features = featuresOf(workspace.settings.kubernetesVersion);
    for (const field of immutableFieldsChanged(committed, set, features)) {
      const growth = field === 'volumeClaimTemplates' ? grownClaims(committed, set) : [];
      const commands = [
        ...growth.flatMap(({ name, storage }) => enlargeClaims(set, name, storage)),
        ...orphanAndApply(set),
      ];
      yield {
        span: spanOf(field, committed, set),
        message: `${changeOf(field, committed, set)} since the last commit. The API server refuses that for a set that exists ("${forbiddenDetail(features)}"). ${wayOut(field, growth.length > 0)}`,
        fixes: [
          copyCommands(`Copy the commands that replace StatefulSet ${nameOf(set) ?? ''} and keep its Pods`, commands),
          ...restoreField(set, committed, field, workspace),
        ],
      };
    }
  },
});

function spanOf(field: ImmutableField, before: StatefulSet, after: StatefulSet): Span {
  const spec = after.spec ?? after.span;
  switch (field) {
    case 'selector':
      return after.selector?.key ?? spec;
    case 'serviceName':
      return after.serviceName?.span ?? spec;
    case 'podManagementPolicy':
      return after.podManagementPolicy?.span ?? spec;
    case 'revisionHistoryLimit':
      return after.revisionHistoryLimit?.span ?? spec;
    case 'volumeClaimTemplates': {
      const changed = changedTemplate(before, after);
      if (changed === undefined) return spec;
      const old = before.claimTemplates.find((template) => nameOf(template) === nameOf(changed));
      const resized = old !== undefined && old.storage?.value !== changed.storage?.value;
      return (resized ? changed.storage?.span : undefined) ?? changed.metadata.name?.span ?? changed.span;
    }
  }
}

/** The first claim template that is not as it was at its place; undefined where one was only taken away at the end. */
function changedTemplate(before: StatefulSet, after: StatefulSet): ClaimTemplate | undefined {
  return after.claimTemplates.find(
    (template, index) => template.fingerprint !== before.claimTemplates[index]?.fingerprint,
  );
}

function changeOf(field: ImmutableField, before: StatefulSet, after: StatefulSet): string {
  switch (field) {
    case 'serviceName':
      return `serviceName changed from ${before.serviceName?.value ?? 'nothing'} to ${after.serviceName?.value ?? 'nothing'}`;
    case 'podManagementPolicy':
      return `podManagementPolicy changed from ${before.podManagementPolicy?.value ?? 'OrderedReady (the default)'} to ${after.podManagementPolicy?.value ?? 'OrderedReady (the default)'}`;
    case 'selector':
    case 'revisionHistoryLimit':
      return `${field} changed`;
    case 'volumeClaimTemplates': {
      const changed = changedTemplate(before, after);
      const old = before.claimTemplates.find(
        (template) => nameOf(template) === nameOf(changed ?? { metadata: after.metadata }),
      );
      if (changed === undefined) return 'A claim template was removed';
      if (old === undefined) return `The claim template ${nameOf(changed) ?? ''} was added`;
      if (old.storage?.value !== changed.storage?.value) {
        return `The storage that claim template ${nameOf(changed) ?? ''} asks for changed from ${old.storage?.value ?? 'nothing'} to ${changed.storage?.value ?? 'nothing'}`;
      }
      return `The claim template ${nameOf(changed) ?? ''} changed (labels and annotations count)`;
    }
  }
}

function wayOut(field: ImmutableField, grows: boolean): string {
  const replace = 'delete the set with --cascade=orphan, which leaves its Pods running, and apply it again';
  switch (field) {
    case 'volumeClaimTemplates':
      return `${grows ? 'To enlarge the volumes, patch each existing claim first, then ' : 'Otherwise '}${replace}. Existing claims stay as they are.`;
    case 'serviceName':
      return `Otherwise ${replace}. The Pods get names under the new Service only when they are re-created.`;
    case 'selector':
      return `Otherwise ${replace}. Pods that the new selector does not match are not adopted: delete them afterwards.`;
    case 'podManagementPolicy':
    case 'revisionHistoryLimit':
      return `Otherwise ${replace}.`;
  }
}

/** The claim templates that ask for more storage than they did. */
function grownClaims(
  before: StatefulSet,
  after: StatefulSet,
): readonly { readonly name: string; readonly storage: string }[] {
  return after.claimTemplates.flatMap((template) => {
    const name = nameOf(template);
    const old = before.claimTemplates.find((other) => nameOf(other) === name)?.storage?.value;
    const storage = template.storage?.value;
    if (name === undefined || old === undefined || storage === undefined) return [];
    return (quantity(storage) ?? 0) > (quantity(old) ?? Number.POSITIVE_INFINITY) ? [{ name, storage }] : [];
  });
}
