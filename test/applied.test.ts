import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appliedNames, mayBePatched, mayGetLabels } from '../server/src/core/workspace/applied';
import type { StatefulSet } from '../server/src/core/kubernetes/statefulset';
import type { Workspace } from '../server/src/core/workspace/workspace';
import { workspaceOf } from './support/workspace';

const SET = `
#// FILE: base/web.yaml
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, template: {} }
`;

function read(files: string): { readonly set: StatefulSet; readonly workspace: Workspace } {
  const { workspace } = workspaceOf(`${SET}${files}`);
  const set = workspace.all('StatefulSet').find(({ document }) => document.uri.endsWith('base/web.yaml'));
  assert.ok(set);
  return { set, workspace };
}

function names(files: string): readonly string[] {
  const { set, workspace } = read(files);
  return appliedNames(set, workspace).map(({ name }) => name);
}

describe('the names under which an object is applied', () => {
  it('is its own where no kustomization includes it', () => {
    assert.deepEqual(names('#// FILE: other/kustomization.yaml\nnamePrefix: a-\n'), ['web']);
  });

  it('grows by the prefixes and suffixes between it and each build, from the inside out', () => {
    assert.deepEqual(
      names(`
#// FILE: base/kustomization.yaml
resources: [web.yaml]
namePrefix: base-
#// FILE: prod/kustomization.yaml
resources: [../base]
namePrefix: prod-
nameSuffix: -x
#// FILE: test/kustomization.yaml
resources: [../base]
`),
      ['base-web', 'prod-base-web-x', 'base-web'],
    );
  });

  it('leaves out builds whose affix is a placeholder', () => {
    assert.deepEqual(
      names('#// FILE: base/kustomization.yaml\nresources: [web.yaml]\nnamePrefix: "${ENVIRONMENT}-"\n'),
      [],
    );
  });

  it('survives kustomizations that include each other', () => {
    assert.deepEqual(
      names(`
#// FILE: base/kustomization.yaml
resources: [web.yaml, ../prod]
#// FILE: prod/kustomization.yaml
resources: [../base]
namePrefix: prod-
`),
      ['web', 'prod-web'],
    );
  });
});

describe('whether an object may be patched', () => {
  const patched = (kustomization: string, files = ''): boolean => {
    const { set, workspace } = read(
      `#// FILE: base/kustomization.yaml\nresources: [web.yaml]\n#// FILE: prod/kustomization.yaml\nresources: [../base]\n${kustomization}${files}`,
    );
    return mayBePatched(set, workspace);
  };

  for (const [what, expected, kustomization, files] of [
    ['without patches', false, ''],
    ['by a target of another kind', false, 'patches: [{ path: p.yaml, target: { kind: Service } }]\n'],
    ['by a target of its kind', true, 'patches: [{ path: p.yaml, target: { kind: StatefulSet } }]\n'],
    ['by a target of another name', false, 'patches: [{ path: p.yaml, target: { kind: StatefulSet, name: db } }]\n'],
    [
      'by a target that is an expression',
      true,
      'patches: [{ path: p.yaml, target: { kind: "State.*", name: "w.*" } }]\n',
    ],
    ['by a target of labels alone', true, 'patches: [{ path: p.yaml, target: { labelSelector: "a=b" } }]\n'],
    ['by a file that is not in view', true, 'patchesStrategicMerge: [p.yaml]\n'],
    [
      'by a file for another object',
      false,
      'patchesStrategicMerge: [p.yaml]\n',
      '#// FILE: prod/p.yaml\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\n',
    ],
    [
      'by a file for it',
      true,
      'patches: [{ path: p.yaml }]\n',
      '#// FILE: prod/p.yaml\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\n',
    ],
    [
      'by a file that is a template',
      true,
      'patches: [{ path: p.yaml }]\n',
      '#// FILE: prod/p.yaml\nkind: Service\nmetadata: { name: {{ name }} }\n',
    ],
    ['by text for another kind', false, 'patches:\n- patch: |-\n    kind: Deployment\n    metadata: { name: web }\n'],
    ['by text for its kind', true, 'patchesStrategicMerge:\n- |-\n  kind: StatefulSet\n  metadata: { name: web }\n'],
    ['in its replicas', true, 'replicas: [{ name: web, count: 3 }]\n'],
    ["in another's replicas", false, 'replicas: [{ name: db, count: 3 }]\n'],
    [
      'by a component',
      true,
      'components: [../size]\n',
      '#// FILE: size/kustomization.yaml\nkind: Component\npatches: [{ path: p.yaml, target: { kind: StatefulSet } }]\n',
    ],
  ] as const) {
    it(`${what}: ${expected}`, () => assert.equal(patched(kustomization, files), expected));
  }
});

describe('before the workspace is read', () => {
  it('nobody knows what kustomizations do to an object', () => {
    const { workspace } = workspaceOf(SET, { complete: false });
    const [set] = workspace.statefulSets('web');
    assert.ok(set);
    assert.equal(mayBePatched(set, workspace), true);
    assert.equal(mayGetLabels(set, workspace), true);
  });
});

describe('whether an object may get labels', () => {
  const labelled = (kustomization: string): boolean => {
    const { set, workspace } = read(`#// FILE: base/kustomization.yaml\nresources: [web.yaml]\n${kustomization}`);
    return mayGetLabels(set, workspace);
  };

  it('does from commonLabels and from labels that reach selectors or templates', () => {
    assert.equal(labelled(''), false);
    assert.equal(labelled('commonLabels: { app: web }\n'), true);
    assert.equal(labelled('labels: [{ pairs: { app: web } }]\n'), false);
    assert.equal(labelled('labels: [{ pairs: { app: web }, includeSelectors: true }]\n'), true);
  });
});
