import { podManagementPolicyOf, replicasOf, retentionOf, startOf } from '../../kubernetes/defaults';
import { namesInRow, podName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
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
    yield {
      span: set.start?.span ?? set.spec ?? set.span,
      message: [
        `ordinals.start changed from ${before.start} to ${after.start} since ${workspace.baseline}: ${podsText(name, before, after)}.`,
        ...consequences(set, before, after),
      ].join(' '),
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

function podsText(name: string, before: OrdinalRange, after: OrdinalRange): string {
  if (before.count > 0) return `the Pods were ${rangeText(name, before)} and will be ${rangeText(name, after)}`;
  return after.count > 0
    ? `there were no Pods, and they will be ${rangeText(name, after)}`
    : `there are no Pods, and the first will be ${podName(name, after.start)}`;
}

function rangeText(name: string, { start, count }: OrdinalRange): string {
  return count === 0 ? 'none' : namesInRow(start, start + count - 1, (ordinal) => podName(name, ordinal));
}

/** What becomes of the claims, and in which order Pods come and go, where any do. */
function consequences(set: StatefulSet, before: OrdinalRange, after: OrdinalRange): readonly string[] {
  const [come, go] = [without(after, before), without(before, after)];
  const sentences: string[] = [];
  if (set.claimTemplates.length > 0) {
    if (come > 0) sentences.push('New ordinals start with empty claims.');
    const fate = FATE[retentionOf(set).whenScaled ?? ''];
    if (go > 0 && fate !== undefined) sentences.push(fate);
  }
  if (come > 0 && go > 0 && podManagementPolicyOf(set) === 'OrderedReady')
    sentences.push(
      'Every new Pod must be available before the first old one is deleted, so for a while both are there.',
    );
  return sentences;
}

const FATE: Readonly<Record<string, string>> = {
  Retain: 'The claims of ordinals that go stay, with their data.',
  Delete: 'The claims of ordinals that go are deleted with their data, for whenScaled is Delete.',
};

/** How many ordinals of a range are not in another. */
function without(range: OrdinalRange, other: OrdinalRange): number {
  const start = Math.max(range.start, other.start);
  const end = Math.min(range.start + range.count, other.start + other.count);
  return range.count - Math.max(0, end - start);
}
