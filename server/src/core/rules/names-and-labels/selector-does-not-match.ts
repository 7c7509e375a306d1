import { CONTROLLER_LABELS } from '../../kubernetes/identity';
import type { LabelRequirement, LabelSelector } from '../../kubernetes/labels';
import { pathText } from '../../kubernetes/api/field-problem';
import { matches, meets, plainLabels } from '../../kubernetes/labels';
import { mayBePatched, mayGetLabels } from '../../workspace/applied';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import { isMisspelt } from '../api-server/misspelt';
import type { Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { firstOf, setAt } from '../fixes/steps';
import { defineRule } from '../rule';
import { unselect } from './reserved-label';

export const selectorDoesNotMatch = defineRule({
  id: 'selector-does-not-match',
  severity: 'error',
  kinds: ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet'],
  summary: 'The selector does not match the labels of the Pod template.',
  why: 'The API server refuses the object: the controller would not recognise the Pods that it makes.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
      #    ^^^
  template:
    metadata:
      labels:
        app: website
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(maker, workspace) {
    const selector = maker.selector?.value;
    const labels = plainLabels(maker.template?.metadata.labels);
    if (selector === undefined || labels === undefined || matches(selector, labels) !== false) return;
    if (mayGetLabels(maker, workspace) || mayBePatched(maker, workspace)) return;
    const template = ['spec', 'template'];
    if (isMisspelt(template, 'metadata', maker, workspace)) return;
    if (isMisspelt([...template, 'metadata'], 'labels', maker, workspace)) return;
    if (isMisspelt(['spec', 'selector'], undefined, maker, workspace)) return;
    // What is wrong with a requirement itself is said where it stands.
    if (maker.fieldProblems.some(({ path }) => pathText(path).startsWith('spec.selector.matchExpressions['))) return;
    const wrong = [...(plainLabels(selector.matchLabels) ?? [])].filter(([key, value]) => labels.get(key) !== value);
    const unmet = selector.matchExpressions.filter((requirement) => meets(requirement, labels) === false);
    const field = selector.matchLabels?.value?.get(wrong[0]?.[0] ?? '');
    const [requirement] = unmet;
    const carried = maker.template?.metadata.labels;
    const complaints = [
      ...wrong.map((pair) => explain(pair, labels)),
      ...unmet.map((one) => explainUnmet(one, labels)),
    ];
    const reserved = [...wrong.map(([key]) => key), ...unmet.flatMap(({ key }) => key?.value ?? [])].filter(
      (key) => maker.kind === 'StatefulSet' && CONTROLLER_LABELS.has(key),
    );
    const [own] = reserved;
    const isOwn = own !== undefined && reserved.length === complaints.length;
    const advice = isOwn
      ? `The controller sets ${own} itself, on each Pod to another value: select by labels that all Pods share`
      : 'Give spec.template.metadata.labels what the selector asks for; the selector itself cannot change once the object exists';
    yield {
      span: field?.span ?? requirement?.valuesSpan ?? requirement?.operator?.span ?? maker.selector?.key ?? maker.span,
      message: `The API server will refuse this ${maker.kind}: its selector asks for ${complaints.join('; for ')}. ${advice}.`,
      ...(carried === undefined
        ? {}
        : { related: [{ document: maker.document, span: carried.key, message: 'The labels of the Pods.' }] }),
      fixes: isOwn ? unselect(own, maker, workspace) : labelPods(maker, selector, labels, workspace),
    };
  },
});

function explain([key, value]: readonly [string, string], labels: ReadonlyMap<string, string>): string {
  return `${key}: ${value}, ${carriedOf(key, labels)}`;
}

function explainUnmet({ key, operator, values }: LabelRequirement, labels: ReadonlyMap<string, string>): string {
  const label = key?.value ?? '';
  switch (operator?.value) {
    case 'In':
      return `${label}: ${(values ?? []).join(' or ')}, ${carriedOf(label, labels)}`;
    case 'NotIn':
      return `another ${label} than ${(values ?? []).join(' and ')}, ${carriedOf(label, labels)}`;
    case 'DoesNotExist':
      return `no label ${label}, ${carriedOf(label, labels)}`;
    default:
      return `a label ${label}, ${carriedOf(label, labels)}`;
  }
}

function carriedOf(key: string, labels: ReadonlyMap<string, string>): string {
  const label = labels.get(key);
  return label === undefined ? 'which the Pod template lacks' : `the Pod template has ${key}: ${label}`;
}

/** Gives the Pods all that the selector asks for; none where it does not say what that is. */
function labelPods(
  maker: PodMaker,
  selector: LabelSelector,
  labels: ReadonlyMap<string, string>,
  workspace: Workspace,
): readonly Fix[] {
  const asked = new Map(plainLabels(selector.matchLabels) ?? []);
  for (const { key, operator, values } of selector.matchExpressions) {
    const [value] = values ?? [];
    const label = key?.value;
    if (label === undefined || operator?.value !== 'In' || value === undefined || asked.has(label)) continue;
    if (values?.includes(labels.get(label) ?? '') !== true) asked.set(label, value);
  }
  const wrong = [...asked].filter(([key, value]) => labels.get(key) !== value);
  if (matches(selector, new Map([...labels, ...asked])) !== true) return [];
  const template = ['spec', 'template'];
  const metadata = [...template, 'metadata'];
  const steps = wrong.map(([key, value]) =>
    firstOf(
      setAt([...metadata, 'labels'], key, value),
      setAt(metadata, 'labels', { [key]: value }),
      setAt(template, 'metadata', { labels: { [key]: value } }),
    ),
  );
  return fixBy('Make the labels of the Pod template match the selector', maker, workspace, steps);
}
