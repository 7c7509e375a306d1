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
      TEMPLATE.replace('accessModes', 'selector: {}, accessModes'),
    ];
    const prints = new Set([TEMPLATE, ...different].map(fingerprint));
    assert.equal(prints.size, different.length + 1);
  });
});

describe('the fingerprint of a Pod template', () => {
  const of = (template: string): string | undefined =>
    workspaceOf(`kind: StatefulSet\nspec:\n  template: ${template}\n`).workspace.all('StatefulSet')[0]
      ?.templateFingerprint;
  const one =
    '{ metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: nginx, resources: { limits: { cpu: 1 } } }] } }';

  it('is the same however it is written', () => {
    const equal = [
      '\n    spec:\n      containers:\n        - image: nginx # the newest\n          name: "web"\n          resources: {limits: {cpu: 1000m}}\n    metadata: {labels: {app: web}}',
      one.replace('app: web', "'app': 'web'"),
      one.replace('name: web', 'name: web, command: null'),
    ];
    assert.match(of(one) ?? '', /^[0-9a-f]{16}$/);
    for (const other of equal) assert.equal(of(other), of(one), other);
  });

  it('differs where the content does', () => {
    const different = [
      one.replace('nginx', 'nginx:1.27'),
      one.replace('cpu: 1', 'cpu: 2'),
      one.replace('app: web', 'app: web, tier: front'),
      one.replace('name: web', 'name: web, args: []'),
      one.replace('image: nginx', 'image: "${IMAGE}"'),
      one.replace('image: nginx', 'image: 1'),
      one.replace('image: nginx', 'image: "1"'),
    ];
    assert.equal(new Set([one, ...different].map(of)).size, different.length + 1);
  });

  it('is none where there is no template', () => {
    assert.equal(
      workspaceOf('kind: StatefulSet\nspec: {}\n').workspace.all('StatefulSet')[0]?.templateFingerprint,
      undefined,
    );
  });

  it('is bounded where aliases multiply what is written', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `      l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(', ')}]`,
    );
    assert.ok(of(`\n    metadata:\n      l0: &l0 [x, x, x]\n${levels.join('\n')}`));
  });
});
