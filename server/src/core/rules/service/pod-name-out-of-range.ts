import { POD_INDEX_LABEL, POD_NAME_LABEL, isCanonicalPodName, parsePodName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { isNear, isWhole } from '../../workspace/dns-target';
import { describePods, ordinalsOf } from '../../workspace/ordinals';
import { podsBehind } from '../../workspace/pods-behind';
import type { Workspace } from '../../workspace/workspace';
import type { Field } from '../../yaml/field';
import { defineRule } from '../rule';

export const podNameServiceOutOfRange = defineRule({
  id: 'pod-name-service-out-of-range',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'A Service selects one Pod of a StatefulSet that the set does not make.',
  why: 'The controller labels each Pod with its name and its ordinal, so that a Service can select a single one. Where the set has no such Pod the Service has no endpoints, and connections to it are refused or time out.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: mysql-2
spec:
  selector:
    statefulset.kubernetes.io/pod-name: mysql-2
    #                                   ^^^^^^^
  ports:
    - port: 3306
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  replicas: 2
  selector: { matchLabels: { app: mysql } }
  template:
    metadata: { labels: { app: mysql } }
    spec: { containers: [{ name: mysql, image: "mysql:8.4" }] }
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: mysql-1
spec:
  selector:
    statefulset.kubernetes.io/pod-name: mysql-1
  ports:
    - port: 3306
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  replicas: 2
  selector: { matchLabels: { app: mysql } }
  template:
    metadata: { labels: { app: mysql } }
    spec: { containers: [{ name: mysql, image: "mysql:8.4" }] }
`,
  *check(service, workspace) {
    const name = service.selector?.value?.get(POD_NAME_LABEL);
    const index = service.selector?.value?.get(POD_INDEX_LABEL);
    const label = name ?? index;
    const sets = name === undefined ? ofSelector(service, workspace) : ofName(name, service, workspace);
    const [set] = sets;
    if (label?.value === undefined || set === undefined || sets.some((other) => makes(other, name, index, workspace)))
      return;
    const range = ordinalsOf(set, workspace);
    const setName = nameOf(set) ?? '';
    if (range === undefined) return;
    const [wanted = -1, ...others] = ordinalsAsked(setName, name, index);
    const isAbove = wanted > range.last && others.every((other) => other === wanted);
    const isBelow = wanted >= 0 && wanted < range.first && set.start !== undefined;
    const advice = isBelow
      ? `Name another Pod: their numbers begin with ${range.first} (spec.ordinals.start).`
      : `Name another Pod${isAbove ? ', or give the set more replicas' : ''}.`;
    yield {
      span: label.span,
      message: `StatefulSet ${setName} makes no Pod ${described(name, index)}: ${describePods(setName, range)}. Service ${nameOf(service) ?? ''} has no endpoints. ${advice}`,
      related: [
        {
          document: set.document,
          span: (isBelow ? set.start?.span : set.replicas?.span) ?? set.metadata.name?.span ?? set.span,
          message: isBelow ? `Pods of ${setName} are counted from here.` : `How many Pods ${setName} has.`,
        },
      ],
    };
  },
});

function ofName(name: Field<string>, service: Service, workspace: Workspace): readonly StatefulSet[] {
  const parts = parsePodName(name.value ?? '');
  if (parts === null) return [];
  return workspace
    .statefulSets(parts.parent)
    .filter(
      (set) => isWhole(set, workspace) && isNear(set, service, workspace) && workspace.sameNamespace(set, service),
    );
}

function ofSelector(service: Service, workspace: Workspace): readonly StatefulSet[] {
  return podsBehind(service, workspace).flatMap((maker) => (maker.kind === 'StatefulSet' ? [maker] : []));
}

/** Whether the set makes that Pod, or may: nobody can tell how many it has. */
function makes(
  set: StatefulSet,
  name: Field<string> | undefined,
  index: Field<string> | undefined,
  workspace: Workspace,
): boolean {
  const range = ordinalsOf(set, workspace);
  const setName = nameOf(set);
  if (range === undefined || setName === undefined) return true;
  const ordinals = ordinalsAsked(setName, name, index);
  const [wanted = -1] = ordinals;
  return ordinals.every((ordinal) => ordinal === wanted) && range.first <= wanted && wanted <= range.last;
}

/** The ordinals that a selector asks for, by a Pod's name and by its index; -1 for what no Pod can have. */
function ordinalsAsked(
  set: string,
  name: Field<string> | undefined,
  index: Field<string> | undefined,
): readonly number[] {
  return [
    ...(name === undefined ? [] : [ordinalOf(name.value ?? '', set)]),
    ...(index === undefined ? [] : [/^(?:0|[1-9]\d*)$/.test(index.value ?? '') ? Number(index.value) : -1]),
  ];
}

/** The Pod that a selector asks for: `web-7`, `with index 7`, or both where it names both. */
function described(name: Field<string> | undefined, index: Field<string> | undefined): string {
  return [name?.value ?? [], index?.value === undefined ? [] : `with index ${index.value}`].flat().join(' ');
}

/** The ordinal of a Pod's name; of a name that the controller never gives, such as `web-01`, one that no Pod has. */
function ordinalOf(name: string, set: string): number {
  return isCanonicalPodName(name, set) ? (parsePodName(name)?.ordinal ?? -1) : -1;
}
