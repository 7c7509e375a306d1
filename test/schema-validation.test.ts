import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import type { AnalysisSettings } from '../server/src/core/rules/analysis';
import { DEFAULT_ANALYSIS_SETTINGS } from '../server/src/core/rules/analysis';
import { findAll } from './support/check';
import { workspaceOf } from './support/workspace';

const rulesFound = (
  source: string,
  schemaValidation: AnalysisSettings['schemaValidation'],
  defaultName = 'main.yaml',
): readonly string[] =>
  findAll(workspaceOf(source, { defaultName }).snapshot, { ...DEFAULT_ANALYSIS_SETTINGS, schemaValidation })
    .map(({ diagnostic }) => `${diagnostic.rule} ${diagnostic.severity}`)
    .filter((found) => !found.endsWith('information') && !found.endsWith('hint'))
    .toSorted();

suite('where another extension checks the schema', () => {
  const source = `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  sessionaffinity: ClientIP
  publishNotReadyAddresses: "yes"
  ports:
    - port: 80
      protocol: tcp
      targetPort: "8080"
  type: ClusterIP
  type: ClusterIP
`;

  test('only what a schema cannot say is said', () => {
    assert.deepEqual(rulesFound(source, true), [
      'duplicate-key error',
      'invalid-value error',
      'invalid-value error',
      'unknown-field error',
      'wrong-type error',
    ]);
    assert.deepEqual(rulesFound(source, false), ['invalid-value error']);
  });

  test('JSON, which it leaves alone, is checked all the same', () => {
    const object =
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"ports": [{"port": "80"}]}}';
    assert.deepEqual(rulesFound(object, 'json', 'a.json'), ['wrong-type error']);
    assert.deepEqual(rulesFound(object, 'json', 'a.yaml'), []);
    assert.deepEqual(rulesFound(object, false, 'a.json'), []);
  });

  test('broken YAML is left to it too', () => {
    const broken = 'apiVersion: v1\nkind: Service\nmetadata:\n\tname: web\n';
    assert.deepEqual(rulesFound(broken, true), ['yaml-syntax error']);
    assert.deepEqual(rulesFound(broken, false), []);
  });

  test('a suppression of what is not said now is not called unused', () => {
    const suppressed = `# statefulset-tools-disable-document unknown-field\n# statefulset-tools-disable-document invalid-value\n${source.trimStart()}`;
    assert.deepEqual(rulesFound(suppressed, false), []);
    assert.deepEqual(rulesFound(suppressed, true), ['duplicate-key error', 'wrong-type error']);
  });
});
