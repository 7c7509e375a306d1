import type { ParsedDocument } from '../../workspace/document';
import type { Problem } from '../../yaml/problem';
import type { Finding } from '../finding';
import type { DocumentRule } from '../rule';
import { tabRuns } from './tab-runs';

export const yamlSyntax: DocumentRule = {
  id: 'yaml-syntax',
  severity: 'error',
  kinds: 'document',
  summary: 'The document is not valid YAML.',
  why: 'Nothing can be applied from it, and nothing in it can be checked. Tabs are the commonest cause: YAML allows only spaces for indentation, and text copied from a web page often has tabs.',
  documentation: 'https://yaml.org/spec/1.2.2/#61-indentation-spaces',
  bad: `
apiVersion: v1
kind: Service
metadata:
\tname: web
^^^^^^^^^^~
spec:
\tclusterIP: None
\tselector:
\t\tapp: web
~^^^^^^^^^
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
`,
  *check(document) {
    const problems = document.problems.filter((problem) => problem.code !== 'duplicate-key');
    const [first] = problems;
    if (first === undefined || isFilledIn(document, first)) return;
    const runs = [...tabRuns(document)];
    // Where tabs are the cause the parser stumbles on every line after: those are no findings of their own.
    if (runs.length > 0) yield* runs;
    else yield notYaml(first);
  },
};

function notYaml(problem: Problem): Finding {
  const message = problem.message.replace(/\.$/, '');
  return {
    span: problem.span,
    message: `This is not valid YAML: ${message}. Until it is, nothing in this document can be checked or applied.`,
  };
}

/** Marks such as `@IMAGE@` or `%s`, which stop a YAML parser, are filled in by another program: the text is a template. */
function isFilledIn(document: ParsedDocument, problem: Problem): boolean {
  const start = document.text.lastIndexOf('\n', problem.span.start - 1) + 1;
  const end = document.text.indexOf('\n', problem.span.end);
  return /@[\w.-]+@|@@|[:\s-]@\w|\$\{|\$\(|<%|%[sdv]\b|^\s*%\w|%[A-Z_]+%/.test(
    document.text.slice(start, end < 0 ? undefined : end),
  );
}
