import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatefulSetValues } from '../server/src/core/kubernetes/statefulset-validation';
import {
  changedImmutableFields,
  problemText,
  refusalText,
  validateCreate,
  validateUpdate,
  validationWarnings,
} from '../server/src/core/kubernetes/statefulset-validation';
import { featuresOf } from '../server/src/core/kubernetes/versions';

const NEWEST = featuresOf();

function refused(values: StatefulSetValues, features = NEWEST): readonly string[] {
  return validateCreate(values, features).map((problem) => problemText(problem));
}

describe('the API server, asked to create a set', () => {
  it('accepts what is not judged and what is at its bounds', () => {
    assert.deepEqual(refused({}), []);
    assert.deepEqual(
      refused({
        name: 'a'.repeat(63),
        replicas: 0,
        start: 0,
        minReadySeconds: 0,
        revisionHistoryLimit: -1,
        podManagementPolicy: 'Parallel',
        serviceName: '',
        whenDeleted: 'Delete',
        whenScaled: 'Retain',
        restartPolicy: 'Always',
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0, maxUnavailable: '100%' } },
      }),
      [],
    );
  });

  it('refuses one value at a time, with the path the API uses', () => {
    const cases: readonly (readonly [StatefulSetValues, RegExp])[] = [
      [{ name: 'a'.repeat(64) }, /^metadata\.name: Invalid value: "a+": must be no more than 63 characters$/],
      [{ name: 'my.web' }, /^metadata\.name: Invalid value: "my\.web": a lowercase RFC 1123 label/],
      [{ replicas: -1 }, /^spec\.replicas: Invalid value: -1: must be greater than or equal to 0$/],
      [{ start: -1 }, /^spec\.ordinals\.start: Invalid value: -1/],
      [{ minReadySeconds: -5 }, /^spec\.minReadySeconds: Invalid value: -5/],
      [{ podManagementPolicy: 'Ordered' }, /^spec\.podManagementPolicy: Invalid value: "Ordered"/],
      [{ whenScaled: 'delete' }, /whenScaled: Unsupported value: "delete": supported values: "Delete", "Retain"$/],
      [{ serviceName: 'Web' }, /^spec\.serviceName: Invalid value: "Web"/],
      [{ restartPolicy: 'Never' }, /restartPolicy: Unsupported value: "Never": supported values: "Always"$/],
      [{ activeDeadlineSeconds: 30 }, /^spec\.template\.spec\.activeDeadlineSeconds: Forbidden: /],
      [
        { updateStrategy: { type: 'rollingUpdate' } },
        /^spec\.updateStrategy: Invalid value: \{"type":"rollingUpdate"\}/,
      ],
      [
        { updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 0 } } },
        /^spec\.updateStrategy\.rollingUpdate: Invalid value: .*only allowed for updateStrategy 'RollingUpdate'$/,
      ],
      [{ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: -1 } } }, /maxUnavailable: .*-1/],
      [{ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '5' } } }, /integer or percentage/],
    ];
    for (const [values, expected] of cases) {
      const [problem, ...others] = refused(values);
      assert.match(problem ?? 'accepted', expected);
      assert.deepEqual(others, []);
    }
  });

  it('goes by the version', () => {
    assert.deepEqual(refused({ serviceName: 'Web' }, featuresOf('1.32')), []);
    const recreate = { updateStrategy: { type: 'Recreate', rollingUpdate: null } };
    assert.equal(refused(recreate).length, 1);
    assert.deepEqual(refused(recreate, featuresOf('1.37', { StatefulSetRecreateStrategy: true })), []);
  });

  it('says everything that is wrong in one answer', () => {
    const problems = validateCreate({ replicas: -1, minReadySeconds: -1 }, NEWEST);
    assert.match(
      refusalText('web', problems),
      /^StatefulSet\.apps "web" is invalid: \[spec\.replicas.*, spec\.minReady.*\]$/,
    );
    assert.match(refusalText('web', problems.slice(0, 1)), /is invalid: spec\.replicas: Invalid value/);
  });

  it('warns of a history without end', () => {
    assert.equal(validationWarnings({ revisionHistoryLimit: -1 }).length, 1);
    assert.deepEqual(validationWarnings({ revisionHistoryLimit: 0 }), []);
  });
});

describe('the API server, asked to change a set', () => {
  const stored: StatefulSetValues = {
    serviceName: 'web',
    podManagementPolicy: 'OrderedReady',
    selector: 'app=web',
    claimTemplates: [{ name: 'data', fingerprint: '1Gi' }],
    revisionHistoryLimit: 10,
  };

  it('refuses what cannot change without saying what it is; we can say it', () => {
    const cases: readonly (readonly [StatefulSetValues, string])[] = [
      [{ serviceName: 'other' }, 'serviceName'],
      [{ podManagementPolicy: 'Parallel' }, 'podManagementPolicy'],
      [{ selector: 'app=other' }, 'selector'],
      [{ claimTemplates: [{ name: 'data', fingerprint: '2Gi' }] }, 'volumeClaimTemplates'],
      [{ claimTemplates: [] }, 'volumeClaimTemplates'],
    ];
    for (const [edit, field] of cases) {
      const next = { ...stored, ...edit };
      assert.deepEqual(changedImmutableFields(stored, next, NEWEST), [field]);
      const [problem] = validateUpdate(stored, next, NEWEST);
      assert.match(problem === undefined ? '' : problemText(problem), /^spec: Forbidden: updates to statefulset spec/);
    }
  });

  it('accepts what is the same and what is not known', () => {
    assert.deepEqual(validateUpdate(stored, stored, NEWEST), []);
    assert.deepEqual(validateUpdate(stored, { ...stored, claimTemplates: [{ name: 'data' }] }, NEWEST), []);
    assert.deepEqual(validateUpdate(stored, {}, NEWEST), []);
  });

  it('lets the history limit change from 1.33', () => {
    const next = { ...stored, revisionHistoryLimit: 3 };
    assert.deepEqual(validateUpdate(stored, next, NEWEST), []);
    const [problem] = validateUpdate(stored, next, featuresOf('1.32'));
    assert.equal(problem?.type, 'Forbidden');
    assert.doesNotMatch(problem?.detail ?? '', /revisionHistoryLimit/);
  });

  it('tolerates a stored serviceName that new sets may not have', () => {
    const old = { ...stored, serviceName: 'Web' };
    assert.deepEqual(validateUpdate(old, old, NEWEST), []);
  });

  it('keeps Recreate where it is stored and its gate is off, and does not let it in', () => {
    const recreate = { ...stored, updateStrategy: { type: 'Recreate', rollingUpdate: null } };
    const rolling = { ...stored, updateStrategy: { type: 'RollingUpdate', rollingUpdate: null } };
    assert.deepEqual(validateUpdate(recreate, recreate, NEWEST), []);
    assert.deepEqual(validateUpdate(recreate, rolling, NEWEST), []);
    assert.equal(validateUpdate(rolling, recreate, NEWEST).length, 1);
  });
});
