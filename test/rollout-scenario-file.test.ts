import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readScenario } from '../server/src/core/rollout/scenario-file';

function wrong(json: unknown): string {
  const { problem } = readScenario(json);
  return problem === undefined ? 'accepted' : `${problem.path}: ${problem.message}`;
}

const event = (value: unknown): unknown => ({ version: 1, events: [{ type: 'reconcile' }, value] });
const edit = (set: unknown): unknown => event({ type: 'apply', set });

describe('a scenario', () => {
  it('is read as it is written', () => {
    const events = [
      { type: 'reconcile' },
      { type: 'pod', name: 'web-0', phase: 'Running', ready: true },
      { type: 'delete', pod: 'web-1' },
      { type: 'removed', pod: 'web-1' },
      { type: 'advance', seconds: 30 },
      {
        type: 'apply',
        set: {
          template: 'B',
          replicas: 5,
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1, maxUnavailable: '25%' } },
          minReadySeconds: 10,
          ordinals: { start: 2 },
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
        },
      },
      { type: 'delete-claim', name: 'data-web-0' },
      { type: 'removed-claim', name: 'data-web-0' },
      { type: 'delete-set', cascade: 'orphan' },
    ];
    const gates = { MaxUnavailableStatefulSet: true, StatefulSetRecreateStrategy: false };
    const { scenario } = readScenario({ version: 1, gates, events });
    assert.deepEqual(scenario?.gates, gates);
    assert.deepEqual(JSON.parse(JSON.stringify(scenario?.events)), events);
  });

  it('may leave the gates out', () => {
    assert.deepEqual(readScenario({ version: 1, events: [] }), { scenario: { gates: {}, events: [] } });
  });

  it('is refused with the path of the wrong key', () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [null, /^: must be an object$/],
      [[], /^: must be an object$/],
      [{ events: [] }, /^version: must be 1$/],
      [{ version: 2, events: [] }, /^version: must be 1$/],
      [{ version: 1 }, /^events: must be a list/],
      [{ version: 1, events: {} }, /^events: must be a list/],
      [{ version: 1, events: [], extra: 1 }, /^extra: is not a key/],
      [{ version: 1, gates: { Other: true }, events: [] }, /^gates\.Other: is not a key/],
      [
        { version: 1, gates: { MaxUnavailableStatefulSet: 'on' }, events: [] },
        /^gates\.MaxUnavailableStatefulSet: must be true or/,
      ],
      [event('reconcile'), /^events\[1\]: must be an object$/],
      [event({}), /^events\[1\]\.type: must be one of reconcile, pod/],
      [event({ type: 'toString' }), /^events\[1\]\.type: must be one of/],
      [event({ type: 'reconcile', pod: 'web-0' }), /^events\[1\]\.pod: is not a key/],
      [event({ type: 'pod' }), /^events\[1\]\.name: must be a string/],
      [event({ type: 'pod', name: 'web-0', phase: 'Ready' }), /^events\[1\]\.phase: must be one of Pending/],
      [event({ type: 'pod', name: 'web-0', ready: 1 }), /^events\[1\]\.ready: must be true or false/],
      [event({ type: 'delete', name: 'web-0' }), /^events\[1\]\.name: is not a key/],
      [event({ type: 'advance', seconds: -1 }), /^events\[1\]\.seconds: must be 0 or more/],
      [event({ type: 'delete-set' }), /^events\[1\]\.cascade: must be one of background/],
      [edit(undefined), /^events\[1\]\.set: must be an object/],
      [edit({ replica: 1 }), /^events\[1\]\.set\.replica: is not a key/],
      [edit({ template: '' }), /^events\[1\]\.set\.template: must be a string that is not empty/],
      [edit({ replicas: 1.5 }), /^events\[1\]\.set\.replicas: must be a whole number/],
      [edit({ replicas: 2 ** 31 }), /^events\[1\]\.set\.replicas: must be a whole number/],
      [edit({ ordinals: 2 }), /^events\[1\]\.set\.ordinals: must be an object/],
      [edit({ updateStrategy: { rollingUpdate: { partition: '1' } } }), /rollingUpdate\.partition: must be a whole/],
      [edit({ updateStrategy: { partition: 1 } }), /^events\[1\]\.set\.updateStrategy\.partition: is not a key/],
      [edit({ volumeClaimTemplates: ['a', 1] }), /^events\[1\]\.set\.volumeClaimTemplates\[1\]: must be a string/],
    ];
    for (const [json, expected] of cases) assert.match(wrong(json), expected, JSON.stringify(json));
  });

  it('leaves values to the API server', () => {
    assert.equal(wrong(edit({ replicas: -1, updateStrategy: { type: 'Sideways' } })), 'accepted');
  });
});
