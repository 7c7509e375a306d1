import { plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { mayBePatched, mayGetLabels } from '../../workspace/applied';
import type { Workspace } from '../../workspace/workspace';
import { entryOf } from '../../yaml/node';
import { isMisspelt } from '../api-server/misspelt';
import { nodeAt } from '../api-server/problems';
import type { Fix } from '../finding';
import { podSelector } from '../fixes/create-service';
import { fixBy } from '../fixes/rewrite';
import { firstOf, setAt } from '../fixes/steps';
import { defineRule } from '../rule';

/** The versions of the API that do not fill in an absent selector from the labels of the template. */
const STRICT = new Set(['apps/v1', 'apps/v1beta2']);

export const selectorMissing = defineRule({
  id: 'selector-missing',
  severity: 'error',
  schema: 'some',
  kinds: ['StatefulSet'],
  summary: 'The StatefulSet has no selector, or an empty one.',
  why: 'The API server refuses it: `spec.selector` says which Pods belong to the set, and must match the labels of its template. Older versions of the API filled it in.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
^^^^
  serviceName: web
  template:
    metadata:
      labels:
        app: web
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    if (!STRICT.has(set.apiVersion?.value ?? '') || hasSelector(set)) return;
    if (mayGetLabels(set, workspace) || mayBePatched(set, workspace)) return;
    if (isMisspelt(['spec'], 'selector', set, workspace) || isMisspelt(['spec', 'selector'], undefined, set, workspace))
      return;
    const { selector, spec } = set;
    // A key without a value says no more than none, but it is where the mistake is.
    const written = entryOf(nodeAt(set, workspace, ['spec']), 'selector')?.keySpan;
    yield {
      span: written ?? spec ?? set.span,
      message: `The API server will refuse this StatefulSet: it has ${written === undefined ? 'no' : 'an empty'} spec.selector. Select the labels that its Pod template carries; the selector cannot change once the set exists.`,
      fixes: addSelector(set, workspace),
      ...(selector === undefined ? { schema: true } : {}),
    };
  },
});

/** Whether the selector asks for something, or cannot be read. */
function hasSelector({ selector }: StatefulSet): boolean {
  if (selector === undefined) return false;
  if (selector.value === undefined || selector.value.matchExpressions.length > 0) return true;
  const { matchLabels } = selector.value;
  return matchLabels !== undefined && (matchLabels.value === undefined || matchLabels.value.size > 0);
}

function addSelector(set: StatefulSet, workspace: Workspace): readonly Fix[] {
  const carried = podSelector(set);
  if (carried !== undefined)
    return fixBy('Select the labels of the Pod template', set, workspace, [
      setAt(['spec'], 'selector', { matchLabels: carried }, 'serviceName'),
    ]);
  const name = nameOf(set);
  if (name === undefined || plainLabels(set.template?.metadata.labels) === undefined) return [];
  const labels = { app: name };
  return fixBy(`Label the Pods app: ${name} and select that`, set, workspace, [
    setAt(['spec'], 'selector', { matchLabels: labels }, 'serviceName'),
    firstOf(
      setAt(['spec', 'template', 'metadata'], 'labels', labels),
      setAt(['spec', 'template'], 'metadata', { labels }),
    ),
  ]);
}
