import type { LabelSelector } from '../../kubernetes/labels';
import { matches, plainLabels } from '../../kubernetes/labels';
import { mayBePatched, mayGetLabels } from '../../workspace/applied';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import { setEntry } from '../../yaml/edit';
import { valueAt } from '../../yaml/node';
import { isMisspelt } from '../api-server/misspelt';
import type { Fix } from '../finding';
import type { Step } from '../fixes/rewrite';
import { rewrite } from '../fixes/rewrite';
import { defineRule } from '../rule';

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
    const wrong = [...(plainLabels(selector.matchLabels) ?? [])].filter(([key, value]) => labels.get(key) !== value);
    const field = selector.matchLabels?.value?.get(wrong[0]?.[0] ?? '');
    const carried = maker.template?.metadata.labels;
    yield {
      span: field?.span ?? maker.selector?.key ?? maker.span,
      message: `The API server will refuse this ${maker.kind}: ${explain(selector, labels)}. Give spec.template.metadata.labels what the selector asks for; the selector itself cannot change once the object exists.`,
      ...(carried === undefined
        ? {}
        : { related: [{ document: maker.document, span: carried.key, message: 'The labels of the Pods.' }] }),
      fixes: labelPods(maker, wrong, workspace),
    };
  },
});

function explain(selector: LabelSelector, labels: ReadonlyMap<string, string>): string {
  const wrong = [...(plainLabels(selector.matchLabels) ?? [])].find(([key, value]) => labels.get(key) !== value);
  if (wrong === undefined) return 'matchExpressions of its selector do not match the labels of its Pod template';
  const [key, value] = wrong;
  const label = labels.get(key);
  return `its selector asks for ${key}: ${value}, ${label === undefined ? 'which the Pod template lacks' : `the Pod template has ${key}: ${label}`}`;
}

function labelPods(
  maker: PodMaker,
  wrong: readonly (readonly [string, string])[],
  workspace: Workspace,
): readonly Fix[] {
  const steps = wrong.map(([key, value]): Step => (text, object) => {
    const template = valueAt(object, 'spec', 'template');
    const metadata = valueAt(template, 'metadata');
    const labels = valueAt(metadata, 'labels');
    if (labels?.type === 'map') return setEntry(text, labels, key, value);
    if (metadata?.type === 'map') return setEntry(text, metadata, 'labels', { [key]: value });
    return template?.type === 'map' ? setEntry(text, template, 'metadata', { labels: { [key]: value } }) : undefined;
  });
  const edits = rewrite(maker, workspace, steps);
  return edits.length === 0 ? [] : [{ title: 'Make the labels of the Pod template match the selector', edits }];
}
