import type { Kustomization } from '../../kubernetes/kustomization';
import { matches, plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { SCALABLE_KINDS } from '../../kubernetes/workload';
import { isDeletedIn, mayGetLabels } from '../../workspace/applied';
import { governingServiceOf, selectsPodsOf } from '../../workspace/governing-service';
import { folderOf } from '../../workspace/kustomize';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import { defineRule } from '../rule';

export const selectorOverlaps = defineRule({
  id: 'selector-overlaps',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'The selector also matches the Pods of another workload beside it.',
  why: 'Each controller keeps to the Pods it made, but whatever else selects by these labels does not: Services send traffic to both, disruption budgets count both, autoscalers measure both, and Pods without an owner may be adopted by either. It is said of workloads in one file or one kustomization, and of two StatefulSets in one folder where the Service that governs one selects the Pods of both; manifests that merely lie side by side are taken for alternatives, and sets that differ in a number only, under one governing Service, for members of one ensemble.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: primary
spec:
  selector: { matchLabels: { app: postgres } }
  template:
    metadata: { labels: { app: postgres } }
    spec: { containers: [{ name: postgres, image: "postgres:17" }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: replica
spec:
  selector: { matchLabels: { app: postgres } }
  ^^^^^^^^
  template:
    metadata: { labels: { app: postgres } }
    spec: { containers: [{ name: postgres, image: "postgres:17" }] }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: primary
spec:
  selector: { matchLabels: { app: postgres, role: primary } }
  template:
    metadata: { labels: { app: postgres, role: primary } }
    spec: { containers: [{ name: postgres, image: "postgres:17" }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: replica
spec:
  selector: { matchLabels: { app: postgres, role: replica } }
  template:
    metadata: { labels: { app: postgres, role: replica } }
    spec: { containers: [{ name: postgres, image: "postgres:17" }] }
`,
  *check(set, workspace) {
    const pairs = plainLabels(set.selector?.value?.matchLabels);
    if (set.selector === undefined || pairs === undefined) return;
    const makers = workspace.podMakers(pairs);
    const own = makers.findIndex((maker) => maker === set);
    const others = makers.filter(
      (other, index) =>
        standBeside(set, other, workspace) &&
        matchesPods(set, other) &&
        !isFellow(set, other) &&
        // Of two sets that match the Pods of each other it is said of the later one.
        (index < own || other.kind !== 'StatefulSet' || !matchesPods(other, set)),
    );
    const [first] = others;
    if (first === undefined) return;
    const labels = [...pairs].map(([key, value]) => `${key}: ${value}`).join(', ');
    yield {
      span: set.selector.key,
      message: `The selector (${labels}) also matches the Pods of ${first.kind} ${nameOf(first) ?? ''}: Services, disruption budgets and autoscalers that select by these labels take the Pods of both for one. Give each workload a label of its own in its selector and its Pod template; a selector cannot change once its object exists.`,
      related: others.map((other) => ({
        document: other.document,
        span: other.template?.metadata.labels?.key ?? other.span,
        message: `The labels of the Pods of ${other.kind} ${nameOf(other) ?? ''}.`,
      })),
    };
  },
});

const CONTROLLERS: ReadonlySet<string> = new Set([...SCALABLE_KINDS, 'DaemonSet']);

function matchesPods(selecting: PodMaker, other: PodMaker): boolean {
  const selector = selecting.selector?.value;
  const labels = plainLabels(other.template?.metadata.labels);
  return selector !== undefined && labels !== undefined && matches(selector, labels) === true;
}

/**
 * `zk1`, `zk2` and `zk3` under one governing Service: members of one ensemble, each a set of its own. Whatever selects
 * their common labels is meant to take them for one, and a set claims only Pods that are called after it.
 */
function isFellow(set: StatefulSet, other: PodMaker): boolean {
  const stem = (maker: PodMaker): string | undefined => nameOf(maker)?.replaceAll(/[0-9]+/g, '#');
  return (
    other.kind === 'StatefulSet' &&
    set.serviceName?.value !== undefined &&
    other.serviceName?.value === set.serviceName.value &&
    stem(set) === stem(other)
  );
}

/** Whether both are applied together, as far as that can be seen, and are not one object told twice. */
function standBeside(set: StatefulSet, other: PodMaker, workspace: Workspace): boolean {
  if (!CONTROLLERS.has(other.kind) || other.partial || workspace.isPatch(other)) return false;
  if (other.kind === set.kind && nameOf(other) === nameOf(set)) return false;
  if (!workspace.sameNamespace(set, other)) return false;
  const nearness = workspace.nearness(set, other);
  if (nearness === 'file') return true;
  // Labels that kustomizations add may tell them apart.
  if (mayGetLabels(set, workspace) || mayGetLabels(other, workspace)) return false;
  if (areBuiltTogether(set, other, workspace)) return true;
  return nearness === 'folder' && other.kind === 'StatefulSet' && shareFolder(set, other, workspace);
}

function areBuiltTogether(set: StatefulSet, other: PodMaker, workspace: Workspace): boolean {
  const built = (maker: PodMaker): readonly Kustomization[] =>
    workspace
      .buildsOf(maker)
      .flatMap((build) => (isDeletedIn(build, maker, workspace) ? [] : (build.chain.at(-1) ?? [])));
  const joined = built(other);
  return built(set).some((kustomization) => joined.includes(kustomization));
}

/**
 * What lies side by side in a folder may be alternatives to choose from. Not so where there are just two, their files
 * define nothing twice, and the Service that governs one of them takes in the Pods of the other.
 */
function shareFolder(set: StatefulSet, other: StatefulSet, workspace: Workspace): boolean {
  const pairs = plainLabels(set.selector?.value?.matchLabels) ?? new Map<string, string>();
  const folder = folderOf(set.document.uri);
  const alike = workspace.podMakers(pairs).filter((maker) => folderOf(maker.document.uri) === folder);
  const defined = objectsOf(set.document.uri, workspace);
  return (
    alike.filter(({ kind }) => CONTROLLERS.has(kind)).length === 2 &&
    !objectsOf(other.document.uri, workspace).some((object) => defined.includes(object)) &&
    [set, other].some((governed) => {
      const governing = governingServiceOf(governed, workspace);
      return (
        governing.state === 'found' &&
        workspace.nearness(governing.service, governed) !== 'workspace' &&
        selectsPodsOf(governing.service, set, workspace) === true &&
        selectsPodsOf(governing.service, other, workspace) === true
      );
    })
  );
}

function objectsOf(uri: string, workspace: Workspace): readonly string[] {
  const documents = workspace.file(uri)?.documents ?? [];
  return documents.flatMap(({ document }) =>
    document.resources.map((resource) => [resource.kind, workspace.namespaceOf(resource), nameOf(resource)].join('/')),
  );
}
