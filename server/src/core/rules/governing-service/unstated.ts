import type { DnsMention } from '../../kubernetes/dns-mention';
import type { Resource } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { mayBePatched } from '../../workspace/applied';
import { isNear, isWhole, setsMeant } from '../../workspace/dns-target';
import { governingServiceOf, servicesSelectingPodsOf } from '../../workspace/governing-service';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const governingServiceUnstated = defineRule({
  id: 'governing-service-unstated',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: '`serviceName` is absent, although DNS names of single Pods are used or a headless Service stands ready.',
  why: 'Without `serviceName` the Pods get no `subdomain`, and so no DNS names of their own, whatever Services select them. It is a hint where nobody uses such names but a headless Service selects the Pods.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: { app: db }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
^^^^
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          image: postgres:17
          env:
            - name: PRIMARY
              value: db-0.db
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: { app: db }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          image: postgres:17
          env:
            - name: PRIMARY
              value: db-0.db
`,
  *check(set, workspace) {
    if (governingServiceOf(set, workspace).state !== 'unstated' || set.metadata.live) return;
    const name = nameOf(set) ?? '';
    if (mayBePatched(set, workspace)) return;
    const uses = usesOf(set, workspace);
    const named = uses.flatMap(({ mention }) => workspace.services(mention.service.value));
    const headless = servicesSelectingPodsOf(set, workspace).filter(
      (service) => serviceType(service) === 'headless' && (uses.length > 0 || !governsOthers(service, workspace)),
    );
    const [use] = uses;
    const [service] = headless;
    if (use === undefined && service === undefined) return;
    const services = [...named, ...headless];
    const label = services.map(nameOf)[0] ?? use?.mention.service.value ?? '';
    yield {
      span: set.serviceName?.span ?? set.spec ?? set.span,
      severity: use === undefined ? 'hint' : 'warning',
      message:
        use === undefined
          ? `No serviceName is stated, so the Pods of ${name} get no DNS names of their own, although headless Service ${label} selects them. Add serviceName: ${label} if they should have names.`
          : `No serviceName is stated, so the Pods of ${name} get no DNS names, but ${use.mention.pod?.name ?? ''}.${use.mention.service.value} is used as one. Add serviceName: ${label}.`,
      related: [
        ...uses.map(({ writer, mention }) => ({
          document: writer.document,
          span: mention.span,
          message: "A Pod's DNS name is used here.",
        })),
        ...headless.map((other) => ({
          document: other.document,
          span: other.metadata.name?.span ?? other.span,
          message: `Service ${nameOf(other) ?? ''} selects these Pods.`,
        })),
      ],
      // Under any other Service the names that are used would not resolve.
      fixes: stateServiceName(set, named.length > 0 ? named : headless, workspace),
    };
  },
});

/** Whether the Service is there for another set, and selects these Pods merely because both carry common labels. */
function governsOthers(service: Service, workspace: Workspace): boolean {
  return workspace
    .governedBy(nameOf(service) ?? '')
    .some((other) => isNear(other, service, workspace) && workspace.sameNamespace(other, service));
}

interface Use {
  readonly writer: Resource;
  readonly mention: DnsMention;
}

/** Where names of the set's Pods are written; `web-0.x` alone counts only where there is a Service x. */
function usesOf(set: StatefulSet, workspace: Workspace): readonly Use[] {
  return workspace
    .mentioningSet(nameOf(set) ?? '')
    .filter((writer) => isWhole(writer, workspace))
    .flatMap((writer) =>
      writer.dnsMentions
        .filter((mention) => mention.svc || workspace.services(mention.service.value).length > 0)
        .filter((mention) => setsMeant(mention, writer, workspace).includes(set))
        .map((mention) => ({ writer, mention })),
    );
}

function stateServiceName(set: StatefulSet, services: readonly Service[], workspace: Workspace): readonly Fix[] {
  const names = new Set(services.flatMap((service) => nameOf(service) ?? []));
  return [...names].flatMap((name) => {
    const title = `Add serviceName: ${name} (on a live set it cannot change: delete with --cascade=orphan and re-create)`;
    return fixBy(title, set, workspace, [setAt(['spec'], 'serviceName', name)]);
  });
}
