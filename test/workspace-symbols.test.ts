import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentLinks } from '../server/src/core/features/document-links';
import { MOST_SYMBOLS, workspaceSymbols } from '../server/src/core/features/workspace-symbols';
import { uriOf, workspaceOf } from './support/workspace';

const { snapshot } = workspaceOf(`
#// FILE: web.yaml
kind: Service
metadata: { name: web }
---
kind: StatefulSet
metadata: { name: web }
---
kind: StatefulSet
metadata: { name: web-cache }
---
kind: StatefulSet
metadata: { name: big-web }
---
kind: ConfigMap
metadata: { name: "\${NAME}" }
#// FILE: template.yaml
{{ if true }}
---
kind: StatefulSet
metadata: { name: web }
`);

function found(query: string): readonly string[] {
  return workspaceSymbols(query, snapshot).map(({ name }) => name);
}

describe('the symbols of a workspace', () => {
  it('are found by kind and name, the best first', () => {
    assert.deepEqual(found('web'), ['Service web', 'StatefulSet web', 'StatefulSet web-cache', 'StatefulSet big-web']);
    assert.deepEqual(found('statefulset web'), ['StatefulSet web', 'StatefulSet web-cache', 'StatefulSet big-web']);
    assert.deepEqual(found('StatefulSet'), ['StatefulSet web', 'StatefulSet web-cache', 'StatefulSet big-web']);
  });

  it('are found by letters in their order', () => {
    assert.deepEqual(found('sscache'), ['StatefulSet web-cache']);
    assert.deepEqual(found('xyz'), []);
  });

  it('are all of them where nothing is typed, but for templates', () => {
    assert.equal(found('').length, 5);
  });

  it('are no more than somebody reads', () => {
    const many = Array.from({ length: 300 }, (_, i) => `---\nkind: Service\nmetadata: { name: s${i} }\n`).join('');
    assert.equal(workspaceSymbols('', workspaceOf(many).snapshot).length, MOST_SYMBOLS);
    assert.equal(workspaceSymbols('s', workspaceOf(many).snapshot).length, MOST_SYMBOLS);
  });
});

describe('the links of a kustomization', () => {
  it('lead to the files and kustomizations that it names', () => {
    const {
      file,
      workspace: other,
      textAt,
    } = workspaceOf(`
#// FILE: base/kustomization.yaml
resources:
  - web.yaml
  - missing.yaml
  - https://example.com/web.yaml
  - github.com/example/base?ref=v1.0
  - nowhere
configMapGenerator:
  - name: settings
    files:
      - app.properties
      - nginx.conf=../files/nginx.prod.conf
      - Makefile
    envs: ["a.env"]
replacements:
  - path: replacements.yaml
#// FILE: base/web.yaml
kind: Service
metadata: { name: web }
#// FILE: prod/kustomization.yaml
resources:
  - ../base
  - "ours.yaml"
patches:
  - path: patch.yaml
#// FILE: prod/patch.yaml
kind: Service
metadata: { name: web }
#// FILE: prod/ours.yaml
kind: ConfigMap
metadata: { name: ours }
`);
    const links = (name: string): readonly (readonly [string, string])[] =>
      documentLinks(file(name), other).map(({ document, span, target }) => [textAt({ document, span }), target]);
    assert.deepEqual(links('base/kustomization.yaml'), [
      ['web.yaml', uriOf('base/web.yaml')],
      // It may hold objects that are none of ours.
      ['missing.yaml', uriOf('base/missing.yaml')],
      ['app.properties', uriOf('base/app.properties')],
      ['../files/nginx.prod.conf', uriOf('files/nginx.prod.conf')],
      ['a.env', uriOf('base/a.env')],
      ['replacements.yaml', uriOf('base/replacements.yaml')],
    ]);
    assert.deepEqual(
      links('prod/kustomization.yaml').toSorted(([a], [b]) => (a < b ? -1 : 1)),
      [
        ['../base', uriOf('base/kustomization.yaml')],
        ['ours.yaml', uriOf('prod/ours.yaml')],
        ['patch.yaml', uriOf('prod/patch.yaml')],
      ],
    );
    assert.deepEqual(links('base/web.yaml'), []);
  });
});
