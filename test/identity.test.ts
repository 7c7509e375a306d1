import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  claimName,
  isCanonicalPodName,
  ordinalsInForce,
  parseClaimName,
  parsePodName,
  podDnsName,
  podName,
  serviceDnsName,
  shortPodDnsName,
  shortSrvName,
  srvName,
} from '../server/src/core/kubernetes/identity';

describe('the name of a Pod', () => {
  it('is read back to the set and ordinal it was made of', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/), fc.nat(), (set, ordinal) => {
        assert.deepEqual(parsePodName(podName(set, ordinal)), { parent: set, ordinal });
        assert.ok(isCanonicalPodName(podName(set, ordinal), set));
      }),
    );
  });

  it('ends at its last dash', () => {
    assert.deepEqual(parsePodName('web-1-2'), { parent: 'web-1', ordinal: 2 });
  });

  it('is not canonical with a padded ordinal, though it is read', () => {
    assert.deepEqual(parsePodName('web-01'), { parent: 'web', ordinal: 1 });
    assert.equal(isCanonicalPodName('web-01', 'web'), false);
  });

  it('is none without an ordinal of 32 bits', () => {
    for (const name of ['web', 'web-', 'web-x', 'web-2147483648', '']) assert.equal(parsePodName(name), null, name);
    assert.deepEqual(parsePodName('web-2147483647')?.ordinal, 2147483647);
  });
});

describe('ordinals in force', () => {
  it('begin at the start', () => {
    assert.deepEqual(ordinalsInForce(3, 5), [5, 6, 7]);
    assert.deepEqual(ordinalsInForce(2), [0, 1]);
    assert.deepEqual(ordinalsInForce(-1), []);
  });
});

describe('the name of a claim', () => {
  it('names template, set and ordinal', () => {
    assert.equal(claimName('data', 'web', 0), 'data-web-0');
  });

  it('is read by the templates, for dashes leave it open', () => {
    assert.deepEqual(parseClaimName('a-b-c-0', 'b-c', ['a']), { template: 'a', ordinal: 0 });
    assert.deepEqual(parseClaimName('a-b-c-0', 'c', ['a-b']), { template: 'a-b', ordinal: 0 });
    assert.equal(parseClaimName('a-b-c-0', 'c', ['a']), null);
    assert.equal(parseClaimName('a', 'c', ['a']), null);
  });
});

describe('DNS names', () => {
  it('are those of the DNS specification', () => {
    assert.equal(serviceDnsName('db', 'prod'), 'db.prod.svc.cluster.local');
    assert.equal(podDnsName('web-0', 'db', 'prod', 'example.org'), 'web-0.db.prod.svc.example.org');
    assert.equal(shortPodDnsName('web-0', 'db'), 'web-0.db');
    assert.equal(srvName('client', 'TCP', 'db', 'prod'), '_client._tcp.db.prod.svc.cluster.local');
    assert.equal(shortSrvName('client', 'UDP', 'db'), '_client._udp.db');
  });
});
