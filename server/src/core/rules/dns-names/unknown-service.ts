import type { DnsMention } from '../../kubernetes/dns-mention';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { isNear, isOthersPod, isRenamed, isWhole, mayBeIn, setsMeant } from '../../workspace/dns-target';
import { servicesSelectingPodsOf } from '../../workspace/governing-service';
import { statedNamespaces } from '../../workspace/namespaces';
import { ordinalsOf } from '../../workspace/ordinals';
import type { Workspace } from '../../workspace/workspace';
import type { Finding, Fix } from '../finding';
import { replaceInName } from '../fixes/replace-name';
import { isNearMiss } from '../../kubernetes/near-miss';
import { defineRule } from '../rule';
import type { DnsWriter } from './writers';
import { DNS_WRITERS, asWritten, namesIn } from './writers';

export const dnsUnknownService = defineRule({
  id: 'dns-unknown-service',
  severity: 'warning',
  kinds: DNS_WRITERS,
  summary: 'A text names a Service that does not exist, and it can be told which one is meant.',
  why: "The name does not resolve. Services of other charts and repositories are named everywhere, so a name that merely is not in the workspace is passed over: this is said where a StatefulSet of the workspace is called under a Service that is not its own, where one letter is wrong, where a StatefulSet is named in place of its Service, or where the namespace is left out between a Pod's Service and `svc`.",
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: mysql-headless
spec:
  clusterIP: None
  selector: { app: mysql }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql-headless
  selector: { matchLabels: { app: mysql } }
  template:
    metadata: { labels: { app: mysql } }
    spec: { containers: [{ name: mysql, image: "mysql:8.4" }] }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
data:
  PRIMARY: mysql-0.mysql-hs:3306
  #                ^^^^^^^^
  ANY: mysql-headles.default.svc.cluster.local:3306
  #    ^^^^^^^^^^^^^
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: mysql-headless
spec:
  clusterIP: None
  selector: { app: mysql }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql-headless
  selector: { matchLabels: { app: mysql } }
  template:
    metadata: { labels: { app: mysql } }
    spec: { containers: [{ name: mysql, image: "mysql:8.4" }] }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
data:
  PRIMARY: mysql-0.mysql-headless:3306
  ANY: mysql-headless.default.svc.cluster.local:3306
`,
  *check(writer, workspace) {
    for (const mention of namesIn(writer, workspace)) {
      const { value: name } = mention.service;
      if (workspace.services(name).length > 0 || workspace.isSuspect(name) || isOthersPod(mention, workspace)) continue;
      const finding =
        ofKnownSet(mention, writer, workspace) ??
        ofPod(mention, writer, workspace) ??
        ofNearMiss(mention, writer, workspace) ??
        ofWorkload(mention, writer, workspace);
      if (finding !== undefined) yield finding;
    }
  },
});

/** A Pod of a set of the workspace, called under a Service that is neither its own nor anybody's. */
function ofKnownSet(mention: DnsMention, writer: DnsWriter, workspace: Workspace): Finding | undefined {
  const [set, ...others] = setsMeant(mention, writer, workspace);
  const governing = set?.serviceName?.value;
  if (set === undefined || !governing || others.length > 0 || governing === mention.service.value) return undefined;
  if (!mention.svc && !looksLikeName(mention, set, workspace)) return undefined;
  return {
    span: mention.service.span,
    message: `${missing(mention, writer, workspace)} Pods of ${nameOf(set) ?? ''} have their DNS names under ${governing}, which serviceName names. Write ${governing} in its place.`,
    related: [
      {
        document: set.document,
        span: set.serviceName?.span ?? set.span,
        message: `The governing Service of ${nameOf(set) ?? ''}.`,
      },
    ],
    fixes: replaceInName(mention, 'service', governing, writer),
  };
}

/**
 * `postgres-15.alpine` and `web-0.example.dev` have the shape of a name too: without `.svc` it counts only if there is
 * such a Pod, and such a namespace.
 */
function looksLikeName(mention: DnsMention, set: StatefulSet, workspace: Workspace): boolean {
  const range = ordinalsOf(set, workspace);
  const ordinal = mention.pod?.ordinal ?? -1;
  if (range === undefined || ordinal < range.first || ordinal > range.last) return false;
  const namespace = mention.namespace?.value;
  // A file of that ending, unless there were such a Service.
  if (mention.service.value === 'db') return false;
  return namespace === undefined || statedNamespaces(set, workspace)?.includes(namespace) === true;
}

/** `web-0.nginx.svc`: a Pod and its Service without the namespace, which reads as a Service `web-0` in `nginx`. */
function ofPod(mention: DnsMention, writer: DnsWriter, workspace: Workspace): Finding | undefined {
  const { service, namespace } = mention;
  const [, name] = /^(.+)-(?:0|[1-9][0-9]*)$/.exec(service.value) ?? [];
  if (name === undefined || namespace === undefined || mention.pod !== undefined) return undefined;
  const [set, ...others] = workspace
    .statefulSets(name)
    .filter((candidate) => isWhole(candidate, workspace) && candidate.serviceName?.value === namespace.value);
  if (set === undefined || others.length > 0 || isRenamed(set, workspace)) return undefined;
  const stated = statedNamespaces(set, workspace);
  // There may be such a Service of one Pod, in the set's own namespace.
  if (stated?.includes(namespace.value) === true) return undefined;
  return {
    span: { start: mention.span.start, end: namespace.span.end },
    message: `${missing(mention, writer, workspace)} It says Pod ${service.value} under ${namespace.value} without their namespace, and is read as a Service ${service.value} in namespace ${namespace.value}. Write the namespace before svc, as in ${service.value}.${namespace.value}.${stated?.[0] ?? 'default'}.svc.`,
    related: [
      {
        document: set.document,
        span: set.serviceName?.span ?? set.span,
        message: `The governing Service of ${name}.`,
      },
    ],
    fixes: stated?.length === 1 ? insertNamespace(mention, stated[0] ?? '', writer) : [],
  };
}

/** Puts the namespace into the name, and into all that lack it so. */
function insertNamespace(mention: DnsMention, name: string, writer: DnsWriter): readonly Fix[] {
  const alike = writer.dnsMentions.filter(
    (other) =>
      other.namespace?.value === mention.namespace?.value &&
      other.service.value.replace(/[0-9]+$/, '') === mention.service.value.replace(/[0-9]+$/, ''),
  );
  const insert = (mentions: readonly DnsMention[]): Fix['edits'] =>
    mentions.flatMap(({ namespace }) =>
      namespace === undefined
        ? []
        : [
            {
              document: writer.document,
              span: { start: namespace.span.end, end: namespace.span.end },
              newText: `.${name}`,
            },
          ],
    );
  const title = `Insert the namespace ${name}`;
  return [
    { title, edits: insert([mention]) },
    ...(alike.length > 1 ? [{ title: `${title} in all ${alike.length} such names`, edits: insert(alike) }] : []),
  ];
}

function ofNearMiss(mention: DnsMention, writer: DnsWriter, workspace: Workspace): Finding | undefined {
  if (!mention.svc) return undefined;
  const similar = workspace
    .all('Service')
    .filter(
      (service) =>
        isNearMiss(nameOf(service) ?? '', mention.service.value) && isCandidate(service, mention, writer, workspace),
    );
  const [service] = similar;
  return service === undefined
    ? undefined
    : instead(
        mention,
        writer,
        service,
        similar,
        `${missing(mention, writer, workspace)} Is Service ${nameOf(service) ?? ''} meant?`,
      );
}

/** The name of a StatefulSet where that of its Service should be. */
function ofWorkload(mention: DnsMention, writer: DnsWriter, workspace: Workspace): Finding | undefined {
  if (mention.pod !== undefined) return undefined;
  const sets = workspace
    .statefulSets(mention.service.value)
    .filter((set) => isCandidate(set, mention, writer, workspace));
  const services = sets.flatMap((set: StatefulSet) => servicesSelectingPodsOf(set, workspace));
  const [service] = services;
  return service === undefined
    ? undefined
    : instead(
        mention,
        writer,
        service,
        services,
        `${missing(mention, writer, workspace)} ${mention.service.value} is a StatefulSet, and Service ${nameOf(service) ?? ''} selects its Pods: name that one.`,
      );
}

/** Whether a name may mean the object: one that stands near, is applied under the name it is written with, and where it looks. */
function isCandidate(object: Service | StatefulSet, mention: DnsMention, writer: DnsWriter, workspace: Workspace) {
  return (
    isWhole(object, workspace) &&
    !isRenamed(object, workspace) &&
    isNear(object, writer, workspace) &&
    mayBeIn(object, mention, writer, workspace)
  );
}

function instead(
  mention: DnsMention,
  writer: DnsWriter,
  service: Service,
  candidates: readonly Service[],
  message: string,
): Finding {
  const names = new Set(candidates.flatMap((candidate) => nameOf(candidate) ?? []));
  return {
    span: mention.service.span,
    message,
    related: [
      {
        document: service.document,
        span: service.metadata.name?.span ?? service.span,
        message: `Service ${nameOf(service) ?? ''}.`,
      },
    ],
    fixes: [...names].flatMap((name) => replaceInName(mention, 'service', name, writer)),
  };
}

function missing(mention: DnsMention, writer: DnsWriter, workspace: Workspace): string {
  return `There is no Service ${mention.service.value}: ${asWritten(mention, writer, workspace)} does not resolve.`;
}
