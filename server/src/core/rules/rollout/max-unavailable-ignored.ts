import { updateStrategyOf } from '../../kubernetes/defaults';
import { featuresOf } from '../../kubernetes/versions';
import { defineRule } from '../rule';
import { podsAtOnce } from './pods-at-once';

export const maxUnavailableIgnored = defineRule({
  id: 'max-unavailable-ignored',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'This version of Kubernetes ignores `maxUnavailable`.',
  why: 'The field needs the feature gate `MaxUnavailableStatefulSet`, which is on by default from Kubernetes 1.37 and was for the first patches of 1.35. Without it the API server drops the field, and Pods are updated one at a time. The setting `statefulset.kubernetesVersion` says which version is meant.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods',
  exampleSettings: { kubernetesVersion: '1.34' },
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 9
  podManagementPolicy: Parallel
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 3
      #               ^
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 9
  podManagementPolicy: Parallel
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    const version = workspace.settings.kubernetesVersion;
    const most = podsAtOnce(set, workspace);
    // One at a time is what happens without the field too.
    if (most === undefined || most.pods === 1 || updateStrategyOf(set) !== 'RollingUpdate') return;
    if (featuresOf(version).MaxUnavailableStatefulSet) return;
    yield {
      span: most.field.span,
      message: `Kubernetes ${version} drops maxUnavailable unless the feature gate MaxUnavailableStatefulSet is switched on: Pods are updated one at a time, not ${most.pods}. The gate is on by default from Kubernetes 1.37.`,
    };
  },
});
