import type { Claim } from '../../kubernetes/claim';
import type { ConfigMap } from '../../kubernetes/config-map';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { featuresOf } from '../../kubernetes/versions';
import type { Workspace } from '../../workspace/workspace';
import type { Plain } from '../../yaml/render';
import { isMisspelt } from '../api-server/misspelt';
import type { Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { appendAt, setAt } from '../fixes/steps';
import { isNearMiss } from '../../kubernetes/near-miss';
import { defineRule } from '../rule';
import type { Mount, VolumesOfSet } from './volumes-of-set';
import { unknownMounts, volumesOf } from './volumes-of-set';

export const volumeMountUnknown = defineRule({
  id: 'volume-mount-unknown',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'A container mounts a volume that is neither among the volumes nor among the claim templates.',
  why: 'The API server refuses the set; before Kubernetes 1.34 it accepts it, and no Pod can be created.',
  documentation: 'https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work',
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
          volumeMounts:
            - name: datas
              #     ^^^^^
              mountPath: /var/lib/postgresql/data
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
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`,
  *check(set, workspace) {
    const volumes = volumesOf(set, workspace);
    if (volumes === undefined) return;
    if (isMisspelt(['spec'], 'volumeClaimTemplates', set, workspace)) return;
    if (isMisspelt(['spec', 'template', 'spec'], 'volumes', set, workspace)) return;
    const unknown = unknownMounts(volumes);
    for (const name of new Set(unknown.map(({ volume }) => volume))) {
      const mounts = unknown.filter(({ volume }) => volume === name);
      const [first, ...others] = mounts;
      if (first === undefined) continue;
      const consequence = featuresOf(workspace.settings.kubernetesVersion).validatesPodTemplate
        ? 'the API server will refuse this set'
        : 'no Pod of this set can be created';
      yield {
        span: first.name.span,
        message: `Container ${first.container} mounts ${name}, but no volume and no claim template has that name: ${consequence}. Correct the name, or add the volume.`,
        related: others.map((mount) => ({
          document: set.document,
          span: mount.name.span,
          message: `Container ${mount.container} mounts it too.`,
        })),
        fixes: [...renameMounts(set, mounts, volumes, workspace), ...addVolume(set, mounts, workspace)],
      };
    }
  },
});

/** Names that are nearly this one come first, then claim templates and volumes that nothing mounts. */
function renameMounts(
  set: StatefulSet,
  mounts: readonly Mount[],
  { claims, volumes, mounts: all }: VolumesOfSet,
  workspace: Workspace,
): readonly Fix[] {
  const wanted = mounts[0]?.volume ?? '';
  const known = [...new Set([...claims.keys(), ...volumes.keys()])];
  const similar = known.filter((name) => isNearMiss(name, wanted));
  const idle = known.filter((name) => !similar.includes(name) && !all.some(({ volume }) => volume === name));
  return [...similar, ...idle].flatMap((name) =>
    fixBy(
      `Mount ${name} instead of ${wanted}`,
      set,
      workspace,
      mounts.map(({ path }) => setAt(path, 'name', name)),
    ),
  );
}

/** From what has the same name and stands near, else an empty one. A device needs a claim, which nobody can guess. */
function addVolume(set: StatefulSet, mounts: readonly Mount[], workspace: Workspace): readonly Fix[] {
  const name = mounts[0]?.volume;
  if (name === undefined || mounts.some(({ device }) => device)) return [];
  const isNear = (other: Claim | ConfigMap): boolean =>
    workspace.nearness(other, set) !== 'workspace' && workspace.sameNamespace(other, set);
  const add = (what: string, source: { readonly [key: string]: Plain }): readonly Fix[] =>
    fixBy(`Add volume ${name}, ${what}`, set, workspace, [
      appendAt(['spec', 'template', 'spec'], 'volumes', { name, ...source }),
    ]);
  return [
    ...(workspace.configMaps(name).some(isNear) ? add(`from ConfigMap ${name}`, { configMap: { name } }) : []),
    ...(workspace.claims(name).some(isNear)
      ? add(`from the claim ${name}, shared by all Pods`, { persistentVolumeClaim: { claimName: name } })
      : []),
    ...add('empty and lost with its Pod', { emptyDir: {} }),
  ];
}
