import type { DnsMention } from '../../kubernetes/dns-mention';
import type { Resource } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { isNear, isOthersPod, isRenamed, isWhole } from '../../workspace/dns-target';
import { statedNamespaces } from '../../workspace/namespaces';
import type { Workspace } from '../../workspace/workspace';
import type { Finding } from '../finding';
import { replaceInName } from '../fixes/replace-name';
import { defineRule } from '../rule';
import type { DnsWriter } from './writers';
import { DNS_WRITERS, asWritten, namesIn } from './writers';

export const dnsWrongNamespace = defineRule({
  id: 'dns-wrong-namespace',
  severity: 'warning',
  kinds: DNS_WRITERS,
  summary: 'A text looks for a Service or Pod in another namespace than its own.',
  why: 'A DNS name says in which namespace to look; one without a namespace is looked up in that of the Pod that asks. The objects are applied to other namespaces, so the name does not resolve. Kustomize sets namespaces of objects and leaves texts as they are.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-of-services',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: redis
  namespace: cache
spec:
  clusterIP: None
  selector: { app: redis }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
  namespace: cache
data:
  REDIS: redis.default.svc.cluster.local:6379
  #            ^^^^^^^
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: redis
  namespace: cache
spec:
  clusterIP: None
  selector: { app: redis }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
  namespace: cache
data:
  REDIS: redis.cache.svc.cluster.local:6379
`,
  *check(writer, workspace) {
    for (const mention of namesIn(writer, workspace)) {
      if (isOthersPod(mention, workspace)) continue;
      const finding =
        mention.namespace === undefined ? fromAfar(mention, writer, workspace) : elsewhere(mention, writer, workspace);
      if (finding !== undefined) yield finding;
    }
  },
});

/** The name says a namespace, and the object is in another. */
function elsewhere(mention: DnsMention, writer: DnsWriter, workspace: Workspace): Finding | undefined {
  const said = mention.namespace;
  const target = onlyTarget(mention, writer, workspace);
  if (said === undefined || target === undefined || target.namespaces.includes(said.value)) return undefined;
  const [namespace, ...others] = target.namespaces;
  if (namespace === undefined) return undefined;
  const advice =
    others.length === 0
      ? `Write ${namespace} in place of ${said.value}.`
      : 'End the name before the namespace: then it is looked up in the one where it is used.';
  return {
    span: said.span,
    message: `${target.title} is in namespace ${target.namespaces.join(' or ')}, not in ${said.value}: ${asWritten(mention, writer, workspace)} does not resolve. ${advice}`,
    related: [target.place],
    fixes: others.length === 0 ? replaceInName(mention, 'namespace', namespace, writer) : [],
  };
}

/** The name says no namespace, and the Pod that looks it up is in another than the object. */
function fromAfar(mention: DnsMention, writer: DnsWriter, workspace: Workspace): Finding | undefined {
  const own = statedNamespaces(writer, workspace);
  const target = mention.open ? undefined : onlyTarget(mention, writer, workspace);
  const [namespace, ...others] = target?.namespaces ?? [];
  if (own === undefined || target === undefined || namespace === undefined) return undefined;
  if (others.length > 0 || own.includes(namespace)) return undefined;
  const end = mention.service.span.end;
  return {
    span: mention.span,
    message: `${target.title} is in namespace ${namespace}, but this name is looked up in ${own.join(' or ')}, where it is used, and does not resolve. Write ${asWritten(mention, writer, workspace)}.${namespace}.`,
    related: [target.place],
    fixes: [
      {
        title: `Insert the namespace: ${asWritten(mention, writer, workspace)}.${namespace}`,
        edits: [{ document: writer.document, span: { start: end, end }, newText: `.${namespace}` }],
      },
    ],
  };
}

interface Target {
  readonly title: string;
  readonly namespaces: readonly string[];
  readonly place: {
    readonly document: Resource['document'];
    readonly span: Resource['span'];
    readonly message: string;
  };
}

/**
 * What the name means, where all objects of that name stand near the writer and the namespace of each is known; undefined
 * else: what is in another folder may be another cluster's.
 */
function onlyTarget(mention: DnsMention, writer: DnsWriter, workspace: Workspace): Target | undefined {
  const named: readonly (Service | StatefulSet)[] =
    mention.pod === undefined
      ? workspace.services(mention.service.value)
      : workspace.statefulSets(mention.pod.set).filter((set) => set.serviceName?.value === mention.service.value);
  const objects = named.filter((object) => isWhole(object, workspace));
  const namespaces: string[] = [];
  for (const object of objects) {
    const stated = statedNamespaces(object, workspace);
    if (stated === undefined) return undefined;
    namespaces.push(...stated);
  }
  const near = objects.find((object) => isNear(object, writer, workspace));
  if (near === undefined || isRenamed(near, workspace) || workspace.isSuspect(nameOf(near) ?? '')) return undefined;
  const title = `${near.kind} ${nameOf(near) ?? ''}`;
  return {
    title,
    namespaces: [...new Set(namespaces)],
    place: {
      document: near.document,
      span: near.metadata.namespace?.span ?? near.metadata.name?.span ?? near.span,
      message: `${title}.`,
    },
  };
}
