import { nameOf } from '../../kubernetes/resource';
import { fixBy } from '../fixes/rewrite';
import { removeAt } from '../fixes/steps';
import { isNearMiss } from '../../kubernetes/near-miss';
import { defineRule } from '../rule';

export const restartPolicy = defineRule({
  id: 'restart-policy',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'The Pod template has a `restartPolicy` other than Always.',
  why: 'A StatefulSet keeps its Pods running: the API server refuses any other policy. Work that ends belongs into a Job.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      restartPolicy: OnFailure
      #              ^^^^^^^^^
      containers: [{ name: db, image: "postgres:17" }]
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      restartPolicy: Always
      containers: [{ name: db, image: "postgres:17" }]
`,
  *check(set, workspace) {
    const policy = set.template?.spec?.restartPolicy;
    // Anything but a word is filled in by another program.
    if (policy?.value === undefined || !/^[A-Za-z]+$/.test(policy.value)) return;
    if (policy.value === 'Always' || isAlwaysMisspelt(policy.value)) return;
    yield {
      span: policy.span,
      message: `The API server refuses StatefulSet ${nameOf(set) ?? ''}: restartPolicy can only be Always here, which it is where nothing is written. Remove it; what should end is a Job.`,
      fixes: fixBy('Remove restartPolicy', set, workspace, [removeAt(['spec', 'template', 'spec'], 'restartPolicy')]),
    };
  },
});

/** Whether it is Always that somebody wanted to write: what is wrong is then the value. */
export function isAlwaysMisspelt(text: string): boolean {
  const lower = text.toLowerCase();
  return text !== 'Always' && (lower === 'always' || isNearMiss(lower, 'always'));
}
