import { nameOf } from '../../kubernetes/resource';
import type { ClaimTemplate, StatefulSet } from '../../kubernetes/statefulset';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { appendLastAt, removeItemAt } from '../fixes/steps';
import { isMisspelt } from '../api-server/misspelt';
import { defineRule } from '../rule';
import { unknownMounts, volumesOf } from './volumes-of-set';

export const claimTemplateUnmounted = defineRule({
  id: 'claim-template-unmounted',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'No container mounts the volume of a claim template.',
  why: 'A claim is made and storage is paid for, while the application writes to the file system of its container, which is lost with it. It shows only when a Pod has moved.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
  volumeClaimTemplates:
    - metadata:
        name: data
        #     ^^^^
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
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`,
  *check(set, workspace) {
    const volumes = volumesOf(set, workspace);
    // A mount of an unknown name is probably meant for it: that is said there.
    if (volumes === undefined || unknownMounts(volumes).length > 0) return;
    for (const [index, template] of set.claimTemplates.entries()) {
      const name = nameOf(template);
      if (name === undefined || volumes.mounts.some((mount) => mount.volume === name)) continue;
      // That there are two of a name is said of the second.
      if (set.claimTemplates.findIndex((other) => nameOf(other) === name) < index) continue;
      if (areMountsMisspelt(set, workspace)) return;
      yield {
        span: template.metadata.name?.span ?? template.span,
        message: `No container mounts claim template ${name}: each Pod of ${nameOf(set) ?? 'this set'} gets its claim, and writes beside it. Add it to volumeMounts, or remove the template.`,
        fixes: [
          ...mount(set, name, template, workspace),
          ...fixBy(
            `Remove claim template ${name} (a set that exists must be deleted with --cascade=orphan and applied anew)`,
            set,
            workspace,
            [removeItemAt(['spec'], 'volumeClaimTemplates', index)],
          ),
        ],
      };
    }
  },
});

/** Whether some container has its mounts under another name, as `volumeMount`: all may be mounted there. */
function areMountsMisspelt(set: StatefulSet, workspace: Workspace): boolean {
  const { containers = [], initContainers = [] } = set.template?.spec ?? {};
  const isMisspeltIn = (key: string, index: number): boolean =>
    isMisspelt(['spec', 'template', 'spec', key, index], 'volumeMounts', set, workspace);
  return (
    containers.some((_, index) => isMisspeltIn('containers', index)) ||
    initContainers.some((_, index) => isMisspeltIn('initContainers', index))
  );
}

/** Of so many containers each is offered; beyond them somebody has to say which. */
const FEW = 3;

/** Mounts the claim in a container, at a path that says whose it is: where the program writes is not known. */
function mount(set: StatefulSet, name: string, template: ClaimTemplate, workspace: Workspace): readonly Fix[] {
  const containers = set.template?.spec?.containers ?? [];
  const isDevice = template.volumeMode?.value !== undefined && template.volumeMode.value !== 'Filesystem';
  if (containers.length > FEW || isDevice) return [];
  const taken = containers.flatMap(({ volumeMounts }) => volumeMounts.map(({ path }) => path?.value));
  const mountPath = taken.includes(`/${name}`) ? `/mnt/${name}` : `/${name}`;
  return containers.flatMap((container, index) =>
    fixBy(
      `Mount ${name} in container ${container.name?.value ?? index} at ${mountPath} (then put the path right)`,
      set,
      workspace,
      [appendLastAt(['spec', 'template', 'spec', 'containers', index], 'volumeMounts', { name, mountPath })],
    ),
  );
}
