import { plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { Service, ServicePort } from '../../kubernetes/service';
import { protocolOf, serviceType } from '../../kubernetes/service';
import { isNear } from '../../workspace/dns-target';
import { podsBehind } from '../../workspace/pods-behind';
import type { Workspace } from '../../workspace/workspace';
import { defineRule } from '../rule';
import { declaredPorts } from './declared-ports';

export const headlessPortRemapped = defineRule({
  id: 'headless-port-remapped',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'A headless Service maps a port to another one, which has no effect.',
  why: 'The name of a headless Service resolves to the Pods themselves, and clients connect to them without anything in between that could translate ports. Whoever uses `port` is refused; it is `targetPort` that Pods listen on, and that SRV records carry. It is information where another Service with a cluster IP is there for clients.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector: { app: web }
  ports:
    - port: 80
      #     ^^
      targetPort: 8080
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector: { app: web }
  ports:
    - port: 8080
      targetPort: 8080
`,
  *check(service, workspace) {
    if (serviceType(service) !== 'headless') return;
    const clients = clientServices(service, workspace);
    for (const port of service.ports) {
      const target = targetNumber(service, port, workspace);
      if (port.port?.value === undefined || target === undefined || target === port.port.value) continue;
      yield {
        span: port.port.span,
        severity: clients.length > 0 ? 'information' : 'warning',
        message: `Service ${nameOf(service) ?? ''} is headless, so nothing maps port ${port.port.value} to ${target}: clients reach the Pods directly, at ${target}. Set port to ${target}, or use a Service with a cluster IP.`,
        related:
          port.targetPort === undefined
            ? []
            : [{ document: service.document, span: port.targetPort.span, message: 'What the Pods listen on.' }],
      };
    }
  },
});

/** Services with a cluster IP for the same Pods: where there is one, clients hardly use the headless Service's port. */
function clientServices(service: Service, workspace: Workspace): readonly Service[] {
  return podsBehind(service, workspace)
    .flatMap((maker) => workspace.servicesSelecting(plainLabels(maker.template?.metadata.labels) ?? new Map()))
    .filter(
      (other) =>
        serviceType(other) === 'cluster-ip' &&
        isNear(other, service, workspace) &&
        workspace.sameNamespace(other, service),
    );
}

/** The number of the Pods' port; undefined where it is given by a name that cannot be resolved to one number. */
function targetNumber(service: Service, port: ServicePort, workspace: Workspace): number | undefined {
  const target = port.targetPort?.value;
  if (typeof target !== 'string') return target;
  const numbers = (declaredPorts(service, workspace) ?? [])
    .filter((declared) => declared.name?.value === target && protocolOf(declared) === protocolOf(port))
    .map(({ containerPort }) => containerPort?.value);
  const [first] = numbers;
  return numbers.every((number) => number === first) ? first : undefined;
}
