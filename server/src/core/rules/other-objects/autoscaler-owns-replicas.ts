import type { Autoscaler } from '../../kubernetes/autoscaler';
import { nameOf } from '../../kubernetes/resource';
import { mayBePatched } from '../../workspace/applied';
import { defineRule } from '../rule';

export const autoscalerOwnsReplicas = defineRule({
  id: 'autoscaler-owns-replicas',
  severity: 'information',
  kinds: ['StatefulSet'],
  summary: 'An autoscaler scales the StatefulSet, and the manifest sets `replicas` too.',
  why: 'Each time the manifest is applied, it sets the number of Pods back, and the autoscaler changes it again: Pods are deleted and created for nothing. Kubernetes asks for `replicas` to be left out. Where it was applied before, take it out of the last applied configuration first, or the set shrinks to one Pod.',
  documentation:
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  bad: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cache
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: cache }
  minReplicas: 2
  maxReplicas: 5
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache
spec:
  replicas: 3
  #         ^
  selector: { matchLabels: { app: cache } }
  template:
    metadata: { labels: { app: cache } }
    spec: { containers: [{ name: cache, image: "redis:8" }] }
`,
  good: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cache
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: cache }
  minReplicas: 2
  maxReplicas: 5
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache
spec:
  selector: { matchLabels: { app: cache } }
  template:
    metadata: { labels: { app: cache } }
    spec: { containers: [{ name: cache, image: "redis:8" }] }
`,
  *check(set, workspace) {
    const name = nameOf(set);
    // An autoscaler leaves a set alone that is scaled to zero.
    if (name === undefined || set.replicas?.value === undefined || set.replicas.value === 0 || set.metadata.live)
      return;
    const autoscaler = workspace
      .autoscalersOf('StatefulSet', name)
      .find((other) => workspace.sameNamespace(other, set) && workspace.nearness(other, set) !== 'workspace');
    if (autoscaler === undefined || mayBePatched(set, workspace)) return;
    yield {
      span: set.replicas.span,
      message: `HorizontalPodAutoscaler ${nameOf(autoscaler) ?? ''} scales ${name}${range(autoscaler)}, and every apply of this manifest sets it back to ${set.replicas.value}. Leave replicas out; if it was applied before, take it out with kubectl apply edit-last-applied first.`,
      related: [
        {
          document: autoscaler.document,
          span: autoscaler.targetName?.span ?? autoscaler.span,
          message: `HorizontalPodAutoscaler ${nameOf(autoscaler) ?? ''} scales the set.`,
        },
      ],
    };
  },
});

function range({ minReplicas, maxReplicas }: Autoscaler): string {
  const least = minReplicas === undefined ? 1 : minReplicas.value;
  const most = maxReplicas?.value;
  return least === undefined || most === undefined ? '' : ` between ${least} and ${most}`;
}
