import type { ParsedDocument } from '../../workspace/document';
import { lineEnd, lineStart } from '../../yaml/edit';
import type { RepeatedKey } from '../../yaml/problem';
import type { Span } from '../../yaml/span';
import type { Finding, Fix } from '../finding';
import type { DocumentRule } from '../rule';

export const duplicateKey: DocumentRule = {
  id: 'duplicate-key',
  severity: 'error',
  kinds: 'document',
  schema: 'all',
  summary: 'A key is written twice in one map.',
  why: 'YAML forbids it. `kubectl` takes the last and drops what stands under the others without a word; kustomize, the API server and other readers refuse the object.',
  documentation: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 3
  selector: { matchLabels: { app: web } }
  replicas: 2
# ^^^^^^^^
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          volumeMounts:
            - { name: html, mountPath: /usr/share/nginx/html }
          volumeMounts:
#         ^^^^^^^^^^^^
            - { name: conf, mountPath: /etc/nginx/conf.d }
      volumes:
        - { name: html, emptyDir: {} }
        - { name: conf, emptyDir: {} }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          volumeMounts:
            - { name: html, mountPath: /usr/share/nginx/html }
            - { name: conf, mountPath: /etc/nginx/conf.d }
      volumes:
        - { name: html, emptyDir: {} }
        - { name: conf, emptyDir: {} }
`,
  *check(document, workspace) {
    if (document.state !== 'manifest' || workspace.isPatch({ document: document.id })) return;
    if (document.resources.every(({ partial }) => partial)) return;
    for (const { span, repeated } of document.problems) {
      if (repeated !== undefined) yield finding(document, repeated, span);
    }
  },
};

function finding(document: ParsedDocument, { name, earlier, value }: RepeatedKey, span: Span): Finding {
  const said = ({ start, end }: Span): string => document.text.slice(start, end).trim();
  const isSame = said(earlier.value) === said(value);
  return {
    span,
    message: `${name} is already written in this map. kubectl takes the last of them and drops the others without a word, and stricter readers refuse the object. ${isSame ? 'Both say the same: remove one.' : 'Keep one, with all that it should say.'}`,
    related: [{ document: document.id, span: earlier.key, message: 'Written here already.' }],
    fixes: [
      // What kubectl applies stays as it is.
      ...removal(document, earlier, `Remove the earlier ${name}, which kubectl drops`, true),
      ...(isSame ? [] : removal(document, { key: span, value }, `Remove this ${name}`, false)),
    ],
  };
}

/** Takes an entry out together with its lines; none where it shares a line with something else. */
function removal(
  document: ParsedDocument,
  entry: RepeatedKey['earlier'],
  title: string,
  safe: boolean,
): readonly Fix[] {
  const { text } = document;
  const start = lineStart(text, entry.key.start);
  const endOfValue =
    entry.key.end + text.slice(entry.key.end, Math.max(entry.key.end, entry.value.end)).trimEnd().length;
  const last = lineEnd(text, endOfValue);
  // In braces a comma may follow, or more entries.
  const isAlone =
    text.slice(start, entry.key.start).trim() === '' && /^:?\s*(?:#.*)?$/.test(text.slice(endOfValue, last));
  if (!isAlone) return [];
  const end = last + (/^\r?\n/.exec(text.slice(last))?.[0].length ?? 0);
  return [{ title, edits: [{ document: document.id, span: { start, end }, newText: '' }], safe }];
}
