import { podManagementPolicyOf, updateStrategyOf } from '../../kubernetes/defaults';
import { nameOf } from '../../kubernetes/resource';
import { featuresOf } from '../../kubernetes/versions';
import { defineRule } from '../rule';
import { podsAtOnce } from './pods-at-once';

export const maxUnavailableOrdered = defineRule({
  id: 'max-unavailable-ordered',
  severity: 'information',
  kinds: ['StatefulSet'],
  summary: '`maxUnavailable` takes Pods down together, but `OrderedReady` brings them back one by one.',
  why: 'With the Pod management policy `OrderedReady`, which is the default, an update deletes as many Pods as `maxUnavailable` allows at once and then creates them one after the other, each when the one before is ready. More Pods are down for longer, and little time is won. `Parallel` creates them together.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 9
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
      maxUnavailable: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    const most = podsAtOnce(set, workspace);
    if (most === undefined || most.pods === 1 || updateStrategyOf(set) !== 'RollingUpdate') return;
    if (podManagementPolicyOf(set) !== 'OrderedReady') return;
    if (!featuresOf(workspace.settings.kubernetesVersion).MaxUnavailableStatefulSet) return;
    yield {
      span: most.field.span,
      message: `An update of ${nameOf(set) ?? 'this set'} deletes ${most.pods} Pods at once, but creates them one after the other, each when the one before is ready, because its podManagementPolicy is OrderedReady. Parallel creates them together; it cannot change on a set that exists.`,
      ...(set.podManagementPolicy === undefined
        ? {}
        : {
            related: [
              { document: set.document, span: set.podManagementPolicy.span, message: 'The Pod management policy.' },
            ],
          }),
    };
  },
});
