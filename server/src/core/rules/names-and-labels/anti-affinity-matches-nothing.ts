import type { LabelSelector } from '../../kubernetes/labels';
import { matches, plainLabels } from '../../kubernetes/labels';
import type { AffinityTerm } from '../../kubernetes/pod';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { mayBePatched, mayGetLabels } from '../../workspace/applied';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { podSelector } from '../fixes/create-service';
import type { Step } from '../fixes/rewrite';
import { fixBy } from '../fixes/rewrite';
import { setPairs } from '../fixes/set-pairs';
import type { MapPath } from '../fixes/steps';
import { setAt } from '../fixes/steps';
import type { Span } from '../../yaml/span';
import { isNearMiss } from '../../kubernetes/near-miss';
import { defineRule } from '../rule';

export const antiAffinityMatchesNothing = defineRule({
  id: 'anti-affinity-matches-nothing',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: "The Pod anti-affinity matches none of the set's own Pods, nor any others.",
  why: 'Anti-affinity keeps Pods apart from Pods that carry certain labels. Where no Pod carries them it does nothing, and all replicas may land on one node. It is information where nothing suggests that the own Pods are meant: the others may live elsewhere.',
  documentation:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: zk
spec:
  serviceName: zk-headless
  replicas: 3
  selector: { matchLabels: { app: zk } }
  template:
    metadata: { labels: { app: zk } }
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchExpressions:
                  - { key: app, operator: In, values: [zk-headless] }
                  #                                   ^^^^^^^^^^^^^
      containers:
        - name: zookeeper
          image: zookeeper:3.9
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: zk
spec:
  replicas: 3
  selector: { matchLabels: { app: zk } }
  template:
    metadata: { labels: { app: zk } }
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchExpressions:
                  - { key: app, operator: In, values: [zk] }
      containers:
        - name: zookeeper
          image: zookeeper:3.9
`,
  *check(set, workspace) {
    const labels = plainLabels(set.template?.metadata.labels);
    if (labels === undefined || labels.size === 0) return;
    // Where the set does not even select its own Pods their labels are the culprits, and that is said there.
    if (set.selector?.value !== undefined && matches(set.selector.value, labels) === false) return;
    for (const term of set.template?.spec?.antiAffinity ?? []) {
      if (term.namespaced || !missesOwnPods(term, labels)) continue;
      if (mayGetLabels(set, workspace) || mayBePatched(set, workspace)) return;
      const demands = demandsOf(term.selector?.value);
      if (demands === undefined || isForOthers(labels, demands, workspace)) continue;
      yield {
        span: wrongOf(demands, labels)?.span ?? term.topologyKey?.key ?? term.span,
        severity: looksMeant(demands, labels, set) ? 'warning' : 'information',
        message: `This anti-affinity keeps nothing apart: ${explain(demands, labels)}. Select labels that the Pods of ${nameOf(set) ?? 'this set'} carry.`,
        ...(set.template?.metadata.labels === undefined
          ? {}
          : {
              related: [
                {
                  document: set.document,
                  span: set.template.metadata.labels.key,
                  message: 'The labels of the Pods.',
                },
              ],
            }),
        fixes: selectOwnPods(set, term, workspace),
      };
    }
  },
});

/** The values that a label may have, and where they are written. */
interface Demand {
  readonly key: string;
  readonly values: readonly string[];
  readonly span: Span | undefined;
}

function missesOwnPods({ selector }: AffinityTerm, labels: ReadonlyMap<string, string>): boolean {
  if (selector === undefined) return true;
  return selector.value !== undefined && matches(selector.value, labels) === false;
}

/**
 * What the term asks for: nothing without a selector, and then it matches no Pods. Undefined where it asks for more than
 * values of labels, as `NotIn` does, which is hardly a slip.
 */
function demandsOf(selector: LabelSelector | undefined): readonly Demand[] | undefined {
  const demands: Demand[] = [];
  for (const [key, { value, span }] of selector?.matchLabels?.value ?? []) {
    if (value === undefined) return undefined;
    demands.push({ key, values: [value], span });
  }
  for (const { key, operator, values, valuesSpan } of selector?.matchExpressions ?? []) {
    if (key?.value === undefined || values === undefined || operator?.value !== 'In') return undefined;
    demands.push({ key: key.value, values, span: valuesSpan });
  }
  return demands;
}

/** Whether other Pods of the workspace may be meant: some carry a value asked for that the set's own do not. */
function isForOthers(labels: ReadonlyMap<string, string>, demands: readonly Demand[], workspace: Workspace): boolean {
  return demands.some(({ key, values }) =>
    values.some((value) => labels.get(key) !== value && workspace.podMakers(new Map([[key, value]])).length > 0),
  );
}

/** Whether the set's own Pods are meant: no selector at all, or one that is nearly right. */
function looksMeant(demands: readonly Demand[], labels: ReadonlyMap<string, string>, set: StatefulSet): boolean {
  const names = [...labels.values(), nameOf(set), set.serviceName?.value].filter((name) => name !== undefined);
  const isAkin = (value: string): boolean =>
    names.some(
      (name) =>
        name === value || isNearMiss(name, value) || name.startsWith(`${value}-`) || value.startsWith(`${name}-`),
    );
  return demands.every(({ values }) => values.some(isAkin));
}

function wrongOf(demands: readonly Demand[], labels: ReadonlyMap<string, string>): Demand | undefined {
  return demands.find(({ key, values }) => !values.includes(labels.get(key) ?? ''));
}

function explain(demands: readonly Demand[], labels: ReadonlyMap<string, string>): string {
  const wrong = wrongOf(demands, labels);
  if (wrong === undefined) return 'a term without a labelSelector matches no Pods';
  const label = labels.get(wrong.key);
  return `it asks for ${wrong.key}: ${wrong.values.join(' or ')}, ${label === undefined ? 'which its own Pods lack' : `while its own Pods carry ${wrong.key}: ${label}`}, and no other Pods of this workspace have that label`;
}

/** Corrects the values that the Pods do not carry; where they lack the very label, selects them by their own. */
function selectOwnPods(set: StatefulSet, term: AffinityTerm, workspace: Workspace): readonly Fix[] {
  const matchLabels = podSelector(set);
  const labels = plainLabels(set.template?.metadata.labels);
  if (matchLabels === undefined || labels === undefined) return [];
  const affinity = ['spec', 'template', 'spec', 'affinity', 'podAntiAffinity'];
  const path = term.required
    ? [...affinity, 'requiredDuringSchedulingIgnoredDuringExecution', term.index]
    : [...affinity, 'preferredDuringSchedulingIgnoredDuringExecution', term.index, 'podAffinityTerm'];
  return fixBy(
    `Keep the Pods of ${nameOf(set) ?? 'this set'} apart from each other`,
    set,
    workspace,
    corrections([...path, 'labelSelector'], term, labels) ?? [setAt(path, 'labelSelector', { matchLabels })],
  );
}

/** Undefined where some label that is asked for is none of the Pods'. */
function corrections(
  path: MapPath,
  { selector }: AffinityTerm,
  labels: ReadonlyMap<string, string>,
): readonly Step[] | undefined {
  const demands = demandsOf(selector?.value) ?? [];
  if (demands.length === 0 || demands.some(({ key }) => !labels.has(key))) return undefined;
  const pairs = [...(selector?.value?.matchLabels?.value?.keys() ?? [])].map((key) => [key, labels.get(key) ?? '']);
  return [
    ...(pairs.length === 0 ? [] : setPairs(path, 'matchLabels', Object.fromEntries(pairs), [])),
    ...(selector?.value?.matchExpressions ?? []).flatMap(({ key, values }, index) => {
      const label = labels.get(key?.value ?? '') ?? '';
      return values?.includes(label) === true ? [] : [setAt([...path, 'matchExpressions', index], 'values', [label])];
    }),
  ];
}
