import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workspaceOf } from './support/workspace';

function fingerprint(template: string): string | undefined {
  const source = `kind: StatefulSet\nspec:\n  volumeClaimTemplates:\n${template}\n`;
  return workspaceOf(source).workspace.all('StatefulSet')[0]?.claimTemplates[0]?.fingerprint;
}

const TEMPLATE =
  '  - metadata: { name: data }\n    spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }';

describe('the fingerprint of a claim template', () => {
  it('is the same for what the API server holds equal', () => {
    const equal = [
      '    - spec:\n        resources: {requests: {storage: "1024Mi"}}\n        accessModes: [ "ReadWriteOnce" ] # one node\n      metadata: {name: "data"}',
      TEMPLATE.replace('accessModes', 'volumeMode: Filesystem, accessModes'),
      TEMPLATE.replace('name: data', 'name: data, creationTimestamp: null, labels: {}'),
      TEMPLATE.replace('- metadata', '- kind: PersistentVolumeClaim\n    apiVersion: v1\n    metadata'),
      TEMPLATE.replace('1Gi', '1073741824'),
    ];
    assert.equal(typeof fingerprint(TEMPLATE), 'string');
    for (const other of equal) assert.equal(fingerprint(other), fingerprint(TEMPLATE), other);
  });

  it('differs with every difference that it refuses', () => {
    const different = [
      TEMPLATE.replace('1Gi', '2Gi'),
      TEMPLATE.replace('1Gi', '1G'),
      TEMPLATE.replace('ReadWriteOnce', 'ReadWriteMany'),
      TEMPLATE.replace('name: data', 'name: data, labels: { app: web }'),
      TEMPLATE.replace('accessModes', 'storageClassName: "", accessModes'),
      TEMPLATE.replace('accessModes', 'volumeMode: Block, accessModes'),
      TEMPLATE.replace('name: data', 'name: logs'),
    ];
    const prints = new Set([TEMPLATE, ...different].map(fingerprint));
    assert.equal(prints.size, different.length + 1);
  });

  it('is bounded where aliases multiply what is written', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `        l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(', ')}]`,
    );
    const bomb = `    - metadata:\n        name: data\n        l0: &l0 [x, x, x]\n${levels.join('\n')}`;
    assert.ok((fingerprint(bomb)?.length ?? Infinity) < 100_000);
  });
});
