import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { featuresOf } from '../server/src/core/kubernetes/versions';
import { Draft } from '../server/src/core/rollout/draft';
import { desiredOwners, ownersMatch, updateOwners } from '../server/src/core/rollout/retention';
import type { RetentionPolicy } from '../server/src/core/rollout/spec';
import type { ClaimOwner, RolloutState, SetObject } from '../server/src/core/rollout/state';
import { start } from '../server/src/core/rollout/step';

const SET_UID = 1;
const POD_UID = 7;
const IN_RANGE = { ordinal: 1, uid: POD_UID };
const CONDEMNED = { ordinal: 2, uid: POD_UID };

function world(whenScaled: RetentionPolicy, whenDeleted: RetentionPolicy): { state: RolloutState; set: SetObject } {
  const spec = {
    replicas: 2,
    volumeClaimTemplates: [{ name: 'data' }],
    persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted },
  };
  const { state } = start({ name: 'web', spec }, featuresOf());
  assert.ok(state.set?.uid === SET_UID);
  return { state, set: state.set };
}

function kinds(owners: readonly ClaimOwner[]): string {
  return owners.map((owner) => owner.kind).join();
}

describe('the owners of a claim', () => {
  const table: readonly (readonly [RetentionPolicy, RetentionPolicy, string, string])[] = [
    ['Retain', 'Retain', '', ''],
    ['Retain', 'Delete', 'set', 'set'],
    ['Delete', 'Retain', '', 'pod'],
    ['Delete', 'Delete', 'set', 'pod'],
  ];
  for (const [whenScaled, whenDeleted, inRange, condemned] of table) {
    it(`follow whenScaled ${whenScaled} and whenDeleted ${whenDeleted}`, () => {
      const { set } = world(whenScaled, whenDeleted);
      assert.equal(kinds(desiredOwners(set, IN_RANGE)), inRange);
      assert.equal(kinds(desiredOwners(set, CONDEMNED)), condemned);
    });
  }

  it('are put right once, and then match', () => {
    const { state, set } = world('Delete', 'Delete');
    const draft = new Draft({
      ...state,
      claims: new Map([['data-web-1', { name: 'data-web-1', owners: [], terminating: false }]]),
    });
    assert.equal(ownersMatch(draft, set, IN_RANGE), false);
    updateOwners(draft, set, IN_RANGE);
    updateOwners(draft, set, IN_RANGE);
    assert.deepEqual(draft.actions, [{ type: 'update-claim', name: 'data-web-1' }]);
    assert.equal(ownersMatch(draft, set, IN_RANGE), true);
  });

  it('are left alone where they are those of an earlier object of the name', () => {
    const stale: readonly ClaimOwner[] = [
      { kind: 'set', uid: 99 },
      { kind: 'pod', uid: 98 },
    ];
    for (const owner of stale) {
      const { state, set } = world('Retain', 'Retain');
      const claims = new Map([['data-web-1', { name: 'data-web-1', owners: [owner], terminating: false }]]);
      const draft = new Draft({ ...state, claims });
      assert.equal(ownersMatch(draft, set, IN_RANGE), true);
      updateOwners(draft, set, IN_RANGE);
      assert.deepEqual(draft.actions, []);
    }
  });

  it('of a claim that is missing count as right', () => {
    const { state, set } = world('Delete', 'Delete');
    assert.equal(ownersMatch(new Draft(state), set, IN_RANGE), true);
  });
});
