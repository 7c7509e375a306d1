import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe as suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fieldsOf, objectType } from '../server/src/core/kubernetes/api/schema';
import { API_TYPES, OBJECT_TYPES } from '../server/src/core/kubernetes/api/table';
import { repositoryRoot } from './support/paths';

interface Generator {
  readonly tablePath: string;
  readonly renderTable: () => Promise<string>;
}

suite('the table of the Kubernetes API', () => {
  test('is what the generator makes of the installed package', async () => {
    const script = pathToFileURL(join(repositoryRoot, 'scripts/api-table.mjs')).href;
    const { renderTable, tablePath } = (await import(script)) as Generator;
    assert.equal(readFileSync(tablePath, 'utf8'), await renderTable(), 'stale: run npm run api-table');
  });

  test('describes every type that it names', () => {
    const names = new Set(
      API_TYPES.trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    );
    for (const type of Object.values(OBJECT_TYPES)) assert.ok(names.has(type), type);
    for (const name of names) {
      for (const field of fieldsOf(name ?? '').values()) {
        let { type } = field;
        while (type.kind === 'list' || type.kind === 'map') type = type.of;
        if (type.kind === 'object') assert.ok(names.has(type.name), `${name}.${field.name} is of type ${type.name}`);
      }
    }
  });

  test('knows fields, types, values and what is required', () => {
    const spec = fieldsOf(objectType('apps/v1', 'StatefulSet') ?? '').get('spec');
    assert.deepEqual(spec?.type, { kind: 'object', name: 'StatefulSetSpec' });
    const fields = fieldsOf('StatefulSetSpec');
    assert.deepEqual(fields.get('replicas'), {
      name: 'replicas',
      required: false,
      type: { kind: 'integer' },
      values: undefined,
    });
    assert.equal(fields.get('selector')?.required, true);
    assert.deepEqual(fields.get('podManagementPolicy')?.values, ['OrderedReady', 'Parallel']);
    assert.deepEqual(fields.get('volumeClaimTemplates')?.type, {
      kind: 'list',
      of: { kind: 'object', name: 'PersistentVolumeClaim' },
    });
    assert.deepEqual(fieldsOf('ResourceRequirements').get('limits')?.type, { kind: 'map', of: { kind: 'quantity' } });
    assert.equal(fieldsOf('NoSuchType').size, 0);
  });

  test('describes an object by the version that it names, and only that', () => {
    assert.equal(objectType('apps/v1beta1', 'StatefulSet'), undefined);
    assert.equal(objectType('autoscaling/v1', 'HorizontalPodAutoscaler'), 'V1HorizontalPodAutoscaler');
    assert.equal(objectType(undefined, 'HorizontalPodAutoscaler'), 'V2HorizontalPodAutoscaler');
    assert.equal(objectType('v1', 'StatefulSet'), undefined);
  });
});
