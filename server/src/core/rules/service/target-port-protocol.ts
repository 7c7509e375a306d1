import { nameOf } from '../../kubernetes/resource';
import { protocolOf } from '../../kubernetes/service';
import { defineRule } from '../rule';
import { declaredPorts, namedTargets } from './declared-ports';

export const targetPortProtocol = defineRule({
  id: 'target-port-protocol',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'A Service names a port of its Pods that is declared for another protocol.',
  why: 'A named `targetPort` is looked up by name and protocol, TCP where none is written. A port of that name for another protocol is not found: the Service has no such port there, and nothing reports an error.',
  documentation: 'https://kubernetes.io/docs/reference/networking/service-protocols/#protocol-support',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: statsd
spec:
  selector: { app: statsd }
  ports:
    - port: 8125
      targetPort: statsd
      #           ^^^^^^
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: statsd
spec:
  selector: { matchLabels: { app: statsd } }
  template:
    metadata: { labels: { app: statsd } }
    spec:
      containers:
        - name: statsd
          image: statsd/statsd:v0.10.2
          ports:
            - name: statsd
              containerPort: 8125
              protocol: UDP
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: statsd
spec:
  selector: { app: statsd }
  ports:
    - port: 8125
      targetPort: statsd
      protocol: UDP
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: statsd
spec:
  selector: { matchLabels: { app: statsd } }
  template:
    metadata: { labels: { app: statsd } }
    spec:
      containers:
        - name: statsd
          image: statsd/statsd:v0.10.2
          ports:
            - name: statsd
              containerPort: 8125
              protocol: UDP
`,
  *check(service, workspace) {
    const named = namedTargets(service);
    if (named.length === 0) return;
    const declared = declaredPorts(service, workspace) ?? [];
    for (const { port, target, span } of named) {
      const protocol = protocolOf(port);
      const ofName = declared.filter(({ name }) => name?.value === target);
      const [first] = ofName;
      const others = ofName.map(protocolOf);
      if (protocol === undefined || first === undefined) continue;
      if (others.some((other) => other === undefined || other === protocol)) continue;
      yield {
        span,
        message: `Port ${target} of the Pods is declared for ${others[0] ?? ''}, and this port of Service ${nameOf(service) ?? ''} is for ${protocol}: they do not meet, and the Service has no such port. Give both the same protocol.`,
        related: [
          {
            document: first.maker.document,
            span: first.protocol?.span ?? first.name?.span ?? first.span,
            message: `Declared for ${others[0] ?? ''} here.`,
          },
        ],
      };
    }
  },
});
