import type { ValueKind, WrongType } from '../../kubernetes/api/field-problem';
import { pathText } from '../../kubernetes/api/field-problem';
import type { Node } from '../../yaml/node';
import { defineRule } from '../rule';
import { API_KINDS, nodeAt, problemsOf } from './problems';
import { retype } from './retype';

export const wrongType = defineRule({
  id: 'wrong-type',
  severity: 'error',
  kinds: API_KINDS,
  schema: 'all',
  summary: 'A field has a value of another type than it takes, such as a number in quotes.',
  why: 'The API server cannot read the object and refuses all of it. In YAML `"3"` is a string and no number, while `8080`, `true`, `yes` and `on` are no strings: labels, annotations and the values of environment variables need quotes around them.',
  documentation: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  labels:
    legacy: yes
    #       ^^^
spec:
  serviceName: web
  replicas: "3"
  #         ^^^
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          env:
            - name: PORT
              value: 8080
              #      ^^^^
          ports:
            containerPort: 8080
#           ^^^^^^^^^^^^^^^^^^^
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  labels:
    legacy: "yes"
spec:
  serviceName: web
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          env:
            - name: PORT
              value: "8080"
          ports:
            - containerPort: 8080
`,
  *check(resource, workspace) {
    for (const problem of problemsOf(resource, 'wrong-type')) {
      const node = nodeAt(resource, workspace, problem.path);
      const text = workspace.document(resource.document)?.text;
      if (node === undefined || text === undefined) continue;
      yield {
        span: problem.span,
        message: `${pathText(problem.path)} takes ${EXPECTED[problem.expected]}, and ${described(problem, node, text)}: the API server cannot read the object and refuses it.${advice(problem)}`,
        fixes: retype(problem, node, text, resource, workspace),
      };
    }
  },
});

const EXPECTED: Readonly<Record<WrongType['expected'], string>> = {
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
  quantity: 'a quantity',
  'number or string': 'a whole number or a string',
  map: 'a map',
  list: 'a list',
};

const FOUND: Readonly<Record<ValueKind, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  map: 'a map',
  list: 'a list',
};

function described(problem: WrongType, node: Node, text: string): string {
  const found = FOUND[problem.found];
  const written = text.slice(problem.span.start, problem.span.end);
  if (node.type !== 'scalar' || written.length > 40 || written.includes('\n')) return `this is ${found}`;
  if (problem.expected === 'integer' && typeof node.value === 'number')
    return Number.isInteger(node.value) ? `${written} is beyond its range` : `${written} is not whole`;
  // Quotes make a string of it or none, but neither a list nor a map.
  if (problem.expected === 'list' || problem.expected === 'map') return `${written} is ${found}`;
  if (node.style === 'plain') return `${written} without quotes is ${found}`;
  return `${written} in quotes is ${found}`;
}

function advice({ expected, found }: WrongType): string {
  if (expected === 'string' && (found === 'number' || found === 'boolean')) return ' Put it in quotes.';
  if (expected === 'list' && found === 'map') return ' Each item of a list begins with a hyphen.';
  return '';
}
