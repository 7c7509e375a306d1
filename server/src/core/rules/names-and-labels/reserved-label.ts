import type { Field } from '../../yaml/field';
import { POD_INDEX_LABEL, POD_NAME_LABEL, REVISION_LABEL } from '../../kubernetes/identity';
import type { LabelSelector } from '../../kubernetes/labels';
import { matches, plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import type { Span } from '../../yaml/span';
import type { Finding, Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { removeItemAt, removeWithEmptyMap } from '../fixes/steps';
import { defineRule } from '../rule';

/** What the controller writes on every Pod, over what the template says, and what the value then is. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  [POD_NAME_LABEL, "the Pod's name"],
  [POD_INDEX_LABEL, "the Pod's ordinal"],
  [REVISION_LABEL, 'the name of the revision'],
]);

export const reservedLabel = defineRule({
  id: 'reserved-label',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'The Pod template or the selector uses a label that the controller sets itself.',
  why: 'The controller writes `statefulset.kubernetes.io/pod-name`, `apps.kubernetes.io/pod-index` and `controller-revision-hash` on every Pod, over whatever the template says. A selector that asks for a value of its own then no longer matches the Pods, and the controller lets go of them.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label',
  bad: `
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
        apps.kubernetes.io/pod-index: "0"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
        example.com/first-index: "0"
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    const selector = set.selector?.value;
    const labels = plainLabels(set.template?.metadata.labels);
    for (const [label, value] of RESERVED) {
      const asked =
        selector?.matchLabels?.value?.get(label)?.key ??
        selector?.matchExpressions.find(({ key }) => key?.value === label)?.key?.span;
      const written = set.template?.metadata.labels?.value?.get(label);
      // That the template does not have what the selector asks for comes first, and is said there.
      if (labels !== undefined && selector !== undefined && isRefused(label, selector, labels)) continue;
      if (asked !== undefined) yield selected(label, value, asked, set, workspace);
      else if (written !== undefined) yield overwritten(label, value, written, set, workspace);
    }
  },
});

/** Whether the labels are not what the selector asks of that one. */
function isRefused(label: string, selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  const matchExpressions = selector.matchExpressions.filter(({ key }) => key?.value === label);
  const pair = selector.matchLabels?.value?.get(label)?.value;
  return (
    (pair !== undefined && pair !== labels.get(label)) ||
    matches({ matchLabels: undefined, matchExpressions }, labels) === false
  );
}

function overwritten(
  label: string,
  value: string,
  written: Field<string>,
  set: StatefulSet,
  workspace: Workspace,
): Finding {
  return {
    span: written.key,
    message: `The controller sets the label ${label} on every Pod, to ${value}, over what stands here. Remove it, or use a label of your own.`,
    fixes: fixBy(`Remove the label ${label} from the Pod template`, set, workspace, [
      removeWithEmptyMap(['spec', 'template', 'metadata', 'labels'], label),
    ]),
  };
}

function selected(label: string, value: string, span: Span, set: StatefulSet, workspace: Workspace): Finding {
  return {
    span,
    message: `The selector asks for the label ${label}, which the controller sets to ${value} on each Pod of ${nameOf(set) ?? 'this set'}: Pods that do not match are let go and created anew. Select by labels that all Pods share; the selector cannot change once the set exists.`,
    fixes: unselect(label, set, workspace),
  };
}

/** Selects and writes a label no longer; only where the selector is left with something to select by. */
export function unselect(label: string, set: PodMaker, workspace: Workspace): readonly Fix[] {
  const selector = set.selector?.value;
  const requirements = selector?.matchExpressions ?? [];
  const pairs = [...(selector?.matchLabels?.value?.keys() ?? [])];
  const left = [...pairs, ...requirements.map(({ key }) => key?.value)].filter((key) => key !== label);
  if (left.length === 0) return [];
  const own = requirements.flatMap(({ key }, index) => (key?.value === label ? [index] : []));
  return fixBy(`Remove the label ${label} from selector and Pod template`, set, workspace, [
    removeWithEmptyMap(['spec', 'selector', 'matchLabels'], label),
    ...own.toReversed().map((index) => removeItemAt(['spec', 'selector'], 'matchExpressions', index)),
    removeWithEmptyMap(['spec', 'template', 'metadata', 'labels'], label),
  ]);
}
