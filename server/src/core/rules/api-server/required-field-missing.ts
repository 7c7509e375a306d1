import type { MissingField } from '../../kubernetes/api/field-problem';
import { pathText } from '../../kubernetes/api/field-problem';
import type { Resource } from '../../kubernetes/read';
import { mayBePatched, mayGetLabels } from '../../workspace/applied';
import type { Path } from '../../yaml/path';
import { defineRule } from '../rule';
import { completions } from './completions';
import { isMisspelt } from './misspelt';
import { API_KINDS, problemsOf, refusal } from './problems';

export const requiredFieldMissing = defineRule({
  id: 'required-field-missing',
  severity: 'error',
  kinds: API_KINDS,
  schema: 'all',
  summary: 'An object lacks a field that the API server requires.',
  why: 'There is no default for it, so the API server refuses the object.',
  documentation: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
#     ^^^^
    - name: metrics
      port: 9090
---
kind: Deployment
^^^^
metadata:
  name: web
spec:
^^^^
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - image: nginx:1.29
#         ^^^^^
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - name: http
      port: 80
    - name: metrics
      port: 9090
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
`,
  *check(resource, workspace) {
    const problems = problemsOf(resource, 'required-field-missing');
    if (problems.length === 0 || mayBePatched(resource, workspace)) return;
    for (const problem of problems) {
      if (hasRuleOfItsOwn(problem, resource)) continue;
      // Of several ways to say something it cannot be told which one was meant.
      const field = problem.when === undefined ? problem.path.at(-1) : undefined;
      if (isMisspelt(problem.path.slice(0, -1), field, resource, workspace)) continue;
      if (problem.path.at(-1) === 'selector' && mayGetLabels(resource, workspace)) continue;
      yield {
        span: problem.span,
        message: `${place(problem.path.slice(0, -1), resource)} ${lackOf(problem)}: ${refusal(resource, problem.path, workspace)}.`,
        fixes: completions(problem, resource, workspace),
      };
    }
  },
});

function lackOf({ path, when }: MissingField): string {
  const key = String(path.at(-1));
  if (when?.startsWith('or ') === true) return `has neither ${key} nor ${when.slice(3)}`;
  return `has no ${key}${when === undefined ? '' : `, which it needs ${when}`}`;
}

function place(path: Path, resource: Resource): string {
  const text = pathText(path);
  return text === '' ? `This ${resource.kind}` : `${text} of this ${resource.kind}`;
}

/** Those of a StatefulSet that are said by rules that know more. */
function hasRuleOfItsOwn({ path }: MissingField, resource: Resource): boolean {
  return resource.kind === 'StatefulSet' && pathText(path) === 'spec.selector';
}
