import { podManagementPolicyOf, replicasOf, startOf } from '../../kubernetes/defaults';
import { podName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import { restoreFields } from '../fixes/restore';
import { defineRule } from '../rule';

export const startOrdinalChanged = defineRule({
  id: 'start-ordinal-changed',
  severity: 'information',
  kinds: ['StatefulSet'],
  summary: '`ordinals.start` differs from the last commit: Pods get other names.',
  why: 'The controller makes Pods for the new ordinals, with new and empty claims, and deletes those whose ordinals are out of range; their claims stay unless the retention policy says otherwise. With OrderedReady every new Pod is made and available before the first old one goes.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#start-ordinal',
  bad: `
#// FILE: db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  ordinals:
    start: 5
    #      ^
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
#// FILE: HEAD:db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`,
  good: `
#// FILE: db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 4
  ordinals:
    start: 0
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
#// FILE: HEAD:db.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`,
  *check(set, workspace) {
    const committed = workspace.committed(set);
    if (committed === undefined || committed.partial) return;
    const before = rangeOf(startOf(committed), replicasOf(committed));
    const after = rangeOf(startOf(set), replicasOf(set));
    const name = nameOf(set);
    if (name === undefined || before === undefined || after === undefined || before.start === after.start) return;
    const ordered = podManagementPolicyOf(set) === 'OrderedReady';
    const order = ordered
      ? 'Every new Pod must be available before the first old one is deleted, so for a while both are there.'
      : '';
    yield {
      span: set.start?.span ?? set.spec ?? set.span,
      message:
        `ordinals.start changed from ${before.start} to ${after.start} since the last commit: the Pods were ${podsText(name, before)} and will be ${podsText(name, after)}. New ordinals start with empty claims; the old claims stay unless persistentVolumeClaimRetentionPolicy says otherwise. ${order}`.trim(),
      fixes: restoreFields(set, committed, ['ordinals'], workspace),
    };
  },
});

interface OrdinalRange {
  readonly start: number;
  readonly count: number;
}

function rangeOf(start: number | undefined, count: number | undefined): OrdinalRange | undefined {
  return start === undefined || count === undefined ? undefined : { start, count };
}

function podsText(name: string, { start, count }: OrdinalRange): string {
  if (count === 0) return 'none';
  const first = podName(name, start);
  return count === 1 ? first : `${first} to ${podName(name, start + count - 1)}`;
}
