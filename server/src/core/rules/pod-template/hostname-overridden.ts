import { podName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import { fixBy } from '../fixes/rewrite';
import { removeAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const podHostnameOverridden = defineRule({
  id: 'pod-hostname-overridden',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'The Pod template sets a `hostname` or `subdomain` that the controller overwrites.',
  why: 'The controller gives each Pod its own name as hostname and `serviceName` as subdomain, whatever the template says. Names that are made of what is written here do not exist.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mq
spec:
  serviceName: mq
  selector: { matchLabels: { app: mq } }
  template:
    metadata: { labels: { app: mq } }
    spec:
      hostname: broker
      #         ^^^^^^
      subdomain: messages
      #          ^^^^^^^^
      containers: [{ name: mq, image: "rabbitmq:4" }]
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mq
spec:
  serviceName: mq
  selector: { matchLabels: { app: mq } }
  template:
    metadata: { labels: { app: mq } }
    spec:
      containers: [{ name: mq, image: "rabbitmq:4" }]
`,
  *check(set, workspace) {
    const spec = set.template?.spec;
    const name = nameOf(set) ?? '';
    const given = {
      hostname: `the name of the Pod, such as ${podName(name, set.start?.value ?? 0)}`,
      subdomain: set.serviceName?.value
        ? `serviceName, which is ${set.serviceName.value}`
        : 'serviceName, which is not set, and so the Pods have none',
    };
    for (const key of ['hostname', 'subdomain'] as const) {
      const field = spec?.[key];
      // Who writes what the controller would write anyway knows what he does.
      if (field?.value === undefined || (key === 'subdomain' && field.value === set.serviceName?.value)) continue;
      yield {
        span: field.span,
        message: `The controller overwrites this ${key} in every Pod of ${name} with ${given[key]}. Remove it; to change the names of Pods, change the name of the set or its serviceName.`,
        fixes: fixBy(`Remove ${key}`, set, workspace, [removeAt(['spec', 'template', 'spec'], key)]),
      };
    }
  },
});
