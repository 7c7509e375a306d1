import { nameOf } from '../../kubernetes/resource';
import type { ClaimTemplate, StatefulSet } from '../../kubernetes/statefulset';
import { featuresOf } from '../../kubernetes/versions';
import { mayBePatched } from '../../workspace/applied';
import type { Workspace } from '../../workspace/workspace';
import { isMisspelt } from '../api-server/misspelt';
import type { Fix } from '../finding';
import type { Step } from '../fixes/rewrite';
import { fixBy } from '../fixes/rewrite';
import type { MapPath } from '../fixes/steps';
import { firstOf, setAt } from '../fixes/steps';
import { listed } from '../listed';
import { defineRule } from '../rule';

export const claimTemplateIncomplete = defineRule({
  id: 'claim-template-incomplete',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'A claim template lacks its name, its access modes or its size.',
  why: 'A claim needs a name, at least one access mode and a storage request. The API server refuses the set; before Kubernetes 1.34 it accepts it, and no claim and no Pod can be created.',
  documentation: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
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
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
      ^^^^
        storageClassName: fast
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
        storageClassName: fast
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`,
  *check(set, workspace) {
    if (mayBePatched(set, workspace)) return;
    for (const [index, template] of set.claimTemplates.entries()) {
      const claim = ['spec', 'volumeClaimTemplates', index];
      const parts = missingParts(template).filter((part) => !isElsewhere(part, claim, set, workspace));
      if (parts.length === 0) continue;
      const consequence = featuresOf(workspace.settings.kubernetesVersion).validatesClaimTemplates
        ? 'the API server will refuse this set'
        : 'no claim can be made from it, and no Pod can be created';
      yield {
        span: template.spec ?? template.metadata.name?.span ?? template.span,
        message: `${title(template, index)} has ${listed(parts.map((part) => `no ${part}`))}: ${consequence}. Add ${parts.length > 1 || parts[0] === 'accessModes' ? 'them' : 'it'}.`,
        fixes: complete(set, index, parts, workspace),
      };
    }
  },
});

type Part = 'metadata.name' | 'accessModes' | 'storage request';

/** What is absent; what is merely unreadable may be filled in by another program. */
function missingParts({ metadata, accessModes, storage }: ClaimTemplate): readonly Part[] {
  const parts: Part[] = [];
  if (metadata.name === undefined) parts.push('metadata.name');
  if (accessModes?.length === 0) parts.push('accessModes');
  if (storage === undefined) parts.push('storage request');
  return parts;
}

/** Whether a part is there under a wrong name, which another rule says. */
function isElsewhere(part: Part, claim: MapPath, set: StatefulSet, workspace: Workspace): boolean {
  const spec = [...claim, 'spec'];
  const places: readonly (readonly [MapPath, string])[] =
    part === 'metadata.name'
      ? [
          [claim, 'metadata'],
          [[...claim, 'metadata'], 'name'],
        ]
      : part === 'accessModes'
        ? [
            [claim, 'spec'],
            [spec, 'accessModes'],
          ]
        : [
            [claim, 'spec'],
            [spec, 'resources'],
            [[...spec, 'resources'], 'requests'],
          ];
  return places.some(([path, field]) => isMisspelt(path, field, set, workspace));
}

function title(template: ClaimTemplate, index: number): string {
  const name = nameOf(template);
  return name === undefined ? `Claim template ${index + 1}` : `Claim template ${name}`;
}

const SIZE = '1Gi';

function complete(set: StatefulSet, index: number, parts: readonly Part[], workspace: Workspace): readonly Fix[] {
  const path = ['spec', 'volumeClaimTemplates', index];
  const spec = [...path, 'spec'];
  const requests = { storage: SIZE };
  const steps: Step[] = [];
  const added: string[] = [];
  if (parts.includes('metadata.name')) {
    const name = freeName(set);
    steps.push(firstOf(setAt([...path, 'metadata'], 'name', name), setAt(path, 'metadata', { name })));
    added.push(`the name ${name}`);
  }
  // An absent or empty spec has to be there before anything goes into it.
  if (parts.includes('accessModes')) {
    const accessModes = ['ReadWriteOnce'];
    steps.push(
      firstOf(
        setAt(spec, 'accessModes', accessModes, 'storageClassName'),
        setAt(path, 'spec', { accessModes }, 'metadata'),
      ),
    );
    added.push('access mode ReadWriteOnce');
  }
  if (parts.includes('storage request')) {
    steps.push(
      firstOf(
        setAt([...spec, 'resources', 'requests'], 'storage', SIZE),
        setAt([...spec, 'resources'], 'requests', requests),
        setAt(spec, 'resources', { requests }, 'accessModes'),
      ),
    );
    added.push(`a request of ${SIZE}`);
  }
  return fixBy(`Add ${listed(added)}`, set, workspace, steps);
}

/** What a container mounts without there being a volume of that name; else `data`, if nothing has that name yet. */
function freeName({ template, claimTemplates }: StatefulSet): string {
  const spec = template?.spec;
  const taken = new Set([...(spec?.volumes ?? []).map(({ name }) => name?.value), ...claimTemplates.map(nameOf)]);
  const mounts = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].flatMap((each) => each.volumeMounts);
  const mounted = mounts.flatMap(({ name }) => name?.value ?? []).find((name) => !taken.has(name));
  return mounted ?? (taken.has('data') ? 'storage' : 'data');
}
