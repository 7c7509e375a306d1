import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyFix, findAll } from './support/check';
import { uriOf, workspaceOf } from './support/workspace';

const SET = `apiVersion: v1
kind: Service
metadata: {name: zk}
spec: {clusterIP: None, selector: {app: zk}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: zk}
spec:
  serviceName: zk
  selector: {matchLabels: {app: zk}}
  template:
    metadata: {labels: {app: zk}}
    spec: {containers: [{name: zk, image: example/zk:1}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config}
`;

/** The last document after the fix that takes a name out of its list; undefined where there is none. */
function after(data: string): string | undefined {
  const { snapshot } = workspaceOf(`${SET}${data}`);
  const fixes = findAll(snapshot).flatMap(({ diagnostic }) => diagnostic.fixes ?? []);
  const fix = fixes.find(({ title }) => title.startsWith('Take '));
  return fix && applyFix(snapshot, fix).get(uriOf('main.yaml'))?.slice(SET.length);
}

describe('a name is taken out of a list', () => {
  const cases: readonly (readonly [name: string, before: string, after: string | undefined])[] = [
    ['at its end', 'data: {a: "zk-0.zk:2181,zk-1.zk:2181"}\n', 'data: {a: "zk-0.zk:2181"}\n'],
    ['at its beginning', "data:\n  a: 'zk-1.zk, zk-0.zk'\n", "data:\n  a: 'zk-0.zk'\n"],
    ['in a block', 'data:\n  a: |\n    x=zk-0.zk,zk-1.zk\n    y=1\n', 'data:\n  a: |\n    x=zk-0.zk\n    y=1\n'],
    ['but not together with what YAML parts by a comma', 'data: {a: zk-1.zk, b: c}\n', undefined],
    ['nor where a comma of a map stands before', 'data: {b: c, zk-1.zk: zk-1.zk}\n', undefined],
    ['nor where it is all there is', 'data: {a: zk-1.zk}\n', undefined],
  ];
  for (const [name, before, expected] of cases) test(name, () => assert.equal(after(before), expected));
});
