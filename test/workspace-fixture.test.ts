import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameOf } from '../server/src/core/kubernetes/resource';
import { DEFAULT_CLUSTER_SETTINGS } from '../server/src/core/workspace/settings';
import { uriOf, workspaceOf } from './support/workspace';

const TWO_FILES = `
#// FILE: web.yaml
# a document of nothing
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  #     ^^^
spec:
  serviceName: ng$0inx
  template: {}
#// FILE: service.yaml
apiVersion: v1
kind: Service
metadata: {name: nginx}
spec: {clusterIP: None}
`;

describe('the workspace of a fixture', () => {
  it('answers lookups across its files', () => {
    const { workspace } = workspaceOf(TWO_FILES);
    assert.equal(workspace.complete, true);
    assert.deepEqual(workspace.governedBy('nginx').map(nameOf), ['web']);
    assert.deepEqual(
      workspace.services('nginx').map((service) => service.document.uri),
      [uriOf('service.yaml')],
    );
  });

  it('relates marks and cursor to the places of its documents', () => {
    const fixture = workspaceOf(TWO_FILES);
    const [set] = fixture.workspace.statefulSets('web');
    assert.ok(set?.metadata.name);
    const place = { document: set.document, span: set.metadata.name.span };
    assert.equal(fixture.textAt(place), 'web');
    assert.deepEqual(fixture.inFile(place), fixture.fixture.files[0]?.marks[0]?.span);
    const { file, offset } = fixture.cursor();
    assert.equal(file.uri, uriOf('web.yaml'));
    assert.equal(file.text.slice(offset, offset + 3), 'inx');
  });

  it('takes settings, and may be one whose scan is not done', () => {
    const { workspace } = workspaceOf(TWO_FILES, { settings: { defaultNamespace: 'shop' }, complete: false });
    assert.equal(workspace.complete, false);
    assert.deepEqual(workspace.settings, { ...DEFAULT_CLUSTER_SETTINGS, defaultNamespace: 'shop' });
  });

  it('is frozen, resources, index and trees alike', () => {
    const { workspace, snapshot } = workspaceOf(TWO_FILES);
    const [set] = workspace.statefulSets('web');
    assert.throws(() => Object.assign(set ?? {}, { partial: true }), TypeError);
    const index = snapshot.disk.index.segments[0]?.index;
    assert.ok(index instanceof Map);
    assert.throws(() => index.clear(), TypeError);
  });
});
