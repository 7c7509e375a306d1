import { ordinalsInForce, POD_NAME_LABEL, podName } from '../../kubernetes/identity';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { podSelector, portsOf } from '../../rules/fixes/create-service';
import type { Workspace } from '../../workspace/workspace';
import type { Plain } from '../../yaml/render';
import { isPart, namingOf } from '../naming';
import { podsFrom } from './pods';
import type { Refactoring } from './refactoring';
import { appendDocuments, isJson, NO_CHANGE } from './refactoring';

/** With more Pods nobody wants a Service for each. */
const MOST = 20;

/** Adds a Service for each Pod, which selects it by the label that the controller gives it (kubernetes.io, "Pod Name Label"). */
export const addPodServices: Refactoring = {
  id: 'add-pod-services',
  kind: 'refactor.rewrite',
  targets: ['kind', 'name', 'service-name'],
  title: ({ resource, workspace, file }) => {
    const pods = resource.kind === 'StatefulSet' && !isJson(file) ? podsWithout(resource, workspace) : [];
    if (resource.kind !== 'StatefulSet' || pods.length === 0) return undefined;
    const { name = '' } = namingOf(resource, workspace) ?? {};
    const [first = 0] = pods;
    const all = pods.at(-1) === first + pods.length - 1 ? podsFrom(name, first, pods.length) : `${pods.length} of them`;
    return `Add a Service for each Pod, ${all}`;
  },
  change: ({ resource, workspace, file }) => {
    if (resource.kind !== 'StatefulSet') return NO_CHANGE;
    const { name = '' } = namingOf(resource, workspace) ?? {};
    const manifests = podsWithout(resource, workspace).map((ordinal) => serviceFor(resource, podName(name, ordinal)));
    return { edits: appendDocuments(file, manifests) };
  },
};

/** The ordinals of the Pods that have no Service of their name yet; none where no port is known, which a Service needs. */
function podsWithout(set: StatefulSet, workspace: Workspace): readonly number[] {
  const { name, start, replicas } = namingOf(set, workspace) ?? {};
  if (isPart(set, workspace) || name === undefined || start === undefined || replicas === undefined) return [];
  if (replicas > MOST || podSelector(set) === undefined || portsOf(set).length === 0) return [];
  return ordinalsInForce(replicas, start).filter(
    (ordinal) => !workspace.services(podName(name, ordinal)).some((service) => workspace.sameNamespace(service, set)),
  );
}

function serviceFor(set: StatefulSet, pod: string): Plain {
  const namespace = set.metadata.namespace?.value;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: pod, ...(namespace === undefined ? {} : { namespace }) },
    spec: { selector: { ...podSelector(set), [POD_NAME_LABEL]: pod }, ports: portsOf(set) },
  };
}
