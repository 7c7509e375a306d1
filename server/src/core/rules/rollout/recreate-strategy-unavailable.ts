import { featuresOf, parseKubernetesVersion } from '../../kubernetes/versions';
import { defineRule } from '../rule';

/** The minor release from which the strategy is there, behind its gate. */
const KNOWN_FROM = 37;

export const recreateStrategyUnavailable = defineRule({
  id: 'recreate-strategy-unavailable',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'This version of Kubernetes has no update strategy `Recreate` for StatefulSets.',
  why: 'The API server refuses it. A Deployment has such a strategy; for a StatefulSet it is an alpha feature of Kubernetes 1.37, behind the feature gate `StatefulSetRecreateStrategy`, which is off by default.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  updateStrategy:
    type: Recreate
    #     ^^^^^^^^
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
  updateStrategy:
    type: RollingUpdate
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    const type = set.updateStrategy?.value?.type;
    const { kubernetesVersion } = workspace.settings;
    const minor = parseKubernetesVersion(kubernetesVersion)?.minor ?? KNOWN_FROM;
    if (type?.value !== 'Recreate' || featuresOf(kubernetesVersion).StatefulSetRecreateStrategy) return;
    yield {
      span: type.span,
      message: `Kubernetes ${kubernetesVersion} refuses the update strategy Recreate for a StatefulSet${KNOWN_FROM > minor ? `: it is there from 1.${KNOWN_FROM} on, behind a feature gate` : ', unless the feature gate StatefulSetRecreateStrategy is switched on'}. Use RollingUpdate or OnDelete.`,
    };
  },
});
