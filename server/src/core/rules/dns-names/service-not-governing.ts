import { dnsLabelProblem } from '../../kubernetes/name-rules';
import { nameOf } from '../../kubernetes/resource';
import { serviceType } from '../../kubernetes/service';
import { servicesMeant, setsMeant } from '../../workspace/dns-target';
import { podNamesAreUsed, selectsPodsOf } from '../../workspace/governing-service';
import { renameServiceName } from '../fixes/rename-service-name';
import { replaceInName } from '../fixes/replace-name';
import { defineRule } from '../rule';
import { DNS_WRITERS, asWritten, canJudge, rangesIn } from './writers';

export const dnsServiceNotGoverning = defineRule({
  id: 'dns-service-not-governing',
  severity: 'warning',
  kinds: DNS_WRITERS,
  summary: "A text names a Pod under a Service that is not its StatefulSet's governing Service.",
  why: 'The DNS name of a Pod exists under the Service that `serviceName` names and under no other, even if others select the Pod: lookups under them fail with NXDOMAIN.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: mysql-headless
spec:
  clusterIP: None
  selector: { app: mysql }
---
apiVersion: v1
kind: Service
metadata:
  name: mysql
spec:
  selector: { app: mysql }
  ports:
    - port: 3306
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
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          env:
            - name: PRIMARY
              value: mysql-0.mysql
              #              ^^^^^
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
apiVersion: v1
kind: Service
metadata:
  name: mysql
spec:
  selector: { app: mysql }
  ports:
    - port: 3306
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
    spec:
      containers:
        - name: mysql
          image: mysql:8.4
          env:
            - name: PRIMARY
              value: mysql-0.mysql-headless
`,
  *check(writer, workspace) {
    if (!canJudge(writer, workspace)) return;
    for (const mention of [...writer.dnsMentions, ...rangesIn(writer, workspace)]) {
      const sets = setsMeant(mention, writer, workspace);
      const [set] = sets;
      const services = servicesMeant(mention, writer, workspace);
      const [service] = services;
      const governing = set?.serviceName;
      // What can be no Service's name is said where it stands.
      if (set === undefined || service === undefined || !governing?.value || dnsLabelProblem(governing.value)) continue;
      const wrong = sets.every(
        ({ serviceName }) => serviceName?.value !== undefined && serviceName.value !== mention.service.value,
      );
      if (!wrong) continue;
      // Not where other names count on the present one.
      const free = !podNamesAreUsed(set, governing.value, workspace);
      const suited = services.filter(
        (other) => free && serviceType(other) === 'headless' && selectsPodsOf(other, set, workspace) === true,
      );
      yield {
        span: mention.service.span,
        message: `Pods of ${nameOf(set) ?? ''} have their DNS names under Service ${governing.value}, which serviceName names, and under no other. ${asWritten(mention, writer, workspace)} does not resolve. Write ${governing.value} in place of ${mention.service.value}.`,
        related: [
          { document: set.document, span: governing.span, message: `The governing Service of ${nameOf(set) ?? ''}.` },
          {
            document: service.document,
            span: service.metadata.name?.span ?? service.span,
            message: `Service ${mention.service.value} does not govern StatefulSet ${nameOf(set) ?? ''}.`,
          },
        ],
        fixes: [
          ...replaceInName(mention, 'service', governing.value, writer),
          ...renameServiceName(set, suited, 'the one named here', workspace),
        ],
      };
    }
  },
});
