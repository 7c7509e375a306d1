import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentSymbols } from '../server/src/core/features/document-symbols';
import { workspaceOf } from './support/workspace';

/** The outline of a fixture's one file: each object's name, detail and the text of its name. */
function outline(
  source: string,
  defaultName = 'main.yaml',
): readonly (readonly [string, string | undefined, string])[] {
  const { file, textAt } = workspaceOf(source, { defaultName });
  return documentSymbols(file(defaultName)).map(({ document, name, detail, span, selection }) => {
    assert.ok(span.start <= selection.start && selection.end <= span.end, `${name}: the name is within the object`);
    return [name, detail, textAt({ document, span: selection })];
  });
}

describe('the outline of a file', () => {
  it('names the objects by kind and name, in their order', () => {
    const source = `
kind: Service
metadata: { name: nginx, namespace: shop }
---
# nothing
---
kind: StatefulSet
metadata: { name: web }
---
kind: List
items:
  - kind: Deployment
    metadata: { name: front }
  - kind: ServiceAccount
    metadata: { name: unread }
  - kind: ConfigMap
    metadata: { name: "\${NAME}" }
  - kind: Pod
    metadata: { generateName: job- }
`;
    assert.deepEqual(outline(source), [
      ['Service nginx', 'shop', 'nginx'],
      ['StatefulSet web', undefined, 'web'],
      ['Deployment front', undefined, 'front'],
      ['ConfigMap', undefined, '"${NAME}"'],
      ['Pod', undefined, 'Pod'],
    ]);
  });

  it('keeps to the object where its name is anchored elsewhere', () => {
    const source = `
kind: List
items:
  - kind: Service
    metadata: &shared { name: web }
  - kind: StatefulSet
    metadata: *shared
`;
    assert.deepEqual(outline(source), [
      ['Service web', undefined, 'web'],
      ['StatefulSet web', undefined, 'StatefulSet'],
    ]);
  });

  it('reads JSON, and YAML that is broken elsewhere', () => {
    assert.deepEqual(outline('{"kind": "StatefulSet", "metadata": {"name": "web"}}', 'web.json'), [
      ['StatefulSet web', undefined, '"web"'],
    ]);
    assert.deepEqual(outline('kind: StatefulSet\nmetadata: { name: web }\nspec: [\n'), [
      ['StatefulSet web', undefined, 'web'],
    ]);
  });

  it('is empty for templates and for other YAML', () => {
    assert.deepEqual(
      outline('kind: Service\nmetadata: { name: web }\n---\nkind: Service\nmetadata: { name: {{ .Name }} }\n'),
      [],
    );
    assert.deepEqual(outline('services: { web: {} }\n'), []);
    assert.deepEqual(outline(''), []);
  });
});
