import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  featuresOf,
  isEnabled,
  NEWEST_VERSION,
  parseKubernetesVersion,
  sourceOf,
} from '../server/src/core/kubernetes/versions';

describe('Kubernetes versions', () => {
  it('are read with and without patch and prefix', () => {
    assert.deepEqual(parseKubernetesVersion('1.35.2'), { minor: 35, patch: 2 });
    assert.deepEqual(parseKubernetesVersion('v1.37.0-beta.0'), { minor: 37, patch: 0 });
    assert.deepEqual(parseKubernetesVersion(' 1.30 '), { minor: 30, patch: Number.POSITIVE_INFINITY });
    for (const text of ['', '1', '2.0', '1.x', 'latest', '1.35.2.1'])
      assert.equal(parseKubernetesVersion(text), null, text);
  });

  it('decide the MaxUnavailableStatefulSet gate as released', () => {
    const expected = [
      ['1.24', false],
      ['1.34.9', false],
      ['1.35.0', true],
      ['1.35.3', true],
      ['1.35.4', false],
      ['1.35', false],
      ['1.36.1', false],
      ['1.37.0', true],
      ['1.99', true],
    ] as const;
    for (const [version, on] of expected) assert.equal(featuresOf(version).MaxUnavailableStatefulSet, on, version);
  });

  it('let a gate that was set win', () => {
    assert.equal(featuresOf('1.36', { MaxUnavailableStatefulSet: true }).MaxUnavailableStatefulSet, true);
    assert.equal(featuresOf('1.37', { MaxUnavailableStatefulSet: false }).MaxUnavailableStatefulSet, false);
    assert.equal(featuresOf().StatefulSetRecreateStrategy, false);
    assert.equal(featuresOf('1.37', { StatefulSetRecreateStrategy: true }).StatefulSetRecreateStrategy, true);
  });

  it('are the newest where none can be read', () => {
    assert.deepEqual(featuresOf('whatever'), featuresOf(NEWEST_VERSION));
    assert.deepEqual(featuresOf(), featuresOf('1.38'));
  });

  it('older than the table are read as its oldest', () => {
    assert.equal(isEnabled('validatesServiceName', { minor: 5, patch: 0 }), false);
    assert.match(sourceOf('validatesServiceName'), /130233/);
  });
});
