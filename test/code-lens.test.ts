import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeLenses } from '../server/src/core/features/code-lens';
import { summarizeStatefulSets } from '../server/src/core/features/statefulset-summary';
import { workspaceOf } from './support/workspace';

/** The lenses of the files of a fixture: their titles, and the text that they stand above. */
function lensesOf(source: string): readonly (readonly [string, string])[] {
  const { fixture, file, workspace, textAt } = workspaceOf(source);
  return fixture.files
    .flatMap(({ name }) => codeLenses(file(name), workspace))
    .map(({ document, span, title }) => [title, textAt({ document, span: { ...span, end: span.start + 10 } })]);
}

function titleOf(spec: string, others = ''): string | undefined {
  const set = `kind: StatefulSet\nmetadata: { name: web }\nspec:\n  template: { metadata: { labels: { app: web } }, spec: {} }\n`;
  const lines = spec.split('\n').map((line) => `  ${line}\n`);
  return lensesOf(`${set}${lines.join('')}---\n${others}`)[0]?.[0];
}

function service(spec: string, metadata = 'name: nginx'): string {
  return `kind: Service\nmetadata: { ${metadata} }\nspec: { ${spec} }\n`;
}

describe('a code lens', () => {
  it('says how many Pods and claims there will be, and offers the simulation', () => {
    const claims = 'volumeClaimTemplates: [{ metadata: { name: a } }, { metadata: { name: b } }]';
    assert.equal(titleOf('replicas: 3'), '3 Pods · no governing Service · Simulate rollout');
    assert.equal(titleOf('serviceName:'), '1 Pod · no governing Service · Simulate rollout');
    assert.equal(titleOf(`replicas: 3\n${claims}`), '3 Pods, 6 claims · no governing Service · Simulate rollout');
    assert.equal(titleOf(`replicas: 0\n${claims}`), '0 Pods · no governing Service · Simulate rollout');
    assert.equal(titleOf('replicas: ${REPLICAS}'), 'no governing Service · Simulate rollout');
  });

  it('says which Service governs the set, and what is the matter with it', () => {
    const cases: readonly (readonly [string, string])[] = [
      [service('clusterIP: None, selector: { app: web }'), 'governed by nginx (headless)'],
      [service('clusterIP: None, selector: { app: other }'), 'governed by nginx (headless, selects other Pods)'],
      [service('selector: { app: web }'), 'governed by nginx (not headless)'],
      [service('selector: { app: other }'), 'governed by nginx (not headless, selects other Pods)'],
      [service('type: ExternalName, externalName: a.example'), 'governed by nginx (ExternalName)'],
      ['', 'governed by nginx (not in this workspace)'],
      [
        service('clusterIP: None, selector: { app: web }', 'name: nginx, namespace: shop'),
        'governed by nginx (in namespace shop)',
      ],
      [service('clusterIP: "${IP}", selector: { app: web }'), 'governed by nginx'],
    ];
    for (const [other, expected] of cases) {
      assert.equal(titleOf('serviceName: nginx', other), `1 Pod · ${expected} · Simulate rollout`, other);
    }
    assert.equal(titleOf('serviceName: ${SERVICE}'), '1 Pod · Simulate rollout');
  });

  it('stands above each set of a file, and starts the simulation of just that one', () => {
    const source = `
#// FILE: list.yaml
apiVersion: v1
kind: List
items:
  - kind: StatefulSet
    metadata: { name: a }
    spec: { template: { spec: { containers: [{ image: web }] } } }
  - kind: StatefulSet
    metadata: { name: a }
    spec: { replicas: 2, template: { spec: { containers: [{ image: web }] } } }
#// FILE: set.json
{"kind": "StatefulSet", "metadata": {"name": "b"}, "spec": {"template": {"spec": {"containers": [{"image": "web"}]}}}}
`;
    assert.deepEqual(lensesOf(source), [
      ['1 Pod · no governing Service · Simulate rollout', 'kind: Stat'],
      ['2 Pods · no governing Service · Simulate rollout', 'kind: Stat'],
      ['1 Pod · no governing Service · Simulate rollout', '{"kind": "'],
    ]);
    const { fixture, file, workspace } = workspaceOf(source);
    const lenses = fixture.files.flatMap(({ name }) => codeLenses(file(name), workspace));
    assert.deepEqual(
      lenses.map((lens) => [lens.command, ...lens.arguments]),
      summarizeStatefulSets(workspace).map(({ id }) => ['statefulset.simulate', id]),
    );
  });

  it('does not stand above templates, patches and sets without a name', () => {
    const none = [
      '{{ if true }}\n---\nkind: StatefulSet\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ image: web }] } } }\n',
      'kind: StatefulSet\nmetadata: { name: web }\nspec: { replicas: 2 }\n',
      'kind: StatefulSet\nmetadata: { generateName: web- }\nspec: { template: { spec: { containers: [{ image: web }] } } }\n',
      'kind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ image: web }] } } }\n',
    ];
    for (const source of none) assert.deepEqual(lensesOf(source), [], source);
  });
});
