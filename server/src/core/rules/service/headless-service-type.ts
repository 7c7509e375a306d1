import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { Workspace } from '../../workspace/workspace';
import { nodeAt } from '../api-server/problems';
import type { Fix } from '../finding';
import { dropNotHeadless } from '../fixes/make-headless';
import { fixBy } from '../fixes/rewrite';
import { removeAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const headlessServiceType = defineRule({
  id: 'headless-service-type',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A Service has `clusterIP: None` and a type that needs an address.',
  why: 'NodePort and LoadBalancer build on a cluster IP, which a headless Service does not have, and an ExternalName has no cluster IP to set: the API server refuses the combination.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  type: NodePort
  #     ^^^^^^^^
  clusterIP: None
  selector: { app: redis }
  ports:
    - port: 6379
      nodePort: 30379
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  clusterIP: None
  selector: { app: redis }
  ports:
    - port: 6379
`,
  *check(service, workspace) {
    const type = service.type?.value;
    const isHeadless = service.clusterIP?.value === 'None' || service.firstClusterIP === 'None';
    if (service.type === undefined || type === undefined || !WITH_ADDRESS.has(type) || !isHeadless) return;
    const none = service.clusterIP?.span ?? nodeAt(service, workspace, ['spec', 'clusterIPs'])?.span;
    const advice =
      type === 'ExternalName'
        ? 'Let it be headless, or an alias'
        : 'Let it be headless, or give it a cluster IP; where both are needed, make two Services of it';
    yield {
      span: service.type.span,
      message: `The API server refuses this Service: clusterIP: None is not possible with type ${type}. ${advice}.`,
      related:
        none === undefined ? [] : [{ document: service.document, span: none, message: 'This makes it headless.' }],
      fixes: [...stayHeadless(service, workspace), ...stayExposed(service, type, workspace)],
    };
  },
});

const WITH_ADDRESS = new Set(['NodePort', 'LoadBalancer', 'ExternalName']);

function stayHeadless(service: Service, workspace: Workspace): readonly Fix[] {
  const title = `Remove the type: let Service ${nameOf(service) ?? ''} be headless`;
  return fixBy(title, service, workspace, dropNotHeadless(service));
}

function stayExposed(service: Service, type: string, workspace: Workspace): readonly Fix[] {
  const title = `Remove clusterIP: None: let Service ${nameOf(service) ?? ''} be of type ${type}`;
  return fixBy(title, service, workspace, [removeAt(['spec'], 'clusterIP'), removeAt(['spec'], 'clusterIPs')]);
}
