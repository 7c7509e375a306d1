import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldingRanges } from '../server/src/core/features/folding-ranges';
import { workspaceOf } from './support/workspace';

/** The folds of a text: the line that stays, the last that goes, and the kind. Lines count from 1. */
function folds(source: string, defaultName = 'main.yaml'): readonly (readonly [number, number, string?])[] | undefined {
  const { file } = workspaceOf(source, { defaultName });
  const { text } = file(defaultName);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return foldingRanges(file(defaultName))
    ?.map(({ span, kind }) => {
      assert.equal(text.slice(span.start, span.end), text.slice(span.start, span.end).trimEnd());
      return kind === undefined
        ? ([lineOf(span.start), lineOf(span.end)] as const)
        : ([lineOf(span.start), lineOf(span.end), kind] as const);
    })
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
}

describe('folding', () => {
  it('is by document and by indentation', () => {
    const source = `
kind: Service
metadata:
  name: nginx
spec:
  ports:
  - name: http
    port: 80

  - port: 81
  clusterIP: None

---
kind: StatefulSet
metadata: { name: web }
spec:
    replicas: 3
...
`;
    const expected = [
      [1, 10, 'region'],
      [2, 3],
      [4, 10],
      [5, 9],
      [6, 7],
      [12, 16, 'region'],
      [15, 16],
    ];
    assert.deepEqual(folds(source), expected);
    assert.deepEqual(folds(source.replaceAll('\n', '\r\n')), expected);
  });

  it('is by comments and regions', () => {
    const source = `
# What this is,
# in two lines.
kind: Service
# region ports
spec:
  # one
  ports: []
# endregion
#endregion
`;
    assert.deepEqual(folds(source), [
      [1, 2, 'comment'],
      [4, 8, 'region'],
      [5, 7],
    ]);
  });

  it('is left to the editor in files that are none of ours, and in JSON', () => {
    assert.equal(folds('services:\n  web: {}\n'), undefined);
    assert.equal(folds('{\n  "kind": "Service"\n}\n', 'main.json'), undefined);
  });
});
