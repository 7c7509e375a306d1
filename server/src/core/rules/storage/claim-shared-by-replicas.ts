import type { Claim } from '../../kubernetes/claim';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { ordinalsOf } from '../../workspace/ordinals';
import type { Workspace } from '../../workspace/workspace';
import { defineRule } from '../rule';

export const claimSharedByReplicas = defineRule({
  id: 'claim-shared-by-replicas',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'All replicas mount one claim that only one node can use.',
  why: 'A claim named in `volumes` is the same for every Pod. With the access mode `ReadWriteOnce` only Pods on one node can mount it, with `ReadWriteOncePod` only one Pod: the next replica waits for ever, and an ordered rollout with it. A claim template makes a claim for each Pod. It is information where the claim itself is not in the workspace.',
  documentation: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  bad: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: shared
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
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
          persistentVolumeClaim:
            claimName: shared
            #          ^^^^^^
`,
  good: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: shared
spec:
  accessModes: [ReadWriteMany]
  resources: { requests: { storage: 10Gi } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          image: postgres:17
          volumeMounts: [{ name: backups, mountPath: /backups }]
      volumes:
        - name: backups
          persistentVolumeClaim:
            claimName: shared
`,
  *check(set, workspace) {
    const ordinals = ordinalsOf(set, workspace);
    if (ordinals === undefined || ordinals.first === ordinals.last) return;
    const replicas = ordinals.last - ordinals.first + 1;
    const templates = new Set(set.claimTemplates.map(nameOf));
    for (const { name, claimName } of set.template?.spec?.volumes ?? []) {
      // A claim template of the same name takes the volume's place.
      if (claimName?.value === undefined || templates.has(name?.value)) continue;
      const claim = claimOf(claimName.value, set, workspace);
      if (claim === 'unknown' || (claim !== undefined && !isForOneNode(claim))) continue;
      // On one node all of them can use what only one node can.
      const forOnePod = claim !== undefined && claim.accessModes?.includes('ReadWriteOnce') !== true;
      if (set.template?.spec?.isPinned === true && !forOnePod) continue;
      const how =
        claim === undefined
          ? `That works only if its access modes let several nodes use it, as ReadWriteMany does`
          : `Its access mode ${(claim.accessModes ?? []).join(', ')} lets only ${forOnePod ? 'one Pod' : 'Pods of one node'} use it, so others wait for ever`;
      yield {
        span: claimName.span,
        severity: claim === undefined ? 'information' : 'warning',
        message: `All ${replicas} Pods of ${nameOf(set) ?? 'this set'} mount the one claim ${claimName.value}. ${how}. A claim template makes a claim for each Pod.`,
        ...(claim === undefined
          ? {}
          : {
              related: [
                {
                  document: claim.document,
                  span: claim.metadata.name?.span ?? claim.span,
                  message: `The claim ${claimName.value}.`,
                },
              ],
            }),
      };
    }
  },
});

/** The nearest claim of that name; undefined where none is in view, unknown where its access modes cannot be read. */
function claimOf(name: string, set: StatefulSet, workspace: Workspace): Claim | 'unknown' | undefined {
  const claims = workspace
    .claims(name)
    .filter((claim) => !workspace.isPatch(claim) && workspace.sameNamespace(claim, set));
  const claim = claims.find((candidate) => workspace.nearness(candidate, set) !== 'workspace') ?? claims[0];
  if (claim === undefined) return workspace.isSuspect(name) ? 'unknown' : undefined;
  return claim.accessModes === undefined || claim.accessModes.length === 0 ? 'unknown' : claim;
}

function isForOneNode({ accessModes }: Claim): boolean {
  return accessModes?.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod') === true;
}
