import { nameOf } from '../../kubernetes/resource';
import type { Service, ServicePort } from '../../kubernetes/service';
import { protocolOf, serviceType } from '../../kubernetes/service';
import type { Workspace } from '../../workspace/workspace';
import { defineRule } from '../rule';
import { declaredPorts } from './declared-ports';

export const headlessPortRemapped = defineRule({
  id: 'headless-port-remapped',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'A headless Service maps a port to another one, which has no effect.',
  why: 'The name of a headless Service resolves to the Pods themselves, and clients connect to them without anything in between that could translate ports. Whoever uses `port` is refused; it is `targetPort` that Pods listen on, and that SRV records carry.',
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
    for (const port of service.ports) {
      const target = targetNumber(service, port, workspace);
      if (port.port?.value === undefined || target === undefined || target === port.port.value) continue;
      yield {
        span: port.port.span,
        message: `Service ${nameOf(service) ?? ''} is headless, so nothing maps port ${port.port.value} to ${target}: clients reach the Pods directly, at ${target}. Set port to ${target}, or use a Service with a cluster IP.`,
        related:
          port.targetPort === undefined
            ? []
            : [{ document: service.document, span: port.targetPort.span, message: 'What the Pods listen on.' }],
      };
    }
  },
});

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
