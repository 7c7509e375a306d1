import type { InvalidValue } from '../../kubernetes/api/field-problem';
import { pathText } from '../../kubernetes/api/field-problem';
import { isNearMiss } from '../../kubernetes/near-miss';
import type { Resource } from '../../kubernetes/read';
import { featuresOf } from '../../kubernetes/versions';
import type { Workspace } from '../../workspace/workspace';
import { isTagged, replaceScalar } from '../../yaml/edit';
import type { Fix } from '../finding';
import { isAlwaysMisspelt } from '../pod-template/restart-policy';
import { defineRule } from '../rule';
import { API_KINDS, problemsOf, refusal } from './problems';

export const invalidValue = defineRule({
  id: 'invalid-value',
  severity: 'error',
  kinds: API_KINDS,
  schema: 'some',
  summary:
    'A field has a value that the API server does not allow: out of range, none of a closed list, no valid name or label, or at odds with another field.',
  why: 'The API server refuses the object. Before Kubernetes 1.34 it took a StatefulSet whatever its Pod template says, and the controller failed to create Pods.',
  documentation:
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
      protocol: tcp
      #         ^^^
      targetPort: "8080"
      #           ^^^^^^
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: -1
  #         ^^
  podManagementPolicy: parallel
  #                    ^^^^^^^^
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels:
        app: web
        note: built by Ada
        #     ^^^^^^^^^^^^
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests: { memory: 512MB }
            #                   ^^^^^
            limits: { memory: 1Gi }
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
      protocol: TCP
      targetPort: 8080
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 1
  podManagementPolicy: Parallel
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels:
        app: web
      annotations:
        note: built by Ada
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            requests: { memory: 512Mi }
            limits: { memory: 1Gi }
`,
  *check(resource, workspace) {
    for (const problem of problemsOf(resource, 'invalid-value')) {
      if (isIgnored(problem, resource, workspace)) continue;
      yield {
        span: problem.span,
        message: `${subject(problem, workspace.document(resource.document)?.text)} ${problem.detail}: ${refusal(resource, problem.path, workspace)}.`,
        fixes: corrections(problem, resource, workspace),
        ...(problem.values === undefined ? {} : { schema: true }),
      };
    }
  },
});

/** What the API server does not look at in a StatefulSet, and what other rules say. */
function isIgnored({ path, text }: InvalidValue, resource: Resource, workspace: Workspace): boolean {
  if (resource.kind !== 'StatefulSet') return false;
  const features = featuresOf(workspace.settings.kubernetesVersion);
  switch (pathText(path)) {
    case 'spec.template.spec.activeDeadlineSeconds':
    case 'spec.template.spec.hostname':
    case 'spec.template.spec.subdomain':
      return true;
    case 'spec.template.spec.restartPolicy':
      return /^[A-Za-z]+$/.test(text) && !isAlwaysMisspelt(text);
    case 'spec.updateStrategy.type':
      return text === 'Recreate';
    case 'spec.updateStrategy.rollingUpdate.maxUnavailable':
      return !features.MaxUnavailableStatefulSet;
    default:
      return false;
  }
}

/** `source` is the document: quotes matter, so a value is shown with them. */
function subject({ at, path, text, span }: InvalidValue, source: string | undefined): string {
  if (at === 'value')
    return `${pathText(path)} is ${shortened(source?.slice(span.start, span.end).trim() ?? text)}, but`;
  return at === 'field' ? pathText(path) : `The key ${shortened(text)} of ${pathText(path.slice(0, -1))}`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function corrections(problem: InvalidValue, resource: Resource, workspace: Workspace): readonly Fix[] {
  const document = workspace.document(resource.document);
  // Of a block scalar the line break at its end may be all that is wrong.
  if (document === undefined || /[|>]/.test(document.text[problem.span.start] ?? '')) return [];
  const tagged = isTagged(document.text, problem.span);
  return [...problem.candidates, ...nearest(problem)].flatMap((candidate) => {
    if (tagged && typeof candidate === 'number') return [];
    const { span, newText } =
      typeof candidate === 'number'
        ? { span: problem.span, newText: String(candidate) }
        : replaceScalar(problem, candidate, document.text);
    return { title: `Write ${candidate}`, edits: [{ document: resource.document, span, newText }] };
  });
}

/** What kubectl prints for access modes, which people take for their names. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  RWO: 'ReadWriteOnce',
  ROX: 'ReadOnlyMany',
  RWX: 'ReadWriteMany',
  RWOP: 'ReadWriteOncePod',
};

/** The values of a closed list that differ from what is written in case, by a slip of the fingers or in length. */
function nearest({ values = [], text }: InvalidValue): readonly string[] {
  const long = SHORT_FORMS[text];
  if (long !== undefined && values.includes(long)) return [long];
  const same = values.filter((value) => value.toLowerCase() === text.toLowerCase());
  return same.length > 0 ? same : values.filter((value) => isNearMiss(value.toLowerCase(), text.toLowerCase()));
}
