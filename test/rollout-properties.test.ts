import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { featuresOf } from '../server/src/core/kubernetes/versions';
import type { RolloutEvent } from '../server/src/core/rollout/events';
import { HEALTHY_KUBELET } from '../server/src/core/rollout/kubelet';
import { playToEnd } from '../server/src/core/rollout/playback';
import { isSettled, isUnavailable } from '../server/src/core/rollout/predicates';
import type { RolloutState, SetObject } from '../server/src/core/rollout/state';
import type { Step } from '../server/src/core/rollout/step';
import { problemWith, start, step } from '../server/src/core/rollout/step';
import type { Action } from '../server/src/core/rollout/trace';
import { resolveMaxUnavailable } from '../server/src/core/rollout/update';
import { isDone } from '../server/src/core/rollout/waiting';
import type { Run } from './rollout/arbitraries';
import { runs } from './rollout/arbitraries';
import { deepFreeze } from './support/freeze';

const RUNS = { numRuns: 400 };

/** A sync with the state it found. */
interface Sync {
  readonly before: RolloutState;
  readonly set: SetObject;
  readonly after: RolloutState;
  readonly frame: Step['frame'];
}

/** Plays a run; events that make no sense where they come are left out. Every state is frozen before it is used. */
function play(run: Run): readonly Step[] {
  const steps = [start({ name: 'web', spec: run.set }, featuresOf(run.version, run.gates))];
  for (const event of run.events) {
    const present = steps.at(-1);
    if (present !== undefined && problemWith(present.state, event) === null) {
      steps.push(step(deepFreeze(present.state), event));
    }
  }
  return steps;
}

function syncs(run: Run): readonly Sync[] {
  const steps = play(run);
  return steps.flatMap((each, index) => {
    const before = steps[index - 1]?.state;
    const set = before?.set;
    if (before === undefined || set === null || set === undefined || each.frame.event.type !== 'reconcile') return [];
    return [{ before, set, after: each.state, frame: each.frame }];
  });
}

/** Checks every sync of many runs. */
function always(check: (sync: Sync) => void): void {
  fc.assert(
    fc.property(runs(), (run) => {
      for (const sync of syncs(run)) check(sync);
    }),
    RUNS,
  );
}

function namesOf<T extends Action['type']>(actions: readonly Action[], type: T): readonly string[] {
  return actions.filter((action) => action.type === type).map((action) => action.name);
}

function updated({ frame }: Sync): readonly string[] {
  return frame.actions.flatMap((each) => (each.type === 'delete-pod' && each.why === 'update' ? [each.name] : []));
}

/** The Pods of the set as the sync finds them, adopted orphans included. */
function ownPods({ before, set }: Sync): RolloutState['pods'] {
  return before.pods.filter(
    (pod) => pod.owner === set.uid || (pod.owner === null && !pod.terminating && !set.terminating),
  );
}

function ruleOf({ before, set }: Sync): Parameters<typeof isSettled>[1] {
  return { minReadySeconds: set.spec.minReadySeconds, now: before.time, features: before.features };
}

describe('whatever happens to a set', () => {
  it('no two Pods ever have one identity', () => {
    const uids = new Map<number, string>();
    always(({ before, after, frame }) => {
      uids.clear();
      const names = after.pods.map((pod) => pod.name);
      assert.equal(new Set(names).size, names.length);
      for (const name of namesOf(frame.actions, 'create-pod')) assert.ok(!before.pods.some((pod) => pod.name === name));
      for (const name of namesOf(frame.actions, 'create-claim')) assert.ok(!before.claims.has(name));
      for (const pod of [...after.pods, ...(after.set === null ? [] : [{ ...after.set, name: 'the set' }])]) {
        assert.ok(!uids.has(pod.uid), `${pod.name} has the uid of ${uids.get(pod.uid) ?? ''}`);
        uids.set(pod.uid, pod.name);
      }
    });
  });

  it('an ordered set creates a Pod only when every lower one is available', () => {
    always((sync) => {
      if (sync.set.spec.podManagementPolicy !== 'OrderedReady') return;
      const created = namesOf(sync.frame.actions, 'create-pod');
      assert.ok(created.length <= 1);
      for (const name of created) {
        const { start: first } = sync.set.spec;
        const ordinal = Number(name.slice('web-'.length));
        for (let lower = first; lower < ordinal; lower += 1) {
          const pod = ownPods(sync).find((each) => each.ordinal === lower);
          assert.ok(
            pod !== undefined && isSettled(pod, ruleOf(sync)),
            `${name} was created before web-${lower} was available`,
          );
        }
      }
    });
  });

  it('an ordered set removes and updates Pods only when every Pod in range is available', () => {
    always((sync) => {
      const { spec } = sync.set;
      const removed = sync.frame.actions.some(
        (each) => each.type === 'delete-pod' && (each.why === 'scale-down' || each.why === 'update'),
      );
      if (spec.podManagementPolicy !== 'OrderedReady' || spec.updateStrategy.type === 'Recreate' || !removed) return;
      const inRange = ownPods(sync).filter(
        (pod) => pod.ordinal >= spec.start && pod.ordinal < spec.start + spec.replicas,
      );
      assert.equal(inRange.length, spec.replicas);
      assert.ok(inRange.every((pod) => isSettled(pod, ruleOf(sync))));
    });
  });

  it('an update never crosses the partition and never deletes what is new or terminating', () => {
    always((sync) => {
      const { start: first, template, updateStrategy } = sync.set.spec;
      const partition = updateStrategy.rollingUpdate?.partition ?? 0;
      for (const name of updated(sync)) {
        const pod = sync.before.pods.find((each) => each.name === name);
        const ordinal = Number(name.slice('web-'.length));
        assert.ok(ordinal >= first + partition || updateStrategy.type === 'Recreate');
        assert.ok(pod?.terminating !== true && pod?.template !== template);
      }
    });
  });

  it('the budget is kept: available Pods are deleted for an update only while it lasts', () => {
    always((sync) => {
      const { spec } = sync.set;
      const { features } = sync.before;
      if (spec.updateStrategy.type !== 'RollingUpdate') return;
      const rule = ruleOf(sync);
      const slots = Array.from({ length: spec.replicas }, (_, index) => {
        return ownPods(sync).find((pod) => pod.ordinal === spec.start + index) ?? null;
      });
      const unavailable = slots.filter((pod) => isUnavailable(pod, rule)).length;
      const taken = updated(sync).filter(
        (name) => !isUnavailable(slots.find((pod) => pod?.name === name) ?? null, rule),
      );
      const limit = features.MaxUnavailableStatefulSet
        ? resolveMaxUnavailable(spec.updateStrategy.rollingUpdate?.maxUnavailable ?? null, spec.replicas)
        : 1;
      if (features.MaxUnavailableStatefulSet) assert.ok(taken.length <= Math.max(0, limit - unavailable));
      else assert.ok(updated(sync).length <= 1);
    });
  });

  it('only Pods out of range are scaled down, from the top', () => {
    always((sync) => {
      const { start: first, replicas, podManagementPolicy } = sync.set.spec;
      const ordinals = sync.frame.actions.flatMap((each) =>
        each.type === 'delete-pod' && each.why === 'scale-down' ? [Number(each.name.slice('web-'.length))] : [],
      );
      assert.ok(ordinals.every((ordinal) => ordinal < first || ordinal >= first + replicas));
      assert.deepEqual(
        ordinals,
        ordinals.toSorted((left, right) => right - left),
      );
      if (podManagementPolicy === 'OrderedReady') assert.ok(ordinals.length <= 1);
    });
  });

  it('waiting is null exactly when an action was taken or the set is done', () => {
    always(({ after, frame }) => {
      assert.equal(frame.waiting === null, frame.actions.length > 0 || isDone(after));
      if (frame.waiting !== null) assert.ok(frame.waiting.text.length > 20);
    });
  });

  it('the counters of a sync that did nothing equal a recount', () => {
    always((sync) => {
      const { frame, after } = sync;
      if (frame.actions.length > 0) return;
      const pods = ownPods(sync);
      const rule = ruleOf(sync);
      const inclusive = rule.features.availableOnTheSecond || rule.minReadySeconds === 0;
      const leastAge = inclusive ? rule.minReadySeconds : rule.minReadySeconds + 1;
      const alive = pods.filter((pod) => !pod.terminating);
      const ready = pods.filter((pod) => pod.phase === 'Running' && pod.ready);
      assert.deepEqual(frame.status, {
        replicas: pods.length,
        readyReplicas: ready.length,
        availableReplicas: ready.filter((pod) => rule.now - pod.readySince >= leastAge).length,
        currentReplicas: alive.filter((pod) => pod.template === frame.status.currentTemplate).length,
        updatedReplicas: alive.filter((pod) => pod.template === frame.status.updateTemplate).length,
        currentTemplate: frame.status.currentTemplate,
        updateTemplate: after.set?.spec.template,
      });
    });
  });

  it('counters are never negative and never exceed the replicas', () => {
    always(({ frame: { status } }) => {
      const { replicas, readyReplicas, availableReplicas, currentReplicas, updatedReplicas } = status;
      for (const count of [readyReplicas, availableReplicas, currentReplicas, updatedReplicas]) {
        assert.ok(count >= 0 && count <= replicas);
      }
      assert.ok(availableReplicas <= readyReplicas);
    });
  });

  it('a second sync does nothing more than the first unless the first acted', () => {
    always(({ after, frame }) => {
      if (frame.actions.length > 0) return;
      const again = step(after, { type: 'reconcile' });
      assert.deepEqual(again.frame.actions, []);
      assert.deepEqual(again.frame.waiting, frame.waiting);
    });
  });

  it('the same events give the same frames', () => {
    fc.assert(
      fc.property(runs(), (run) => {
        const frames = (steps: readonly Step[]): string => JSON.stringify(steps.map((each) => each.frame));
        assert.equal(frames(play(run)), frames(play(run)));
      }),
      { numRuns: 100 },
    );
  });

  it('an edit that is refused leaves the state as it was', () => {
    fc.assert(
      fc.property(runs(), fc.constantFrom<RolloutEvent>(...REFUSED), (run, edit) => {
        const { state } = play(run).at(-1) ?? start({ name: 'web', spec: {} }, featuresOf());
        const { state: after, frame } = step(state, edit);
        assert.match(frame.error ?? '', /^StatefulSet\.apps "web" is invalid: /);
        assert.equal(after, state);
      }),
      { numRuns: 50 },
    );
  });

  it('with a healthy kubelet it converges to what its spec says', () => {
    fc.assert(
      fc.property(runs(), (run) => {
        const { state } = play(run).at(-1) ?? start({ name: 'web', spec: run.set }, featuresOf());
        fc.pre(!mayGoRoundForEver(state));
        // No kubelet reports a Pod ready that does not run, and the controller never scales such a one down.
        fc.pre(state.pods.every((pod) => pod.phase === 'Running' || !pod.ready));
        const { playback, finished } = playToEnd({ state, kubelet: HEALTHY_KUBELET, script: [], inSync: false }, 500);
        assert.ok(finished, 'it goes on for ever');
        assert.ok(isDone(playback.state), 'it stops before it is done');
      }),
      RUNS,
    );
  });
});

/**
 * The one way found in which the controller itself never comes to an end, shown by the fixture
 * parallel-with-type-alone-can-go-round-for-ever.
 */
function mayGoRoundForEver({ set, features }: RolloutState): boolean {
  if (set === null || !features.MaxUnavailableStatefulSet || !features.parallelReplacesUnavailable) return false;
  const { updateStrategy, podManagementPolicy } = set.spec;
  const typeAlone = updateStrategy.type === 'RollingUpdate' && updateStrategy.rollingUpdate === null;
  return typeAlone && podManagementPolicy === 'Parallel';
}

const REFUSED: readonly RolloutEvent[] = [
  { type: 'apply', set: { replicas: -1 } },
  { type: 'apply', set: { ordinals: { start: -2 } } },
  { type: 'apply', set: { updateStrategy: { type: 'Never' } } },
  { type: 'apply', set: { updateStrategy: { rollingUpdate: { partition: -1 } } } },
  { type: 'apply', set: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Sometimes' } } },
];
