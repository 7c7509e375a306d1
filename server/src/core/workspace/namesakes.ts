import type { Backend } from '../kubernetes/backend';
import { plainLabels } from '../kubernetes/labels';
import type { Resource } from '../kubernetes/read';
import { nameOf } from '../kubernetes/resource';
import type { StatefulSet } from '../kubernetes/statefulset';
import { byFolder } from './by-folder';
import { isWhole, mayBeInNamespace } from './dns-target';
import { folderOf } from './kustomize';
import type { Referent } from './referent';
import type { PodMaker, Workspace } from './workspace';

/**
 * A filter of resources, ordered by URI, that write a thing's name: it leaves those that may mean the thing. Many a workspace tells one
 * example a thousand times; who has a thing of that name in its own folder means that one, since the nearest is meant.
 */
export function namesakesAside(
  referent: Referent,
  workspace: Workspace,
): (writers: readonly Resource[]) => readonly Resource[] {
  const alike = namesakesOf(referent, workspace);
  if (alike === undefined || alike.others.length === 0) return (writers) => writers;
  const folders = byFolder(alike.others);
  const meansAnother = (writer: Resource): boolean => {
    const there = folders.get(folderOf(writer.document.uri));
    if (there === undefined || writer.kind === 'Kustomization' || !isWhole(writer, workspace)) return false;
    return there.some((other) => isFor(writer, other, workspace));
  };
  return (writers) => {
    const near = new Set(workspace.near(writers, alike.own));
    return writers.filter((writer) => near.has(writer) || !meansAnother(writer));
  };
}

interface Namesakes {
  readonly own: Resource;
  readonly others: readonly Resource[];
}

/** Objects that are found by all the names by which the thing is found; undefined where what is nearest does not count. */
function namesakesOf(referent: Referent, workspace: Workspace): Namesakes | undefined {
  switch (referent.kind) {
    case 'object':
      return namesakesOfObject(referent.resource, workspace);
    case 'service-port':
      return namesakesOfObject(referent.service, workspace);
    case 'pod':
    case 'claim-template':
    case 'claim':
      return namesakesOfObject(referent.set, workspace);
    case 'label':
    case 'container-port':
      return namesakesOfPods(referent.maker, workspace);
    case 'volume':
    case 'namespace':
    case 'file':
    case 'absent':
      return undefined;
  }
}

function namesakesOfObject(own: Resource, workspace: Workspace): Namesakes {
  const named: readonly Resource[] = workspace.named(own.kind, nameOf(own) ?? '');
  const others = named.filter((other) => other !== own && isWhole(other, workspace));
  if (own.kind !== 'StatefulSet') return { own, others };
  const claims = claimTemplatesOf(own);
  return { own, others: others.filter((other) => other.kind === own.kind && claimTemplatesOf(other) === claims) };
}

/** What makes Pods of the same labels: whatever selects the one selects the other. */
function namesakesOfPods(own: PodMaker, workspace: Workspace): Namesakes {
  const labels = plainLabels(own.template?.metadata.labels) ?? new Map<string, string>();
  const others = workspace.podMakers(labels).filter((other) => other !== own && isWhole(other, workspace));
  return { own, others: others.filter((other) => other.template?.metadata.labels?.value?.size === labels.size) };
}

function claimTemplatesOf(set: StatefulSet): string {
  return set.claimTemplates.map((template) => nameOf(template) ?? '').join();
}

/** Whether an object is in every namespace in which the writer looks for one of its name. */
function isFor(writer: Resource, object: Resource, workspace: Workspace): boolean {
  const [from, to] = [writer.metadata.namespace, object.metadata.namespace];
  const isUnreadable = from !== undefined && from.value === undefined;
  if (isUnreadable || from?.value !== to?.value) return false;
  const isThere = (namespace: { readonly value: string | undefined } | undefined): boolean =>
    namespace === undefined || (namespace.value !== undefined && mayBeInNamespace(object, namespace.value, workspace));
  const name = nameOf(object);
  return (
    // `web-0.prod` may be the name of a Service `web-0` in a namespace.
    writer.dnsMentions.every(({ pod, service, namespace }) =>
      isThere(namespace ?? (pod?.name === name ? service : undefined)),
    ) &&
    writer.hostMentions.every(({ namespace }) => isThere(namespace)) &&
    backendsOf(writer).every(({ namespace }) => isThere(namespace))
  );
}

function backendsOf(writer: Resource): readonly Backend[] {
  return writer.kind === 'Ingress' || writer.kind === 'HTTPRoute' ? writer.backends : [];
}
