import { updateStrategyOf } from '../../kubernetes/defaults';
import { nameOf } from '../../kubernetes/resource';
import { featuresOf } from '../../kubernetes/versions';
import { defineRule } from '../rule';
import { podsAtOnce } from './pods-at-once';

export const maxUnavailableRoundsDown = defineRule({
  id: 'max-unavailable-rounds-down',
  severity: 'information',
  kinds: ['StatefulSet'],
  summary: 'The percentage in `maxUnavailable` comes to fewer Pods than it seems: it is rounded down.',
  why: 'The documentation of the field says that a percentage is rounded up, but the controller rounds it down, though never below 1. An update then takes more steps than expected.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 5
  podManagementPolicy: Parallel
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 50%
      #               ^^^
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
  replicas: 5
  podManagementPolicy: Parallel
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 40%
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    const most = podsAtOnce(set, workspace);
    if (most === undefined || most.pods === Math.ceil(most.exact) || updateStrategyOf(set) !== 'RollingUpdate') return;
    if (!featuresOf(workspace.settings.kubernetesVersion).MaxUnavailableStatefulSet) return;
    yield {
      span: most.field.span,
      message: `${most.written} of ${most.replicas} replicas is ${most.exact}, and the controller rounds down: an update of ${nameOf(set) ?? 'this set'} takes down ${most.pods === 1 ? 'one Pod' : `${most.pods} Pods`} at a time, not ${Math.ceil(most.exact)}. Write the number if that matters.`,
    };
  },
});
