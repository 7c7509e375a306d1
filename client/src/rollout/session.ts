import type { StatefulSetSummary } from '../../../server/src/core/protocol';
import type { RolloutEvent } from '../../../server/src/core/rollout/events';
import { claimsView, podsView } from '../../../server/src/core/rollout/frame';
import type { Features } from '../../../server/src/core/rollout/kubernetes';
import { plannedEvents } from '../../../server/src/core/rollout/kubelet';
import type { Act, Playback, Tick } from '../../../server/src/core/rollout/playback';
import { perform, playTick, startPlayback } from '../../../server/src/core/rollout/playback';
import type { Scenario } from '../../../server/src/core/rollout/scenarios';
import { everyField } from '../../../server/src/core/rollout/scenarios';
import type { StatefulSetInput } from '../../../server/src/core/rollout/spec';
import { step } from '../../../server/src/core/rollout/step';
import type { Frame, FrameClaim, FramePod } from '../../../server/src/core/rollout/trace';
import { podState } from './pod-state';
import type { TemplateLabels } from './template-labels';
import { extendLabels, labelled } from './template-labels';

/** A frame of the view: one visible change. A value; earlier moments stay valid, so stepping back is looking at one of them. */
export interface Moment {
  readonly playback: Playback;
  /** What the machine said on the way here: several reports of the kubelet at one time, or one sync of the controller. */
  readonly frames: readonly Frame[];
  /** What people did on the way here, by the scenario or by hand. */
  readonly acts: readonly Act[];
  /** By ordinal. */
  readonly pods: readonly FramePod[];
  /** For each of the Pods, the index of the moment since which it has been in its state at its template. */
  readonly since: readonly number[];
  /** By name. */
  readonly claims: readonly FrameClaim[];
  /** What the same tick of the playback still brings. */
  readonly rest?: Part;
}

/** Something that happened, and the playback after it. */
interface Part {
  readonly playback: Playback;
  readonly frames: readonly Frame[];
  readonly acts: readonly Act[];
}

/** A run: a StatefulSet, a scenario, and what has been played of it. Never empty. */
export interface Session {
  /** The set as it stood in its file when the run began or when an edit was last applied. */
  readonly summary: StatefulSetSummary;
  readonly scenario: Scenario;
  readonly options: SessionOptions;
  readonly labels: TemplateLabels;
  readonly moments: readonly Moment[];
  /** The index of the moment that is shown. */
  readonly present: number;
}

export interface SessionOptions {
  readonly features: Features;
  /** The replicas that the scenario scales to; undefined leaves that to the scenario. */
  readonly replicas?: number | undefined;
  /** The set as it is committed; undefined where it is not. */
  readonly committed?: StatefulSetInput | undefined;
}

/** Begins a run at its first frame: the set is applied. Null where the scenario lacks what it needs. */
export function startSession(summary: StatefulSetSummary, scenario: Scenario, options: SessionOptions): Session | null {
  const { input } = summary;
  const { committed } = options;
  const labels = extendLabels(committed === undefined ? [] : extendLabels([], committed), input);
  const first = scenario.id === 'apply-edits' ? labels : extendLabels([], input);
  const plan = scenario.plan(labelled(input, first), {
    replicas: options.replicas,
    committed: committed && labelled(committed, first),
  });
  if (plan === null) return null;
  const { playback, frame } = startPlayback(plan.input, options.features, plan.script);
  const moments = appended([], { playback, frames: [frame], acts: [] });
  return { summary, scenario, options, labels: first, moments, present: 0 };
}

/** The same run from its beginning; with a summary, of the set as that says it stands now. */
export function restart(session: Session, summary: StatefulSetSummary = session.summary): Session {
  return startSession(summary, session.scenario, session.options) ?? { ...session, present: 0 };
}

/** The moment that is shown. */
export function presentMoment(session: Session): Moment {
  const moment = session.moments[session.present] ?? session.moments.at(-1);
  if (moment === undefined) throw new Error('A session has at least one moment.');
  return moment;
}

/** Shows a moment that was played before; the nearest one for an index that is out of range. */
export function show(session: Session, index: number): Session {
  const present = Math.min(Math.max(0, Math.trunc(index)), session.moments.length - 1);
  return present === session.present ? session : { ...session, present };
}

/** One visible change on: what was played already, or the next. At the end of the run the same session. */
export function stepForward(session: Session): Session {
  if (session.present < session.moments.length - 1) return show(session, session.present + 1);
  const moments = grown(session.moments);
  return moments === session.moments ? session : { ...session, moments, present: session.present + 1 };
}

export function stepBack(session: Session): Session {
  return show(session, session.present - 1);
}

export function canStepBack(session: Session): boolean {
  return session.present > 0;
}

/** Whether something is left that happens by itself or by the scenario. */
export function canStepForward(session: Session): boolean {
  return session.present < session.moments.length - 1 || grown(session.moments) !== session.moments;
}

/** Plays to the end, or until there are `most` moments; shows the last. */
export function playToEnd(session: Session, most: number): Session {
  let present = session;
  while (present.moments.length < most || present.present < present.moments.length - 1) {
    const next = stepForward(present);
    if (next === present) return present;
    present = next;
  }
  return present;
}

/** A person does something at the moment that is shown; what was played after it is dropped. */
export function act(session: Session, deed: Exclude<Act, { do: 'settle' | 'ticks' }>): Session {
  const { playback } = presentMoment(session);
  const tick = perform(playback, deed);
  const after = deed.do === 'fault' || deed.do === 'heal' ? withReports(tick) : tick;
  return continued(session, after.playback, after.frames, [deed]);
}

/** Ends what goes wrong with a Pod, a lost node included. */
export function recover(session: Session, podName: string, node: string | null): Session {
  const { playback } = presentMoment(session);
  const pod = playback.state.pods.find((each) => each.name === podName);
  const faults = playback.kubelet.faults.filter(
    (fault) =>
      fault.pod !== podName &&
      (fault.node === undefined || fault.node !== node) &&
      (fault.template === undefined || fault.template !== pod?.template),
  );
  const healed = { ...playback, kubelet: { ...playback.kubelet, faults } };
  const { playback: after, frames } = withReports({ playback: healed, frames: [], finished: false });
  return continued(session, after, frames, [{ do: 'heal' }]);
}

/** A fault, or its end, with what the kubelet reports of it at once: the controller's sentence is then about it. */
function withReports(tick: Tick): Tick {
  const { playback } = tick;
  const frames: Frame[] = [...tick.frames];
  let { state } = playback;
  for (const { at, event } of plannedEvents(state, playback.kubelet)) {
    if (at > state.time) continue;
    const next = step(state, event);
    frames.push(next.frame);
    ({ state } = next);
  }
  return state === playback.state ? tick : { ...tick, playback: { ...playback, state, inSync: false }, frames };
}

/** Applies the file as it stands now at the moment that is shown. The rest of the scenario is dropped: the person takes over. */
export function applyEdit(session: Session, summary: StatefulSetSummary): Session {
  const { playback } = presentMoment(session);
  const labels = extendLabels(session.labels, summary.input, usedTemplates(playback));
  const set = everyField(labelled(summary.input, labels));
  const event: RolloutEvent = { type: 'apply', set };
  const own = { ...playback, script: [], state: withProbe(playback, summary.input) };
  const tick = perform(own, { do: 'event', event });
  return {
    ...continued(session, tick.playback, tick.frames, [{ do: 'event', event }]),
    summary,
    labels,
  };
}

/** Whether the file says something else than what the run began with or was last given. */
export function isEdited(session: Session, summary: StatefulSetSummary): boolean {
  return JSON.stringify(summary.input) !== JSON.stringify(session.summary.input);
}

function withProbe({ state }: Playback, { hasReadinessProbe }: StatefulSetInput): Playback['state'] {
  return hasReadinessProbe === state.applied.hasReadinessProbe
    ? state
    : { ...state, applied: { ...state.applied, hasReadinessProbe } };
}

/** Template labels that mean something in a run: the revisions', and those the scenario brings. */
function usedTemplates({ state, script }: Playback): readonly string[] {
  const coming = script.flatMap((each) =>
    each.do === 'event' && each.event.type === 'apply' ? [each.event.set.template ?? ''] : [],
  );
  return [...state.revisions.map((revision) => revision.template), ...coming];
}

function continued(session: Session, playback: Playback, frames: readonly Frame[], acts: readonly Act[]): Session {
  const kept = session.moments.slice(0, session.present + 1);
  return { ...session, moments: appended(kept, { playback, frames, acts }), present: kept.length };
}

/** What the next tick of a playback is. Asked again and again for the same one: by each step, and for the buttons' sake. */
const ticks = new WeakMap<Playback, Tick>();

function tickAfter(playback: Playback): Tick {
  const known = ticks.get(playback);
  if (known !== undefined) return known;
  const tick = playTick(playback);
  ticks.set(playback, tick);
  return tick;
}

/** The moments with the next one; the very same at the end of the run. */
function grown(moments: readonly Moment[]): readonly Moment[] {
  const last = moments.at(-1);
  if (last === undefined) return moments;
  if (last.rest !== undefined) return appended(moments, last.rest);
  const tick = tickAfter(last.playback);
  if (tick.finished) return moments;
  return appended(moments, partOf(last.playback, tick));
}

function partOf(before: Playback, { playback, frames }: Tick): Part {
  const done = before.script.slice(0, before.script.length - playback.script.length);
  return { playback, frames, acts: done.filter((each) => each.do !== 'settle' && each.do !== 'ticks') };
}

/**
 * The moments with one more. Where a part holds both reports and the sync that they lead to, and the sync does something,
 * the sync is left for the moment after.
 */
function appended(moments: readonly Moment[], part: Part): readonly Moment[] {
  const last = moments.at(-1);
  const sync = part.frames.findLastIndex(({ event }) => event.type === 'reconcile');
  const synced = part.frames[sync];
  if (last === undefined || synced === undefined || sync === 0 || synced.actions.length === 0) {
    return [...moments, momentOf(last, moments.length, withQuietSyncs(part))];
  }
  const frames = part.frames.slice(0, sync);
  const state = frames.reduce((state, { event }) => step(state, event).state, last.playback.state);
  const rest = { ...part, frames: part.frames.slice(sync), acts: [] };
  return [
    ...moments,
    {
      ...momentOf(last, moments.length, { ...part, frames, playback: { ...part.playback, state, inSync: false } }),
      rest,
    },
  ];
}

/** A part with the syncs after it that write the status and do nothing else: there is nothing in them to look at. */
function withQuietSyncs(part: Part): Part {
  const tick = tickAfter(part.playback);
  const isQuiet =
    !tick.finished &&
    tick.playback.script.length === part.playback.script.length &&
    tick.frames.length > 0 &&
    tick.frames.every(({ event, actions }) => event.type === 'reconcile' && actions.length === 0);
  return isQuiet
    ? withQuietSyncs({ ...part, playback: tick.playback, frames: [...part.frames, ...tick.frames] })
    : part;
}

function momentOf(before: Moment | undefined, index: number, { playback, frames, acts }: Part): Moment {
  const pods = podsView(playback.state);
  return {
    playback,
    frames,
    acts,
    pods,
    since: sinceWhen(before, index, pods),
    claims: claimsView(playback.state.claims),
  };
}

/** Both lists are by ordinal, so one walk along them finds each Pod's earlier self. */
function sinceWhen(before: Moment | undefined, index: number, pods: readonly FramePod[]): readonly number[] {
  let place = 0;
  return pods.map((pod) => {
    let earlier = before?.pods[place];
    while (earlier !== undefined && earlier.ordinal < pod.ordinal) earlier = before?.pods[++place];
    const isSame =
      earlier === pod ||
      (earlier?.ordinal === pod.ordinal && earlier.template === pod.template && podState(earlier) === podState(pod));
    return isSame ? (before?.since[place] ?? index) : index;
  });
}
