import type { Field } from '../../yaml/field';
import { LONGEST_LABEL, beginsWithDigit, dnsLabelProblem } from '../../kubernetes/name-rules';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { featuresOf } from '../../kubernetes/versions';
import type { Finding } from '../finding';
import { defineRule } from '../rule';

export const nameInvalid = defineRule({
  id: 'name-invalid',
  severity: 'error',
  kinds: ['StatefulSet', 'Service'],
  summary: 'The name of a StatefulSet, a Service or a claim template is no DNS label.',
  why: 'These names become parts of host names, DNS names and volume names, so they consist of lower-case letters, digits and hyphens, begin and end with a letter or digit, and have at most 63 characters. The API server refuses others; before Kubernetes 1.34 it accepts such a claim template, and no Pod can be created.',
  documentation: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: search.index
  #     ^^^^^^^^^^^^
spec:
  selector: { matchLabels: { app: search } }
  template:
    metadata: { labels: { app: search } }
    spec:
      containers:
        - name: search
          image: opensearchproject/opensearch:3
          volumeMounts: [{ name: index_data, mountPath: /usr/share/opensearch/data }]
  volumeClaimTemplates:
    - metadata:
        name: index_data
        #     ^^^^^^^^^^
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: search-index
spec:
  selector: { matchLabels: { app: search } }
  template:
    metadata: { labels: { app: search } }
    spec:
      containers:
        - name: search
          image: opensearchproject/opensearch:3
          volumeMounts: [{ name: index-data, mountPath: /usr/share/opensearch/data }]
  volumeClaimTemplates:
    - metadata:
        name: index-data
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: 10Gi } }
`,
  *check(resource, workspace) {
    if (resource.kind === 'Service') {
      const relaxed = featuresOf(workspace.settings.kubernetesVersion).RelaxedServiceNameValidation;
      yield* checkService(resource, relaxed ? undefined : workspace.settings.kubernetesVersion);
    } else {
      yield* checkSet(resource);
    }
  },
});

/** `strictVersion` is the version of Kubernetes where it wants Service names to begin with a letter. */
function* checkService(service: Service, strictVersion: string | undefined): Iterable<Finding> {
  const { name } = service.metadata;
  yield* checkName(name, 'The API server will refuse a Service of this name');
  const text = name?.value;
  if (name === undefined || text === undefined || dnsLabelProblem(text) !== undefined) return;
  if (strictVersion !== undefined && beginsWithDigit(text)) {
    yield {
      span: name.span,
      message: `The API server of Kubernetes ${strictVersion} will refuse a Service of this name: ${text} begins with a digit, and until Kubernetes 1.36 the name of a Service begins with a letter.`,
    };
  }
}

function* checkSet(set: StatefulSet): Iterable<Finding> {
  const { name } = set.metadata;
  // A name that is only too long is too long sooner for other reasons, and has a rule of its own.
  if (name?.value === undefined || name.value.length <= LONGEST_LABEL || /[^-a-z0-9]/u.test(name.value))
    yield* checkName(name, 'The API server will refuse a StatefulSet of this name');
  for (const template of set.claimTemplates) {
    yield* checkName(
      template.metadata.name,
      'A claim template gives its name to a volume of the Pods, which cannot have this one',
    );
  }
}

function* checkName(name: Field<string> | undefined, consequence: string): Iterable<Finding> {
  if (name?.value === undefined) return;
  const problem = dnsLabelProblem(name.value);
  if (problem === undefined) return;
  yield {
    span: name.span,
    message: `${consequence}: ${name.value} ${problem}. It consists of lower-case letters, digits and hyphens, begins and ends with a letter or digit, and has at most ${LONGEST_LABEL} characters.`,
  };
}
