/**
 * Playing a rollout by itself: the machine, a kubelet and a script of what people do, one tick at a time. A playback is a
 * value like the state within it, so keeping an earlier one is all that stepping back takes.
 */

import type { Features } from '../kubernetes/versions';
import type { RolloutEvent } from './events';
import type { Fault, FaultSpec } from './faults';
import type { Kubelet, PlannedEvent } from './kubelet';
import { HEALTHY_KUBELET, plannedEvents } from './kubelet';
import { isAvailable } from './predicates';
import type { StatefulSetInput } from './spec';
import type { Pod, RolloutState } from './state';
import type { Step } from './step';
import { start, step } from './step';
import type { Frame } from './trace';

/**
 * What a script does next:
 * - `settle`: play until nothing more happens; `ticks`: play that many ticks, or until nothing more happens.
 * - `event`: an edit, a deletion.
 * - `fault`, `heal`: something breaks; everything is mended.
 * - `delete-unready`: a person deletes the Pods that are not ready, to force a rollback.
 * - `force-remove`: a person removes the terminating Pods by force.
 */
export type Act =
  | { readonly do: 'settle' }
  | { readonly do: 'ticks'; readonly count: number }
  | { readonly do: 'event'; readonly event: RolloutEvent }
  | { readonly do: 'fault'; readonly fault: FaultSpec }
  | { readonly do: 'heal' }
  | { readonly do: 'delete-unready' }
  | { readonly do: 'force-remove' };

/** A rollout being played. */
export interface Playback {
  readonly state: RolloutState;
  readonly kubelet: Kubelet;
  /** What is still to be done, in this order. */
  readonly script: readonly Act[];
  /** The last thing that happened was a sync that did nothing, so another would do nothing either. */
  readonly inSync: boolean;
}

/** What a tick brought about. */
export interface Tick {
  readonly playback: Playback;
  /** The frames it added, in order; empty for a tick in which only the script moved on. */
  readonly frames: readonly Frame[];
  /** Nothing will happen any more unless a person does something. The tick added nothing then. */
  readonly finished: boolean;
}

/** Applies the set of a file (frame 0) and lays the script ready. */
export function startPlayback(
  input: StatefulSetInput,
  features: Features,
  script: readonly Act[] = [],
  kubelet: Kubelet = HEALTHY_KUBELET,
): { readonly playback: Playback; readonly frame: Frame } {
  const first = start(input, features);
  return { playback: { state: first.state, kubelet, script, inSync: false }, frame: first.frame };
}

/**
 * Moves on to the next thing worth seeing: the next act of the script; else what the kubelet has due, and the sync it
 * leads to; else another sync while syncs still do something; else the clock moves to the next moment when something is
 * due. Time that nothing happens in is skipped.
 */
export function playTick(playback: Playback): Tick {
  const [act, ...rest] = playback.script;
  if (act === undefined) return naturalTick(playback) ?? { playback, frames: [], finished: true };
  if (act.do === 'settle' || act.do === 'ticks') {
    const tick = naturalTick(playback);
    if (tick === null) return playTick({ ...playback, script: rest });
    if (act.do === 'settle') return tick;
    const left = act.count > 1 ? [{ ...act, count: act.count - 1 }, ...rest] : rest;
    return { ...tick, playback: { ...tick.playback, script: left } };
  }
  return perform({ ...playback, script: rest }, act);
}

/** Plays until nothing more happens, or for `maxTicks` ticks; `finished` tells which. */
export function playToEnd(
  playback: Playback,
  maxTicks: number,
): { readonly playback: Playback; readonly frames: readonly Frame[]; readonly finished: boolean } {
  const frames: Frame[] = [];
  let present = playback;
  for (let tick = 0; tick < maxTicks; tick += 1) {
    const next = playTick(present);
    if (next.finished) return { playback: next.playback, frames, finished: true };
    frames.push(...next.frames);
    present = next.playback;
  }
  return { playback: present, frames, finished: false };
}

/** A person does something now, whatever the script still holds. Throws a UsageError for an event that names nothing. */
export function perform(playback: Playback, act: Exclude<Act, { do: 'settle' | 'ticks' }>): Tick {
  const { state, kubelet } = playback;
  switch (act.do) {
    case 'event':
      return afterEvents(playback, [act.event]);
    case 'fault':
      return quietly({ ...playback, kubelet: withFault(kubelet, { ...act.fault, since: state.time }) });
    case 'heal':
      return quietly({ ...playback, kubelet: { ...kubelet, faults: [] } });
    case 'delete-unready': {
      const stuck = ownPods(state).filter((pod) => !pod.ready && !pod.terminating);
      return afterEvents(
        playback,
        stuck.map((pod) => ({ type: 'delete', pod: pod.name })),
      );
    }
    case 'force-remove':
      break;
  }
  const terminating = state.pods.filter((pod) => pod.terminating);
  return afterEvents(
    playback,
    terminating.map((pod) => ({ type: 'removed', pod: pod.name })),
  );
}

/** A kubelet that a fault strikes from now on, or struck before. */
export function withFault(kubelet: Kubelet, fault: Fault): Kubelet {
  return { ...kubelet, faults: [...kubelet.faults, fault] };
}

/** Null when nothing will happen any more by itself. */
function naturalTick(playback: Playback): Tick | null {
  const { state, kubelet } = playback;
  const plans = plannedEvents(state, kubelet);
  const due = eventsUntil(plans, state.time);
  if (due.length > 0) return afterEvents(playback, [...due, RECONCILE]);
  if (!playback.inSync) {
    const synced = step(state, RECONCILE);
    if (didSomething(state, synced)) {
      return { playback: { ...playback, state: synced.state }, frames: [synced.frame], finished: false };
    }
  }
  let moment = nextAvailability(state);
  for (const plan of plans) moment = earliest(moment, plan.at);
  if (moment === null) return null;
  const advance: RolloutEvent = { type: 'advance', seconds: moment - state.time };
  return afterEvents(playback, [advance, ...eventsUntil(plans, moment), RECONCILE]);
}

function eventsUntil(plans: readonly PlannedEvent[], moment: number): readonly RolloutEvent[] {
  return plans.filter((plan) => plan.at <= moment).map((plan) => plan.event);
}

const RECONCILE: RolloutEvent = { type: 'reconcile' };

function didSomething(before: RolloutState, synced: Step): boolean {
  return synced.frame.actions.length > 0 || synced.state.status !== before.status;
}

function afterEvents(playback: Playback, events: readonly RolloutEvent[]): Tick {
  const frames: Frame[] = [];
  let { state } = playback;
  let inSync = false;
  for (const event of events) {
    const next = step(state, event);
    frames.push(next.frame);
    inSync = event.type === 'reconcile' && !didSomething(state, next);
    ({ state } = next);
  }
  return { playback: { ...playback, state, inSync }, frames, finished: false };
}

function quietly(playback: Playback): Tick {
  return { playback, frames: [], finished: false };
}

function ownPods(state: RolloutState): readonly Pod[] {
  return state.pods.filter((pod) => pod.owner === state.set?.uid);
}

/** When the next ready Pod will have been ready for minReadySeconds. */
function nextAvailability(state: RolloutState): number | null {
  const { set, time, features } = state;
  if (set === null || set.spec.minReadySeconds === 0) return null;
  const { minReadySeconds } = set.spec;
  const rule = { minReadySeconds, now: time, features };
  let next: number | null = null;
  for (const pod of ownPods(state)) {
    if (pod.ready && !isAvailable(pod, rule)) {
      next = earliest(next, pod.readySince + minReadySeconds + (features.availableOnTheSecond ? 0 : 1));
    }
  }
  return next;
}

function earliest(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.min(left, right);
}
