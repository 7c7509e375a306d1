import { portName } from '../../kubernetes/api/formats';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { protocolOf } from '../../kubernetes/service';
import { podsBehind } from '../../workspace/pods-behind';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { isNearMiss } from '../../kubernetes/near-miss';
import { defineRule } from '../rule';
import type { DeclaredPort, NamedTarget } from './declared-ports';
import { declaredPorts, namedTargets } from './declared-ports';

export const targetPortUndeclared = defineRule({
  id: 'target-port-undeclared',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'A Service sends traffic to a port by a name that no container behind it declares.',
  why: 'A named `targetPort` is looked up among the ports of each Pod. Where it is not found, the Service simply has no such port there: connections are refused, SRV records are missing, and nothing reports an error. Ports given by number need not be declared.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: http
      #           ^^^^
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - name: web
              containerPort: 80
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: web
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - name: web
              containerPort: 80
`,
  *check(service, workspace) {
    const named = namedTargets(service);
    if (named.length === 0) return;
    const declared = declaredPorts(service, workspace);
    if (declared === undefined) return;
    for (const wanted of named) {
      const { port, target, span } = wanted;
      // What no port can be called, such as a number in quotes, is said as a wrong value.
      if (portName(target) !== undefined) continue;
      if (INJECTED_PORTS.has(target) || declared.some(({ name }) => name?.value === target)) continue;
      yield {
        span,
        message: `No container behind Service ${nameOf(service) ?? ''} declares a port named ${target}: its port ${port.port?.value ?? ''} leads nowhere. ${advice(declared)}`,
        related: podsBehind(service, workspace)
          .slice(0, 1)
          .map((maker) => ({
            document: maker.document,
            span: maker.metadata.name?.span ?? maker.span,
            message: `${maker.kind} ${nameOf(maker) ?? ''} makes the Pods.`,
          })),
        fixes: fixes(service, wanted, declared, workspace),
      };
    }
  },
});

/** Ports of containers that a service mesh adds to Pods: Istio's and Linkerd's proxies. */
const INJECTED_PORTS = new Set(['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy']);

function advice(declared: readonly DeclaredPort[]): string {
  const names = [...new Set(declared.flatMap(({ name }) => name?.value ?? []))];
  if (names.length > 0) return `They declare ${names.join(', ')}: name one of these, or give the port's number.`;
  return declared.length > 0
    ? 'Their ports have no names: name one there, or give its number here.'
    : 'Declare it under ports of the container, or give its number here.';
}

function fixes(
  service: Service,
  { port, index, target }: NamedTarget,
  declared: readonly DeclaredPort[],
  workspace: Workspace,
): readonly Fix[] {
  const alike = declared.filter((other) => protocolOf(other) === protocolOf(port));
  const likely = alike.filter(
    ({ name, containerPort }) =>
      alike.length === 1 || isNearMiss(name?.value ?? '', target) || containerPort?.value === port.port?.value,
  );
  const values = new Set(likely.flatMap(({ name, containerPort }) => name?.value ?? containerPort?.value ?? []));
  return [...values].flatMap((value) =>
    fixBy(`Change targetPort to ${value}`, service, workspace, [setAt(['spec', 'ports', index], 'targetPort', value)]),
  );
}
