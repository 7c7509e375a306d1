import { beginsWithDigit, dnsLabelProblem } from '../../kubernetes/name-rules';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { featuresOf } from '../../kubernetes/versions';
import { governingServiceOf } from '../../workspace/governing-service';
import type { Workspace } from '../../workspace/workspace';
import { replaceScalar } from '../../yaml/edit';
import type { Fix } from '../finding';
import { defineRule } from '../rule';

export const serviceNameInvalid = defineRule({
  id: 'service-name-invalid',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: '`serviceName` is no name that a Service can have.',
  why: 'It becomes the `subdomain` of each Pod and must be a DNS label: lower-case letters, digits and hyphens, 63 at most, without the namespace. The API server refuses anything else; before 1.33 it took the set, and the controller could create no Pod.',
  documentation: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
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
  serviceName: db.default.svc.cluster.local
  #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
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
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`,
  *check(set, workspace) {
    const { serviceName } = set;
    const name = serviceName?.value;
    if (serviceName === undefined || name === undefined) return;
    const features = featuresOf(workspace.settings.kubernetesVersion);
    const problem = dnsLabelProblem(name);
    if (problem !== undefined) {
      yield {
        span: serviceName.span,
        message: `${name} is no name of a Service: it ${problem}. ${consequence(features.validatesServiceName)} Write the name of a Service of this namespace.`,
        fixes: correct(set, name, workspace),
      };
    } else if (beginsWithDigit(name) && !features.RelaxedServiceNameValidation) {
      // Where the Service is in view, it is told there.
      if (governingServiceOf(set, workspace).state === 'found') return;
      yield {
        span: serviceName.span,
        severity: 'warning',
        message: `No Service can be called ${name} before Kubernetes 1.36, because it begins with a digit: the set is accepted, and the Service that should govern it is not. Choose a name that begins with a letter.`,
      };
    }
  },
});

function consequence(validated: boolean): string {
  return validated
    ? 'The API server refuses the set.'
    : 'The set is accepted, but the controller can create no Pod of it.';
}

/** The first label of a longer DNS name, in lower case. */
function correct(set: StatefulSet, name: string, workspace: Workspace): readonly Fix[] {
  const document = workspace.document(set.document);
  const label = (name.trim().split('.')[0] ?? '').toLowerCase();
  if (set.serviceName === undefined || document === undefined || label === '' || dnsLabelProblem(label) !== undefined)
    return [];
  const edit = replaceScalar(set.serviceName, label, document.text);
  return [
    {
      title: `Change serviceName of ${nameOf(set) ?? 'this set'} to ${label}`,
      edits: [{ document: set.document, ...edit }],
    },
  ];
}
