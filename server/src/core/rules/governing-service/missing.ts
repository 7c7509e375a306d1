import type { DnsMention } from '../../kubernetes/dns-mention';
import { beginsWithDigit } from '../../kubernetes/name-rules';
import type { Resource } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { featuresOf } from '../../kubernetes/versions';
import { governingServiceOf, podNameUsers, servicesSelectingPodsOf } from '../../workspace/governing-service';
import { isNear } from '../../workspace/dns-target';
import { namespaceInForce } from '../../workspace/namespaces';
import type { Workspace } from '../../workspace/workspace';
import type { Related } from '../finding';
import { createHeadlessService } from '../fixes/create-service';
import { renameServiceName } from '../fixes/rename-service-name';
import { isNearMiss } from '../../kubernetes/near-miss';
import { defineRule } from '../rule';

export const governingServiceMissing = defineRule({
  id: 'governing-service-missing',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'No Service has the name that `serviceName` gives.',
  why: 'The Pods run, but without their governing Service they have no DNS names, so members of the set cannot find each other. It is information only where nothing in the workspace suggests that the Service should be here: it may come from a chart or an operator.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: databse
  #            ^^^^^^^
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
---
apiVersion: v1
kind: Service
metadata:
  name: database
spec:
  clusterIP: None
  selector: { app: db }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: database
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
---
apiVersion: v1
kind: Service
metadata:
  name: database
spec:
  clusterIP: None
  selector: { app: db }
`,
  *check(set, workspace) {
    if (!workspace.complete) return;
    const governing = governingServiceOf(set, workspace);
    if (governing.state !== 'missing' || governing.name.value === undefined) return;
    const wanted = governing.name.value;
    // That nothing can be called so is what `service-name-invalid` says.
    if (beginsWithDigit(wanted) && !featuresOf(workspace.settings.kubernetesVersion).RelaxedServiceNameValidation)
      return;
    const selecting = servicesSelectingPodsOf(set, workspace);
    const misspelt = nearMisses(set, wanted, workspace).filter((service) => !selecting.includes(service));
    const users = podNameUsers(set, wanted, workspace);
    const written = ({ dnsMentions }: Resource): readonly DnsMention[] =>
      dnsMentions.filter((dns) => dns.pod?.set === nameOf(set) && dns.service.value === wanted);
    // Names that count on the Service would be lost to another, unless they go with it.
    const alike = users
      .filter((user) => isNear(user, set, workspace))
      .flatMap((user) => written(user).map(({ service }) => ({ document: user.document, span: service.span })));
    const slips = selecting.filter((service) => looksMeant(service, wanted));
    const expected = !set.metadata.live && (slips.length > 0 || misspelt.length > 0 || users.length > 0);
    const namespace = namespaceInForce(set, workspace);
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    yield {
      span: governing.name.span,
      severity: expected ? 'warning' : 'information',
      message: `There is no Service ${wanted}${where}. The Pods of ${nameOf(set) ?? 'this set'} get their DNS names from it and have none without it. ${advice(slips, misspelt)}`,
      related: [
        ...selecting.map((service) => mention(service, 'selects these Pods')),
        ...misspelt.map((service) => mention(service, 'has nearly this name')),
        ...users.flatMap((user) =>
          written(user)
            .slice(0, 1)
            .map(({ span }) => ({
              document: user.document,
              span,
              message: `A Pod's DNS name under ${wanted} is used here.`,
            })),
        ),
      ],
      fixes: [
        ...renameServiceName(set, selecting.filter(isHeadless), 'selects these Pods', workspace, alike),
        ...renameServiceName(set, misspelt, 'nearly this name', workspace, alike),
        ...createHeadlessService(set, wanted, workspace),
        // Under any other Service the Pods would not have the names they are promised.
        ...renameServiceName(
          set,
          slips.filter((service) => !isHeadless(service)),
          'selects these Pods',
          workspace,
          alike,
        ),
      ],
    };
  },
});

function advice(selecting: readonly Service[], misspelt: readonly Service[]): string {
  const [selector] = selecting;
  if (selector !== undefined)
    return isHeadless(selector)
      ? `Service ${nameOf(selector) ?? ''} selects these Pods: name that one, or create the missing one.`
      : `Create it: Service ${nameOf(selector) ?? ''}, which selects these Pods, is not headless.`;
  const [similar] = misspelt;
  if (similar !== undefined) return `Is Service ${nameOf(similar) ?? ''} meant?`;
  return 'Create it, unless something outside this workspace does.';
}

function isHeadless(service: Service): boolean {
  return serviceType(service) === 'headless';
}

/** Operators put a webhook's Service before their Pods and need no DNS names: that is no slip of the name. */
function looksMeant(service: Service, wanted: string): boolean {
  const name = nameOf(service) ?? '';
  return isHeadless(service) || name.startsWith(wanted) || wanted.startsWith(name);
}

function mention(service: Service, what: string): Related {
  return {
    document: service.document,
    span: service.metadata.name?.span ?? service.span,
    message: `Service ${nameOf(service) ?? ''} ${what}.`,
  };
}

/** Services of nearly that name, near enough to be meant; the name alone says little across a whole workspace. */
function nearMisses(set: StatefulSet, wanted: string, workspace: Workspace): readonly Service[] {
  return workspace.all('Service').filter((service) => {
    const name = nameOf(service);
    return (
      name !== undefined &&
      isNearMiss(name, wanted) &&
      workspace.nearness(service, set) !== 'workspace' &&
      workspace.sameNamespace(service, set)
    );
  });
}
