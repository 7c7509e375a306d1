import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { featuresOf } from '../server/src/core/kubernetes/versions';
import type { FaultSpec } from '../server/src/core/rollout/faults';
import { HEALTHY_KUBELET, nodeOf, troubleOf } from '../server/src/core/rollout/kubelet';
import { outlookOf } from '../server/src/core/rollout/outlook';
import type { Act, Playback } from '../server/src/core/rollout/playback';
import { perform, playTick, playToEnd, startPlayback } from '../server/src/core/rollout/playback';
import { SCENARIOS } from '../server/src/core/rollout/scenarios';
import type { SetFields, StatefulSetInput } from '../server/src/core/rollout/spec';
import type { Frame } from '../server/src/core/rollout/trace';
import { isDone } from '../server/src/core/rollout/waiting';
import { podInWords } from './rollout/notation';
import { deepFreeze } from './support/freeze';

const SETTLE: Act = { do: 'settle' };

function input(spec: SetFields, hasReadinessProbe = true): StatefulSetInput {
  return { name: 'web', spec, hasReadinessProbe };
}

function played(spec: SetFields, script: readonly Act[] = [SETTLE]): Playback {
  const { playback } = startPlayback(input(spec), featuresOf(), script);
  const end = playToEnd(playback, 1000);
  assert.ok(end.finished, 'the playback goes on for ever');
  return end.playback;
}

function pods({ state }: Playback): string {
  const frame = perform(
    { state, kubelet: HEALTHY_KUBELET, script: [], inSync: false },
    { do: 'event', event: { type: 'reconcile' } },
  );
  return (frame.frames[0]?.pods ?? []).map(podInWords).join(' | ');
}

function troubles({ state, kubelet }: Playback): readonly (string | null)[] {
  return state.pods.map((pod) => troubleOf(pod, state, kubelet));
}

const apply = (set: SetFields): Act => ({ do: 'event', event: { type: 'apply', set } });
const fault = (spec: FaultSpec): Act => ({ do: 'fault', fault: spec });

describe('the simulated kubelet', () => {
  it('starts, readies and removes Pods in its own time', () => {
    const { playback } = startPlayback(input({ replicas: 1 }), featuresOf(), [SETTLE, apply({ replicas: 0 }), SETTLE]);
    const times = playToEnd(playback, 100).frames.flatMap((frame) =>
      frame.event.type === 'advance' ? [frame.event.seconds] : [],
    );
    assert.deepEqual(times, [HEALTHY_KUBELET.startSeconds, HEALTHY_KUBELET.readySeconds, HEALTHY_KUBELET.stopSeconds]);
  });

  it('readies a Pod without a readiness probe as soon as it runs', () => {
    const { playback } = startPlayback(input({ replicas: 1 }, false), featuresOf(), [SETTLE]);
    const reports = playToEnd(playback, 100).frames.filter((frame) => frame.event.type === 'pod');
    assert.deepEqual(
      reports.map((frame) => frame.event),
      [{ type: 'pod', name: 'web-0', phase: 'Running', ready: true }],
    );
  });

  it('waits out minReadySeconds', () => {
    const { state } = played({ replicas: 2, minReadySeconds: 60 });
    assert.ok(isDone(state));
    assert.ok(state.time >= 120);
  });

  it('keeps to the nodes it has', () => {
    const { state, kubelet } = played({ replicas: 4 });
    assert.deepEqual(
      state.pods.map((pod) => nodeOf(pod, kubelet)),
      ['node-1', 'node-2', 'node-3', 'node-1'],
    );
  });

  const held: readonly (readonly [FaultSpec['kind'], string, string])[] = [
    ['image-pull', 'web-1@A pending', 'ImagePullBackOff'],
    ['claim-unbound', 'web-1@A pending', 'claim not bound'],
    ['never-ready', 'web-1@A running', 'readiness probe fails'],
    ['crash-loop', 'web-1@A running', 'CrashLoopBackOff'],
  ];
  for (const [kind, pod, trouble] of held) {
    it(`lives out ${kind}, and gets over it`, () => {
      const stuck = played({ replicas: 3 }, [fault({ kind, pod: 'web-1' }), SETTLE]);
      assert.equal(pods(stuck), `web-0@A available | ${pod}`);
      assert.deepEqual(troubles(stuck), [null, trouble]);
      const healed = playToEnd(perform(stuck, { do: 'heal' }).playback, 1000);
      assert.ok(isDone(healed.playback.state));
    });
  }

  it('makes a Pod fail again and again until the cause is gone', () => {
    const { playback } = startPlayback(input({ replicas: 1 }), featuresOf(), [
      fault({ kind: 'fails' }),
      { do: 'ticks', count: 40 },
    ]);
    const { playback: after, frames } = playToEnd(playback, 40);
    const failures = frames.filter((frame: Frame) =>
      frame.actions.some((each) => each.type === 'delete-pod' && each.why === 'failed'),
    );
    assert.ok(failures.length >= 3);
    assert.ok(isDone(playToEnd(perform(after, { do: 'heal' }).playback, 100).playback.state));
  });

  it('turns a running Pod unready when its probe begins to fail', () => {
    const state = played({ replicas: 2 }, [SETTLE, fault({ kind: 'never-ready', pod: 'web-0' }), SETTLE]);
    assert.equal(pods(state), 'web-0@A running | web-1@A available');
  });

  it('strikes by template: a broken update', () => {
    const stuck = played({ replicas: 3 }, [
      SETTLE,
      fault({ kind: 'image-pull', template: 'B' }),
      apply({ template: 'B' }),
      SETTLE,
    ]);
    assert.equal(pods(stuck), 'web-0@A available | web-1@A available | web-2@B pending');
  });

  it('is slow under slow', () => {
    const quick = played({ replicas: 2 }).state.time;
    const slow = played({ replicas: 2 }, [fault({ kind: 'slow', pod: 'web-0' }), SETTLE]).state.time;
    assert.ok(slow > quick * 3);
  });

  it('loses a node: its Pods become unready, are deleted, and stay until they are removed by force', () => {
    const lost = played({ replicas: 3 }, [SETTLE, fault({ kind: 'node-lost', node: 'node-2' }), SETTLE]);
    assert.equal(pods(lost), 'web-0@A available | web-1@A running terminating | web-2@A available');
    assert.ok(lost.state.time >= HEALTHY_KUBELET.nodeEvictionSeconds);
    assert.match(outlookOf(lost.state).text, /Waits for web-1 to terminate.*by force/s);
    const freed = playToEnd(perform(lost, { do: 'force-remove' }).playback, 1000).playback;
    assert.ok(isDone(freed.state));
    assert.deepEqual(
      freed.state.pods.map((pod) => nodeOf(pod, freed.kubelet)),
      ['node-1', 'node-3', 'node-3'],
    );
  });

  it('lets a Pod on a lost node go when the node comes back', () => {
    const lost = played({ replicas: 3 }, [SETTLE, fault({ kind: 'node-lost', node: 'node-2' }), SETTLE]);
    assert.ok(isDone(playToEnd(perform(lost, { do: 'heal' }).playback, 1000).playback.state));
  });

  it('has nowhere to start Pods when every node is lost', () => {
    const nodes = [1, 2, 3].map((each) => fault({ kind: 'node-lost', node: `node-${each}` }));
    const none = played({ replicas: 1 }, [...nodes, SETTLE]);
    assert.deepEqual(troubles(none), ['no node']);
  });

  it('keeps a deleted claim while its Pod runs', () => {
    const spec = { replicas: 1, volumeClaimTemplates: [{ name: 'data' }] };
    const deleted = played(spec, [
      SETTLE,
      { do: 'event', event: { type: 'delete-claim', name: 'data-web-0' } },
      SETTLE,
    ]);
    assert.equal(deleted.state.claims.get('data-web-0')?.terminating, true);
    const again = perform(deleted, { do: 'event', event: { type: 'delete', pod: 'web-0' } }).playback;
    const { state } = playToEnd(again, 100).playback;
    assert.equal(state.claims.get('data-web-0')?.terminating, false);
    assert.ok(isDone(state));
  });
});

describe('a playback', () => {
  it('is a value: an earlier one goes on as if nothing had happened since', () => {
    let present = deepFreeze(startPlayback(input({ replicas: 3 }), featuresOf(), [SETTLE]).playback);
    const first: string[] = [];
    const kept = [present];
    for (let tick = playTick(present); !tick.finished; tick = playTick(present)) {
      present = deepFreeze(tick.playback);
      kept.push(present);
      first.push(JSON.stringify(tick.frames));
    }
    const [, , third] = kept;
    assert.ok(third !== undefined);
    assert.deepEqual(
      playToEnd(third, 1000)
        .frames.map((frame) => JSON.stringify(frame))
        .join(),
      first
        .slice(2)
        .map((frames) => frames.slice(1, -1))
        .filter((frames) => frames !== '')
        .join(),
    );
  });

  it('says when nothing will happen any more', () => {
    const settled = played({ replicas: 1 });
    assert.deepEqual(playTick(settled), { playback: settled, frames: [], finished: true });
  });

  it('can be stopped after some ticks', () => {
    const { playback } = startPlayback(input({ replicas: 9 }), featuresOf(), [SETTLE]);
    assert.equal(playToEnd(playback, 3).finished, false);
  });
});

describe('the scenarios', () => {
  const committed = input({ replicas: 2, template: 'before' });
  for (const policy of ['OrderedReady', 'Parallel']) {
    for (const scenario of SCENARIOS) {
      it(`${scenario.id} comes to a good end (${policy})`, () => {
        const set = input({ replicas: 3, podManagementPolicy: policy, volumeClaimTemplates: [{ name: 'data' }] });
        const plan = scenario.plan(set, {
          committed: {
            ...committed,
            spec: { ...committed.spec, podManagementPolicy: policy, volumeClaimTemplates: [{ name: 'data' }] },
          },
        });
        assert.ok(plan !== null);
        const { playback, frame } = startPlayback(plan.input, featuresOf(), plan.script);
        const { playback: end, frames, finished } = playToEnd(playback, 1000);
        assert.ok(finished);
        assert.ok([frame, ...frames].every((each) => each.error === undefined));
        assert.ok(isDone(end.state));
        assert.match(outlookOf(end.state).text, /^(Nothing to do|There is no StatefulSet)/);
      });
    }
  }

  it('have ids and titles of their own', () => {
    assert.equal(new Set(SCENARIOS.map((each) => each.id)).size, SCENARIOS.length);
    assert.equal(new Set(SCENARIOS.map((each) => each.title)).size, SCENARIOS.length);
  });

  it('make nothing of edits where nothing is committed', () => {
    assert.equal(SCENARIOS.find((each) => each.id === 'apply-edits')?.plan(input({})), null);
  });

  it('work on a set of none', () => {
    for (const scenario of SCENARIOS) {
      const set = input({ replicas: 0 });
      const plan = scenario.plan(set, { committed: set });
      const { playback } = startPlayback(plan?.input ?? set, featuresOf(), plan?.script);
      assert.ok(playToEnd(playback, 1000).finished, scenario.id);
    }
  });
});

describe('the outlook', () => {
  it('says what comes next, who holds it up, and what is left to people', () => {
    const { playback } = startPlayback(input({ replicas: 2 }), featuresOf());
    assert.equal(outlookOf(playback.state).text, 'Creates web-0.');
    const onDelete = played({ replicas: 2, updateStrategy: { type: 'OnDelete' } }, [
      SETTLE,
      apply({ template: 'B' }),
      SETTLE,
    ]);
    assert.match(
      outlookOf(onDelete.state).text,
      /OnDelete: web-0 and web-1 get template B only when someone deletes them/,
    );
    const partition = played({ replicas: 2, updateStrategy: { rollingUpdate: { partition: 1 } } }, [
      SETTLE,
      apply({ template: 'B' }),
      SETTLE,
    ]);
    assert.match(outlookOf(partition.state).text, /The partition \(1\) keeps web-0 from template B/);
  });
});
