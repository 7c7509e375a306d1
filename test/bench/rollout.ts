/**
 * How long rollouts of many Pods take, from creation through an update to the end, and whether an event costs more late in
 * a run than early. Run it with `node out/test/bench/rollout.js`.
 */

import { featuresOf } from '../../server/src/core/kubernetes/versions';
import type { Act, Playback } from '../../server/src/core/rollout/playback';
import { playTick, startPlayback } from '../../server/src/core/rollout/playback';
import type { SetFields } from '../../server/src/core/rollout/spec';
import { step } from '../../server/src/core/rollout/step';

const ROUNDS = 5;

const UPDATE: readonly Act[] = [
  { do: 'settle' },
  { do: 'event', event: { type: 'apply', set: { template: 'B' } } },
  { do: 'settle' },
];

const CLAIMS: SetFields = {
  volumeClaimTemplates: [{ name: 'data' }],
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
};

const RUNS: readonly (readonly [string, SetFields])[] = [
  ['1,000 Pods, Parallel, one at a time', { replicas: 1000, podManagementPolicy: 'Parallel' }],
  [
    '1,000 Pods, Parallel, a quarter at a time',
    { replicas: 1000, podManagementPolicy: 'Parallel', updateStrategy: { rollingUpdate: { maxUnavailable: '25%' } } },
  ],
  [
    '1,000 Pods, Parallel, a quarter at a time, owned claims',
    {
      ...CLAIMS,
      replicas: 1000,
      podManagementPolicy: 'Parallel',
      updateStrategy: { rollingUpdate: { maxUnavailable: '25%' } },
    },
  ],
  ['100 Pods, OrderedReady, owned claims', { ...CLAIMS, replicas: 100 }],
];

function main(): void {
  for (const [name, spec] of RUNS) {
    const times = Array.from({ length: ROUNDS }, () => timeOfRun(spec));
    const best = times.reduce((left, right) => (right.milliseconds < left.milliseconds ? right : left));
    console.log(`${name}: ${best.milliseconds.toFixed(0)} ms for ${best.frames} events (best of ${ROUNDS})`);
  }
  const early = costOfEvent(100);
  const late = costOfEvent(100_000);
  console.log(`an event after 100 events: ${early.toFixed(1)} µs; after 100,000: ${late.toFixed(1)} µs`);
}

function timeOfRun(spec: SetFields): { readonly milliseconds: number; readonly frames: number } {
  const began = performance.now();
  let present: Playback = startPlayback({ name: 'web', spec }, featuresOf(), UPDATE).playback;
  let frames = 1;
  for (let tick = playTick(present); !tick.finished; tick = playTick(present)) {
    frames += tick.frames.length;
    present = tick.playback;
  }
  const milliseconds = performance.now() - began;
  if (present.state.pods.some((pod) => pod.template !== 'B' || !pod.ready)) throw new Error('the update did not end');
  return { milliseconds, frames };
}

/** Microseconds for an event on a set of ten Pods with a history of that many events behind it, templates changing. */
function costOfEvent(history: number): number {
  let { state } = startPlayback(
    { name: 'web', spec: { replicas: 10, podManagementPolicy: 'Parallel' } },
    featuresOf(),
  ).playback;
  const event = (index: number): void => {
    const template = `T${index % 50}`;
    ({ state } = step(state, index % 2 === 0 ? { type: 'reconcile' } : { type: 'apply', set: { template } }));
  };
  for (let index = 0; index < history; index += 1) event(index);
  const measured = 2000;
  const began = performance.now();
  for (let index = 0; index < measured; index += 1) event(index);
  return ((performance.now() - began) * 1000) / measured;
}

main();
