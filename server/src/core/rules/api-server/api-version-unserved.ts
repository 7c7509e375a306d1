import type { Resource } from '../../kubernetes/read';
import { parseKubernetesVersion } from '../../kubernetes/versions';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { podSelector } from '../fixes/create-service';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { defineRule } from '../rule';
import { API_KINDS } from './problems';

type ApiKind = (typeof API_KINDS)[number];

/** The versions under which each kind is served; the one to write comes first. */
const SERVED: Readonly<Record<ApiKind, readonly [string, ...string[]]>> = {
  StatefulSet: ['apps/v1'],
  Deployment: ['apps/v1'],
  DaemonSet: ['apps/v1'],
  ReplicaSet: ['apps/v1'],
  ReplicationController: ['v1'],
  Job: ['batch/v1'],
  CronJob: ['batch/v1'],
  Pod: ['v1'],
  Service: ['v1'],
  PersistentVolumeClaim: ['v1'],
  PodDisruptionBudget: ['policy/v1'],
  HorizontalPodAutoscaler: ['autoscaling/v2', 'autoscaling/v1'],
  ConfigMap: ['v1'],
};

/** The minor release of Kubernetes 1 that stopped serving a version (kubernetes.io, "Deprecated API Migration Guide"). */
const ENDED: Readonly<Record<string, number>> = {
  'extensions/v1beta1': 16,
  'apps/v1beta1': 16,
  'apps/v1beta2': 16,
  'batch/v2alpha1': 21,
  'batch/v1beta1': 25,
  'policy/v1beta1': 25,
  'autoscaling/v2beta1': 25,
  'autoscaling/v2beta2': 26,
};

export const apiVersionUnserved = defineRule({
  id: 'api-version-unserved',
  severity: 'error',
  kinds: API_KINDS,
  schema: 'all',
  summary: 'No API server serves this kind under this `apiVersion`, or none does any more.',
  why: 'The API server refuses the object: it knows no such kind in that group and version, and `Statefulset` is not `StatefulSet` to it. The beta versions of workloads ended with Kubernetes 1.16, that of disruption budgets with 1.25. In `apps/v1` a selector is required, and a StatefulSet is updated by rolling where `apps/v1beta1` waited for someone to delete each Pod.',
  documentation: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/#v1-16',
  bad: `
apiVersion: apps/v1beta1
#           ^^^^^^^^^^^^
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
---
apiVersion: policy/v1beta1
#           ^^^^^^^^^^^^^^
kind: PodDisruptionBudget
metadata:
  name: db
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: db } }
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
    spec: { containers: [{ name: db, image: "postgres:17" }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: db
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: db } }
`,
  *check(resource, workspace) {
    const { apiVersion, kind, kindField } = resource;
    const served = SERVED[kind];
    // What was taken from a cluster says what that cluster served.
    if (apiVersion?.value === undefined || apiVersion.value === '' || resource.metadata.live) return;
    if (kindField.value !== kind) {
      yield {
        span: kindField.span,
        message: `No API server knows a ${kindField.value ?? ''} in ${apiVersion.value}, so the object is refused. Write ${kind}.`,
        fixes: fixBy(`Write ${kind}`, resource, workspace, [setAt([], 'kind', kind)]),
      };
      return;
    }
    const ended = ENDED[apiVersion.value];
    const version = parseKubernetesVersion(workspace.settings.kubernetesVersion);
    if (served.includes(apiVersion.value) || (ended !== undefined && version !== null && version.minor < ended)) return;
    yield {
      span: apiVersion.span,
      message:
        ended === undefined
          ? `No API server serves a ${kind} as ${apiVersion.value}, so the object is refused. Write ${served[0]}.`
          : `Kubernetes serves no ${kind} as ${apiVersion.value} since 1.${String(ended)}, so the API server refuses the object. Write ${served[0]}.`,
      fixes: write(served[0], resource, workspace),
    };
  },
});

/** The metrics of an autoscaler had another shape in its first beta. */
function write(apiVersion: string, resource: Resource, workspace: Workspace): readonly Fix[] {
  if (resource.apiVersion?.value === 'autoscaling/v2beta1') return [];
  const steps = [setAt([], 'apiVersion', apiVersion)];
  if (resource.kind === 'StatefulSet' && resource.selector === undefined) {
    const labels = podSelector(resource);
    if (labels !== undefined) steps.push(setAt(['spec'], 'selector', { matchLabels: labels }, 'serviceName'));
  }
  return fixBy(
    steps.length > 1 ? `Write ${apiVersion}, and select the labels of the Pod template` : `Write ${apiVersion}`,
    resource,
    workspace,
    steps,
  );
}
