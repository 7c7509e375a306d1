import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Trace } from '../server/src/core/rollout/trace';
import { waitingInWords } from './rollout/notation';
import type { Outcome } from './support/cli';
import { run } from './support/cli';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';

const WEB = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 2
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: web:1
          readinessProbe:
            tcpSocket:
              port: 80
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
`;

const FILES = {
  'web.yaml': WEB,
  'two.yaml': `${WEB}---\n${WEB.replace('name: web', 'name: other')}`,
  'namespaces.yaml': `${WEB}---\n${WEB.replace('name: web', 'name: web\n  namespace: shop')}`,
  'nameless.yaml': WEB.replace('metadata:\n  name: web\n', ''),
  'words.yaml': WEB.replace('replicas: 2', 'replicas: two'),
};

function simulate(args: readonly string[], scenario?: unknown): Outcome {
  const more = scenario === undefined ? [] : ['--scenario', '-'];
  return run(['simulate', ...args, ...more], FILES, {
    stdin: typeof scenario === 'string' ? scenario : JSON.stringify(scenario),
  });
}

function traceOf(outcome: Outcome): Trace {
  assert.equal(outcome.error, '');
  assert.equal(outcome.code, 0);
  return JSON.parse(outcome.out) as Trace;
}

describe('simulate', () => {
  it('prints the trace of a scenario in the shape of the contract', () => {
    const events = [
      { type: 'reconcile' },
      { type: 'pod', name: 'web-0', phase: 'Running', ready: true },
      { type: 'reconcile' },
    ];
    const { version, frames } = traceOf(simulate(['web.yaml', '--format', 'json'], { version: 1, events }));
    assert.equal(version, 1);
    assert.equal(frames.length, 4);
    assert.equal(frames[0]?.event.type, 'apply');
    assert.deepEqual(frames[2], {
      event: { type: 'pod', name: 'web-0', phase: 'Running', ready: true },
      actions: [],
      waiting: null,
      status: {
        replicas: 0,
        readyReplicas: 0,
        availableReplicas: 0,
        currentReplicas: 0,
        updatedReplicas: 0,
        currentTemplate: 'A',
        updateTemplate: 'A',
      },
      pods: [
        {
          name: 'web-0',
          ordinal: 0,
          template: 'A',
          phase: 'Running',
          ready: true,
          available: true,
          terminating: false,
        },
      ],
      claims: [{ name: 'data-web-0', owners: [], terminating: false }],
    });
    assert.deepEqual(frames[3]?.actions, [
      { type: 'create-claim', name: 'data-web-1' },
      { type: 'create-pod', name: 'web-1', template: 'A' },
    ]);
  });

  it('says what the API server says to an edit it refuses, and goes on', () => {
    const events = [
      { type: 'apply', set: { replicas: -1 } },
      { type: 'apply', set: { podManagementPolicy: 'Parallel' } },
      { type: 'reconcile' },
    ];
    const { frames } = traceOf(simulate(['web.yaml', '--format', 'json'], { version: 1, events }));
    assert.match(frames[1]?.error ?? '', /^StatefulSet\.apps "web" is invalid: spec\.replicas/);
    assert.match(frames[2]?.error ?? '', /spec: Forbidden/);
    assert.equal(frames[3]?.actions.length, 2);
  });

  it('takes gates from the scenario and the version from the command line', () => {
    const events = [{ type: 'apply', set: { updateStrategy: { type: 'Recreate' } } }];
    const frame = (gates: object, ...more: string[]): string | undefined =>
      traceOf(simulate(['web.yaml', '--format', 'json', ...more], { version: 1, gates, events })).frames[1]?.error;
    assert.match(frame({}) ?? '', /spec\.updateStrategy/);
    assert.equal(frame({ StatefulSetRecreateStrategy: true }, '--kubernetes-version', '1.37'), undefined);
  });

  it('plays by itself without a scenario', () => {
    const { frames } = traceOf(simulate(['web.yaml', '--update', '--scale', '3', '--format', 'json']));
    const last = frames.at(-1);
    assert.deepEqual(
      last?.pods.map((pod) => [pod.name, pod.template, pod.available]),
      [
        ['web-0', 'B', true],
        ['web-1', 'B', true],
        ['web-2', 'B', true],
      ],
    );
    assert.ok(last !== undefined && waitingInWords(last) === 'done');
  });

  const texts: readonly (readonly [string, readonly string[]])[] = [
    ['create', []],
    ['update-and-scale', ['--update', '--scale', '1']],
    ['broken-update', ['--update', '--fault', 'image-pull']],
    ['node-lost', ['--scale', '2', '--fault', 'node-lost:node-2']],
  ];
  for (const [name, args] of texts) {
    it(`tells a person of ${name}`, () => {
      const outcome = simulate(['web.yaml', ...args]);
      assert.equal(outcome.code, 0);
      expectGolden(fixturePath('simulate', `${name}.txt`), outcome.out);
    });
  }

  it('tells a person of a scenario', () => {
    const events = [
      { type: 'reconcile' },
      { type: 'reconcile' },
      { type: 'advance', seconds: 5 },
      { type: 'pod', name: 'web-0', phase: 'Failed' },
      { type: 'reconcile' },
      { type: 'removed', pod: 'web-0' },
      { type: 'apply', set: { replicas: -1 } },
      { type: 'delete-claim', name: 'data-web-0' },
      { type: 'delete-set', cascade: 'background' },
    ];
    const outcome = simulate(['web.yaml'], { version: 1, events });
    assert.equal(outcome.code, 0);
    expectGolden(fixturePath('simulate', 'scenario.txt'), outcome.out);
  });

  it('simulates the set that is named', () => {
    assert.match(simulate(['two.yaml', '--name', 'other']).out, /^default\/other/);
    assert.match(simulate(['namespaces.yaml', '--name', 'shop/web']).out, /^shop\/web/);
  });

  it('reads a scenario behind a byte-order mark', () => {
    const { frames } = traceOf(simulate(['web.yaml', '--format', 'json'], '\uFEFF{"version": 1, "events": []}'));
    assert.equal(frames.length, 1);
  });

  it('counts many Pods instead of listing them', () => {
    const files = { 'many.yaml': WEB.replace('replicas: 2', 'replicas: 40\n  podManagementPolicy: Parallel') };
    assert.match(run(['simulate', 'many.yaml'], files).out, /40 Pods available at A\./);
  });

  it('breaks off what comes to no end', () => {
    const outcome = simulate(['web.yaml', '--fault', 'fails']);
    assert.equal(outcome.code, 0);
    assert.match(outcome.error, /broken off/);
  });

  it('refuses wrong usage in one sentence, with the path of the wrong key', () => {
    const scenario = (...events: readonly unknown[]): unknown => ({ version: 1, events });
    const cases: readonly (readonly [readonly string[], unknown, RegExp])[] = [
      [[], undefined, /^Name the one file/],
      [['web.yaml', 'two.yaml'], undefined, /^Name the one file/],
      [['none.yaml'], undefined, /^There is no file or directory none\.yaml/],
      [['two.yaml'], undefined, /several StatefulSets.*web, other/],
      [['web.yaml', '--name', 'db'], undefined, /no StatefulSet named db/],
      [['namespaces.yaml'], undefined, /several StatefulSets.*default\/web, shop\/web/],
      [['nameless.yaml'], undefined, /has no name that can be read/],
      [['words.yaml'], undefined, /^The field spec\.replicas of StatefulSet web in words\.yaml cannot be read/],
      [['web.yaml', '--fault', 'flood'], undefined, /--fault takes never-ready/],
      [['web.yaml', '--fault', 'fails:'], undefined, /empty target/],
      [['web.yaml', '--fault', 'node-lost:web-0'], undefined, /takes a node/],
      [['web.yaml', '--scale', 'many'], undefined, /--scale takes a number/],
      [['web.yaml', '--scale', '999999'], undefined, /At most/],
      [['web.yaml', '--kubernetes-version', 'new'], undefined, /--kubernetes-version takes/],
      [['web.yaml', '--format', 'yaml'], undefined, /--format takes/],
      [['web.yaml', '--update'], scenario(), /leave out --update/],
      [['web.yaml', '--scenario', 'none.json'], undefined, /none\.json cannot be read/],
      [['web.yaml'], '{', /is not JSON/],
      [['web.yaml'], '{"version":1,"events":[{"type":"advance","seconds":1e999}]}', /events\[0\]\.seconds must be/],
      [['web.yaml'], [], /it must be an object/],
      [['web.yaml'], scenario({ type: 'apply', set: { replica: 1 } }), /events\[0\]\.set\.replica is not a key/],
      [['web.yaml'], scenario({ type: 'pod', name: 'web-0' }), /events\[0\]\.name: There is no Pod web-0/],
      [
        ['web.yaml'],
        scenario({ type: 'reconcile' }, { type: 'removed', pod: 'web-1' }),
        /events\[1\]\.pod: There is no Pod web-1/,
      ],
      [['web.yaml'], scenario({ type: 'delete-claim', name: 'log' }), /events\[0\]\.name: There is no claim log/],
      [['web.yaml'], scenario({ type: 'apply', set: { replicas: 99999999 } }), /events\[0\]\.set\.replicas: At most/],
    ];
    for (const [args, json, expected] of cases) {
      const { code, out, error } = simulate(args, json);
      assert.match(error, expected);
      assert.equal(code, 2);
      assert.equal(out, '');
    }
  });
});
