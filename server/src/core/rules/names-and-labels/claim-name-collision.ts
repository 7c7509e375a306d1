import { replicasOf, startOf } from '../../kubernetes/defaults';
import { claimName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Workspace } from '../../workspace/workspace';
import { defineRule } from '../rule';

export const claimNameCollision = defineRule({
  id: 'claim-name-collision',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'Two StatefulSets make claims of the same names.',
  why: 'A claim is named after its template, its set and an ordinal, joined by hyphens, so template `a` of set `b-c` and template `a-b` of set `c` make the same claims. The set that comes second finds them and uses them as they are: two Pods write to one volume, or one of them cannot start.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache-redis
spec:
  selector: { matchLabels: { app: cache-redis } }
  template:
    metadata: { labels: { app: cache-redis } }
    spec:
      containers:
        - name: redis
          image: redis:8
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: redis
spec:
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec:
      containers:
        - name: redis
          image: redis:8
          volumeMounts: [{ name: data-cache, mountPath: /data }]
  volumeClaimTemplates:
    - metadata:
        name: data-cache
        #     ^^^^^^^^^^
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache-redis
spec:
  selector: { matchLabels: { app: cache-redis } }
  template:
    metadata: { labels: { app: cache-redis } }
    spec:
      containers:
        - name: redis
          image: redis:8
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: redis
spec:
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec:
      containers:
        - name: redis
          image: redis:8
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 1Gi } }
`,
  *check(set, workspace) {
    const name = nameOf(set);
    if (name === undefined) return;
    for (const template of set.claimTemplates) {
      const claim = nameOf(template);
      if (claim === undefined || template.metadata.name === undefined) continue;
      const claiming = workspace.claiming(`${claim}-${name}`);
      // Of two sets that collide it is said of the later one.
      const other = claiming.slice(0, claiming.indexOf(set)).find((candidate) => collides(set, candidate, workspace));
      const otherTemplate = other?.claimTemplates.find(
        (candidate) => `${nameOf(candidate) ?? ''}-${nameOf(other) ?? ''}` === `${claim}-${name}`,
      );
      if (other === undefined || otherTemplate === undefined) continue;
      yield {
        span: template.metadata.name.span,
        message: `Claim template ${claim} of ${name} and claim template ${nameOf(otherTemplate) ?? ''} of ${nameOf(other) ?? ''} make claims of the same names, such as ${claimName(claim, name, startOf(set) ?? 0)}: the Pods of both would use one volume. Rename one of the templates or sets.`,
        related: [
          {
            document: other.document,
            span: otherTemplate.metadata.name?.span ?? otherTemplate.span,
            message: `The claim template of ${nameOf(other) ?? ''}.`,
          },
        ],
      };
    }
  },
});

function collides(set: StatefulSet, other: StatefulSet, workspace: Workspace): boolean {
  // A set of the same name is the same one told twice; one that is far away may be for another cluster.
  if (other.partial || workspace.isPatch(other) || nameOf(other) === nameOf(set)) return false;
  if (!workspace.sameNamespace(set, other) || workspace.nearness(set, other) === 'workspace') return false;
  const [a, b] = [ordinals(set), ordinals(other)];
  return a !== undefined && b !== undefined && a.start < b.end && b.start < a.end;
}

function ordinals(set: StatefulSet): { readonly start: number; readonly end: number } | undefined {
  const start = startOf(set);
  const replicas = replicasOf(set);
  // A set scaled to zero comes back some time.
  return start === undefined || replicas === undefined ? undefined : { start, end: start + Math.max(1, replicas) };
}
