import type { StringMap } from '../../yaml/field';
import type { Kustomization } from '../../kubernetes/kustomization';
import { isVersionLabel } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Workspace } from '../../workspace/workspace';
import type { Finding, Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { removeWithEmptyMap } from '../fixes/steps';
import { defineRule } from '../rule';

export const claimTemplateVersionLabel = defineRule({
  id: 'claim-template-version-label',
  severity: 'warning',
  kinds: ['StatefulSet', 'Kustomization'],
  summary: 'A claim template carries a label that changes with every version.',
  why: 'Claim templates cannot change once the set exists, their labels included. A label that holds the version of a chart or of the application changes with the next release, and the API server refuses that update without naming the field. `commonLabels` of a kustomization reach claim templates, and selectors too.',
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
    spec:
      containers:
        - name: db
          image: postgres:17
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          app: db
          helm.sh/chart: db-4.2.1
          ^^^^^^^^^^^^^
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  labels:
    helm.sh/chart: db-4.2.1
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db, helm.sh/chart: db-4.2.1 } }
    spec:
      containers:
        - name: db
          image: postgres:17
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          app: db
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`,
  *check(resource, workspace) {
    if (resource.kind === 'StatefulSet') yield* checkTemplates(resource, workspace);
    else yield* checkCommonLabels(resource, workspace);
  },
});

function* checkTemplates(set: StatefulSet, workspace: Workspace): Iterable<Finding> {
  // A copy of a live object shows what is; it is not what somebody will apply next.
  if (set.metadata.live) return;
  for (const [index, template] of set.claimTemplates.entries()) {
    const labels = versionLabels(template.metadata.labels);
    const [first] = labels;
    if (first === undefined) continue;
    const name = nameOf(template) ?? '';
    yield {
      span: first.key,
      message: `${describe(labels)} ${labels.length > 1 ? 'change' : 'changes'} with every release, but a claim template cannot change once the set exists: the API server will refuse the next update of ${nameOf(set) ?? 'this set'}. Leave ${labels.length > 1 ? 'them' : 'it'} out of claim template ${name}.`,
      fixes: removeLabels(
        set,
        index,
        name,
        labels.map(({ label }) => label),
        workspace,
      ),
    };
  }
}

function* checkCommonLabels(kustomization: Kustomization, workspace: Workspace): Iterable<Finding> {
  const labels = versionLabels(kustomization.commonLabels);
  const [first] = labels;
  if (first === undefined) return;
  const reached = workspace
    .all('StatefulSet')
    .filter((set) => set.claimTemplates.length > 0)
    .filter((set) => workspace.buildsOf(set).some(({ chain }) => chain.includes(kustomization)));
  const [set] = reached;
  if (set === undefined) return;
  yield {
    span: first.key,
    message: `commonLabels reach the claim templates and the selector of StatefulSet ${nameOf(set) ?? ''}, which cannot change once it exists. ${describe(labels)} ${labels.length > 1 ? 'change' : 'changes'} with every release, and the API server will refuse that update. Set ${labels.length > 1 ? 'them' : 'it'} under labels, which leaves selectors and claim templates alone.`,
    related: reached.map((other) => ({
      document: other.document,
      span: other.metadata.name?.span ?? other.span,
      message: `StatefulSet ${nameOf(other) ?? ''} has claim templates.`,
    })),
  };
}

interface VersionLabel {
  readonly label: string;
  readonly value: string;
  readonly key: { readonly start: number; readonly end: number };
}

/** Labels whose meaning is a version, or that name a chart together with one. */
function versionLabels(labels: StringMap | undefined): readonly VersionLabel[] {
  return [...(labels?.value ?? [])].flatMap(([label, { value, key }]) =>
    value !== undefined && isVersionLabel(label, value) ? [{ label, value, key }] : [],
  );
}

function describe(labels: readonly VersionLabel[]): string {
  const texts = labels.map(({ label, value }) => `${label}: ${value}`);
  return labels.length > 1 ? `The labels ${texts.join(' and ')}` : `The label ${texts.join('')}`;
}

function removeLabels(
  set: StatefulSet,
  index: number,
  name: string,
  labels: readonly string[],
  workspace: Workspace,
): readonly Fix[] {
  return fixBy(
    `Remove ${labels.join(' and ')} from claim template ${name} (a set that exists must be deleted with --cascade=orphan and applied anew)`,
    set,
    workspace,
    labels.map((label) => removeWithEmptyMap(['spec', 'volumeClaimTemplates', index, 'metadata', 'labels'], label)),
  );
}
