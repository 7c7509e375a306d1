import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSource } from '../server/src/core/workspace/file';
import { createLayer } from '../server/src/core/workspace/snapshot';
import { applyFix, findAll } from './support/check';
import { uriOf, workspaceOf } from './support/workspace';

interface Case {
  readonly name: string;
  /** The containers of a set named `db`, in the file's own layout. */
  readonly containers: string;
  /** The Service's ports as they are to be written; nothing where it has none. */
  readonly ports: string;
}

const CASES: readonly Case[] = [
  {
    name: 'writes lists as the file does, indented',
    containers: 'containers:\n        - name: db\n          ports:\n            - containerPort: 80\n',
    ports: '  ports:\n    - port: 80\n',
  },
  {
    name: 'writes lists as the file does, beneath the key',
    containers: 'containers:\n      - name: db\n        ports:\n        - containerPort: 80\n',
    ports: '  ports:\n  - port: 80\n',
  },
  {
    name: 'names every port of several',
    containers: 'containers:\n      - ports: [{containerPort: 80, name: http}, {containerPort: 80, protocol: UDP}]\n',
    ports: '  ports:\n  - name: http\n    port: 80\n  - name: udp-80\n    port: 80\n    protocol: UDP\n',
  },
  {
    name: 'gives no name twice, which two containers may share but two ports of a Service may not',
    containers:
      'containers:\n      - ports: [{containerPort: 80, name: http}]\n      - ports: [{containerPort: 81, name: http}]\n',
    ports: '  ports:\n  - name: http\n    port: 80\n  - name: tcp-81\n    port: 81\n',
  },
];

describe('the headless Service that is created', () => {
  for (const newline of ['\n', '\r\n']) {
    for (const { name, containers, ports } of CASES) {
      test(`${name}, with ${JSON.stringify(newline)}`, () => {
        const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: peers
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      ${containers}`;
        const service = `apiVersion: v1
kind: Service
metadata:
  name: peers
  labels:
    app: db
spec:
  clusterIP: None
  selector:
    app: db
${ports}`;
        const before = set.replaceAll('\n', newline);
        const wanted = service.replaceAll('\n', newline);
        const snapshot = {
          disk: createLayer([readSource(uriOf('db.yaml'), before, true)]),
          open: createLayer([]),
          complete: true,
        };
        const found = findAll(snapshot).find(({ diagnostic }) => diagnostic.rule === 'governing-service-missing');
        const after = new Map(
          (found?.diagnostic.fixes ?? [])
            .filter(({ title }) => title.startsWith('Create'))
            .map((fix) => [fix.title, applyFix(snapshot, fix)]),
        );
        assert.equal(
          after.get('Create headless Service peers in this file')?.get(uriOf('db.yaml')),
          `${before}---${newline}${wanted}`,
        );
        const beside = after.get('Create headless Service peers in a new file, peers-service.yaml');
        assert.equal(beside?.get(uriOf('peers-service.yaml')), wanted);
        assert.equal(beside?.get(uriOf('db.yaml')), before);
      });
    }
  }
});

test('a Service is created in the namespace that will be filled in for its set', () => {
  const set = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\n  namespace: \${NAMESPACE}\nspec:\n  serviceName: peers\n  selector: {matchLabels: {app: db}}\n  template:\n    metadata: {labels: {app: db}}\n    spec: {containers: [{name: db, image: example/db:1}]}\n`;
  const { snapshot } = workspaceOf(set);
  const fixes = findAll(snapshot).flatMap(({ diagnostic }) => diagnostic.fixes ?? []);
  const texts = fixes.map((fix) => [...applyFix(snapshot, fix).values()].join(''));
  assert.equal(texts.length, 2);
  for (const text of texts) assert.match(text, /\n {2}name: peers\n {2}namespace: "?\$\{NAMESPACE\}"?\n/);
});

test('a Service publishes Pods that wait for each other by name before they are ready', () => {
  const set = (peers: string): string =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  serviceName: peers\n  replicas: 3\n  selector: {matchLabels: {app: db}}\n  template:\n    metadata: {labels: {app: db}}\n    spec: {containers: [{name: db, image: example/db:1, args: [${peers}], readinessProbe: {tcpSocket: {port: 80}}}]}\n`;
  const created = (peers: string): string => {
    const { snapshot } = workspaceOf(set(peers));
    const [fix] = findAll(snapshot).flatMap(({ diagnostic }) => diagnostic.fixes ?? []);
    return fix === undefined ? '' : [...applyFix(snapshot, fix).values()].join('');
  };
  assert.match(created('db-0.peers, db-1.peers'), /\n {2}clusterIP: None\n {2}publishNotReadyAddresses: true\n/);
  assert.doesNotMatch(created('db-0.peers'), /publishNotReadyAddresses/);
});

test('the file of a Service is listed in the kustomizations that list that of its set', () => {
  const set =
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  serviceName: peers\n  selector: {matchLabels: {app: db}}\n  template:\n    metadata: {labels: {app: db}}\n    spec: {containers: [{name: db, image: example/db:1}]}\n';
  const { snapshot } = workspaceOf(
    `#// FILE: base/db.yaml\n${set}#// FILE: base/kustomization.yaml\nresources:\n- db.yaml # the set\n# end\n#// FILE: all/kustomization.yaml\nresources: [../base/db.yaml]\n#// FILE: dev/kustomization.yaml\nresources: [../base]\n`,
  );
  const fixes = findAll(snapshot).flatMap(({ diagnostic }) => diagnostic.fixes ?? []);
  const fix = fixes.find(({ title }) => title.endsWith('and list it in the kustomization'));
  assert.ok(fix);
  const texts = applyFix(snapshot, fix);
  const text = (name: string): string | undefined => texts.get(uriOf(`${name}/kustomization.yaml`));
  assert.equal(text('base'), 'resources:\n- db.yaml # the set\n- peers-service.yaml\n# end\n');
  assert.equal(text('all'), 'resources: [../base/db.yaml, ../base/peers-service.yaml]\n');
  assert.equal(text('dev'), 'resources: [../base]\n');
  assert.match(texts.get(uriOf('base/peers-service.yaml')) ?? '', /^apiVersion: v1\nkind: Service\n/);
});

describe('a Service that several sets name', () => {
  const set = (name: string, labels: string): string =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: ${name}}\nspec:\n  serviceName: peers\n  selector: {matchLabels: {${labels}}}\n  template:\n    metadata: {labels: {${labels}}}\n    spec: {containers: [{name: db, image: example/db:1}]}\n`;
  const service = (selector: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: peers}\nspec: {clusterIP: None, selector: {${selector}}}\n`;
  const after = (texts: readonly string[]): readonly (readonly string[])[] => {
    const { snapshot } = workspaceOf(texts.join('---\n'));
    const fixes = findAll(snapshot).flatMap(({ diagnostic }) =>
      diagnostic.rule.startsWith('governing-service') ? (diagnostic.fixes ?? []) : [],
    );
    return fixes.map((fix) => {
      const layer = createLayer([...applyFix(snapshot, fix)].map(([uri, text]) => readSource(uri, text, true)));
      const fixed = { ...snapshot, disk: layer };
      return findAll(fixed).flatMap(({ diagnostic }) =>
        diagnostic.rule.startsWith('governing-service') ? [diagnostic.rule] : [],
      );
    });
  };

  test('is created for the Pods of all of them', () => {
    const left = after([set('a', 'app: db, set: a'), set('b', 'app: db, set: b')]);
    assert.deepEqual(left, [[], [], [], []]);
  });

  test('is not created where no selector would serve them all', () => {
    assert.deepEqual(after([set('a', 'app: a'), set('b', 'app: b')]), []);
  });

  test('gets a selector that serves all of them, or none', () => {
    const both = [set('a', 'app: db, set: a'), set('b', 'app: db, set: b')];
    assert.deepEqual(after([service('app: db, set: a'), ...both]), [[]]);
    assert.deepEqual(after([service('app: a'), set('a', 'app: a'), set('b', 'app: b')]), []);
  });
});
