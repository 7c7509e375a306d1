import { quantity } from '../../kubernetes/fingerprint';
import { immutableFieldsChanged } from '../../kubernetes/immutable-fields';
import type { LabelSelector } from '../../kubernetes/labels';
import { plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { ImmutableField } from '../../kubernetes/statefulset-validation';
import { forbiddenDetail } from '../../kubernetes/statefulset-validation';
import { featuresOf } from '../../kubernetes/versions';
import type { Workspace } from '../../workspace/workspace';
import type { Finding } from '../finding';
import { restoreFields } from '../fixes/restore';
import { defineRule } from '../rule';
import type { ClaimTemplateChange } from './claim-template-change';
import { claimTemplateChange } from './claim-template-change';
import { serviceFieldsChanged } from './service-fields-changed';
import type { Live } from './way-out';
import { claimsOf, copyCommands, enlargeClaims, livesOf, orphan } from './way-out';

export const immutableFieldChanged = defineRule({
  id: 'immutable-field-changed',
  severity: 'error',
  kinds: ['StatefulSet', 'Service'],
  summary: 'A field differs from the last commit that cannot change on a StatefulSet or Service that exists.',
  why: 'The API server refuses the whole update, and its answer does not name the field. Of spec only replicas, ordinals, template, updateStrategy, persistentVolumeClaimRetentionPolicy, minReadySeconds and, since 1.33, revisionHistoryLimit can change. The way round is to delete the set without its Pods and apply it again: the new set adopts them. Of a Service the class of its load balancer, its first IP family and its health check port cannot change while they are in use.',
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
  *check(resource, workspace) {
    const committed = workspace.committed<StatefulSet | Service>(resource);
    if (committed === undefined || committed.partial) return;
    if (resource.kind === 'Service' && committed.kind === 'Service')
      yield* serviceFieldsChanged(resource, committed, workspace);
    else if (resource.kind === 'StatefulSet' && committed.kind === 'StatefulSet')
      yield* setFieldsChanged(resource, committed, workspace);
  },
});

/** What of a set differs that cannot, a finding for each field. */
function* setFieldsChanged(set: StatefulSet, committed: StatefulSet, workspace: Workspace): Iterable<Finding> {
  const features = featuresOf(workspace.settings.kubernetesVersion);
  const fields = immutableFieldsChanged(committed, set, features);
  const grown = fields.includes('volumeClaimTemplates') ? grownClaims(committed, set) : [];
  for (const field of fields) {
    const growth = field === 'volumeClaimTemplates' ? grown : [];
    const lives = livesOf(set, workspace);
    const { span, text, consequence } = changeOf(field, committed, set, growth.length > 0, workspace);
    yield {
      span: span ?? set.spec ?? set.span,
      message: [
        `${text} since ${workspace.baseline}.`,
        `The API server refuses that for a set that exists ("${forbiddenDetail(features)}").`,
        wayOut(committed, lives, growth),
        ...(consequence === '' ? [] : [consequence]),
      ].join(' '),
      fixes: [
        ...lives.map((live) =>
          copyCommands(
            `Copy the commands that replace StatefulSet ${live.name} and keep its Pods`,
            [...grown.flatMap(({ name, storage }) => enlargeClaims(committed, live, name, storage)), orphan(live)],
            live,
          ),
        ),
        ...restoreFields(set, committed, [field], workspace),
      ],
    };
  }
}

function changeOf(
  field: ImmutableField,
  before: StatefulSet,
  after: StatefulSet,
  grown: boolean,
  workspace: Workspace,
): ClaimTemplateChange {
  switch (field) {
    case 'serviceName':
      return {
        span: after.serviceName?.span,
        text: `serviceName changed from ${before.serviceName?.value ?? 'nothing'} to ${after.serviceName?.value ?? 'nothing'}`,
        consequence:
          (after.serviceName?.value ?? '') === ''
            ? 'Its Pods lose their DNS names when they are re-created.'
            : 'Its Pods get names under the new Service only when they are re-created.',
      };
    case 'podManagementPolicy':
      return {
        span: after.podManagementPolicy?.span,
        text: `podManagementPolicy changed from ${before.podManagementPolicy?.value ?? 'OrderedReady (the default)'} to ${after.podManagementPolicy?.value ?? 'OrderedReady (the default)'}`,
        consequence: '',
      };
    case 'selector':
      return {
        span: after.selector?.key,
        text: `selector changed${fromTo(before.selector?.value, after.selector?.value)}`,
        consequence: 'Pods that the new selector does not match are not adopted: delete them afterwards.',
      };
    case 'revisionHistoryLimit':
      return {
        span: after.revisionHistoryLimit?.span,
        text: `revisionHistoryLimit changed from ${before.revisionHistoryLimit?.value ?? '10 (the default)'} to ${after.revisionHistoryLimit?.value ?? '10 (the default)'}`,
        consequence: '',
      };
    case 'volumeClaimTemplates':
      return claimTemplateChange(before, after, grown, workspace);
  }
}

/** What a selector asked for and asks for now, where pairs of labels are all that it asks for. */
function fromTo(before: LabelSelector | undefined, after: LabelSelector | undefined): string {
  const texts = [before, after].map((selector) => {
    const pairs = plainLabels(selector?.matchLabels);
    const isPlain = pairs !== undefined && pairs.size > 0 && selector?.matchExpressions.length === 0;
    return isPlain ? [...pairs].map(([key, value]) => `${key}: ${value}`).join(', ') : undefined;
  });
  return texts.includes(undefined) ? '' : ` from ${texts.join(' to ')}`;
}

function wayOut(
  committed: StatefulSet,
  [live, ...others]: readonly [Live, ...Live[]],
  growth: readonly GrownClaim[],
): string {
  const same = others.map(({ name, asBuilt }) => `${name}${asBuilt}`).join(' and ');
  const run = `run "${orphan(live)}", which leaves its Pods running, and apply the file again${same === '' ? '' : `; the same goes for ${same}`}`;
  if (growth.length === 0) return `To change it all the same, ${run}.`;
  const claims = growth.map(({ name }) => claimsOf(committed, live, name)).join(' and ');
  return `To enlarge the volumes, patch ${claims} first, if the StorageClass allows that; then ${run}.`;
}

interface GrownClaim {
  readonly name: string;
  readonly storage: string;
}

/** The claim templates that ask for more storage than they did. */
function grownClaims(before: StatefulSet, after: StatefulSet): readonly GrownClaim[] {
  return after.claimTemplates.flatMap((template) => {
    const name = nameOf(template);
    const old = before.claimTemplates.find((other) => nameOf(other) === name)?.storage?.value;
    const storage = template.storage?.value;
    if (name === undefined || old === undefined || storage === undefined) return [];
    return (quantity(storage) ?? 0) > (quantity(old) ?? Number.POSITIVE_INFINITY) ? [{ name, storage }] : [];
  });
}
