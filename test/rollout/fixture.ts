/**
 * Rollout fixtures: one behaviour each, with what must happen said by hand and the whole trace beneath it.
 *
 *     OrderedReady creates one Pod at a time
 *     rests on: processReplica (stateful_set_control.go)
 *     set: {"replicas": 2}
 *
 *     > reconcile
 *     ? did create-pod web-0@A
 *       did create-pod web-0@A
 *       status 0 replicas, 0 ready, 0 available, 0 current A, 0 updated A
 *       pods web-0@A pending
 *
 * - The first line says what is shown. `rests on` names the source of the behaviour. `version` and `gates` are optional.
 * - `>` starts an event, in the short forms of {@link eventsOf}.
 * - `?` is an expectation on the frame after it, written by hand: see {@link checkExpectation}.
 * - Indented lines are the trace, as notation.ts puts it: what the event changed. `UPDATE=1` writes them anew.
 */

import assert from 'node:assert/strict';
import type { StatefulSetGate } from '../../server/src/core/kubernetes/versions';
import { featuresOf } from '../../server/src/core/kubernetes/versions';
import type { RolloutEvent } from '../../server/src/core/rollout/events';
import { readScenario } from '../../server/src/core/rollout/scenario-file';
import type { SetFields } from '../../server/src/core/rollout/spec';
import type { Step } from '../../server/src/core/rollout/step';
import { start, step } from '../../server/src/core/rollout/step';
import type { Frame } from '../../server/src/core/rollout/trace';
import { deepFreeze } from '../support/freeze';
import {
  actionsInWords,
  claimInWords,
  frameInWords,
  podInWords,
  podsInWords,
  statusInWords,
  waitingInWords,
} from './notation';

export interface RolloutFixture {
  readonly title: string;
  readonly restsOn: string;
  readonly version: string | undefined;
  readonly gates: Readonly<Partial<Record<StatefulSetGate, boolean>>>;
  readonly set: SetFields;
  readonly header: readonly string[];
  readonly moves: readonly Move[];
}

interface Move {
  /** As written, without `>`. */
  readonly text: string;
  readonly expectations: readonly string[];
  /** Line number of the event. */
  readonly line: number;
}

/** Reads a fixture; throws, naming the line, where it is malformed. */
export function parseRolloutFixture(source: string): RolloutFixture {
  const header: string[] = [];
  const moves: { text: string; expectations: string[]; line: number }[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    if (line.startsWith('> ')) moves.push({ text: line.slice(2).trim(), expectations: [], line: index + 1 });
    else if (line.startsWith('? ')) moves.at(-1)?.expectations.push(line.slice(2).trim());
    else if (moves.length === 0 && line !== '') header.push(line);
    else if (line !== '' && !line.startsWith('  '))
      throw new Error(`line ${index + 1}: neither event, expectation nor trace`);
  }
  const value = (key: string): string | undefined =>
    header.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2);
  const set: unknown = JSON.parse(value('set') ?? '{}');
  const gates: unknown = JSON.parse(value('gates') ?? '{}');
  const { scenario, problem } = readScenario({ version: 1, gates, events: [{ type: 'apply', set }] });
  const [first] = scenario?.events ?? [];
  if (first?.type !== 'apply') throw new Error(`${problem?.path ?? 'set'} ${problem?.message ?? ''}`);
  return {
    title: header[0] ?? '',
    restsOn: value('rests on') ?? '',
    version: value('version'),
    gates: scenario?.gates ?? {},
    set: first.set,
    header,
    moves,
  };
}

/** Plays a fixture, checks what it expects, and returns it with its trace written anew. */
export function playFixture(fixture: RolloutFixture): string {
  let present: Step = start({ name: 'web', spec: fixture.set }, featuresOf(fixture.version, fixture.gates));
  let before: Frame | undefined;
  const blocks = [fixture.header.join('\n')];
  for (const move of fixture.moves) {
    const { frame, last } = play(present, move);
    for (const expectation of move.expectations) {
      checkExpectation(frame, expectation, `line ${move.line}, > ${move.text}`);
    }
    const trace = frameInWords(frame, before).map((line) => `  ${line}`);
    blocks.push([`> ${move.text}`, ...move.expectations.map((each) => `? ${each}`), ...trace].join('\n'));
    before = frame;
    present = last;
  }
  return `${blocks.join('\n\n')}\n`;
}

/** The frame of a move: that of its last event, with the actions of all of them. */
function play(from: Step, move: Move): { readonly frame: Frame; readonly last: Step } {
  if (move.text === 'start') return { frame: from.frame, last: from };
  const steps: Step[] = [];
  let present = from;
  const take = (event: RolloutEvent): void => {
    present = step(deepFreeze(present.state), event);
    steps.push(present);
  };
  if (move.text === 'settle') settle(() => present, take);
  else for (const event of eventsOf(move.text)) take(event);
  const { frame } = present;
  const actions = move.text === 'settle' ? frame.actions : steps.flatMap((each) => each.frame.actions);
  const { event, status, pods, claims, waiting, error } = frame;
  return {
    frame: { event, status, pods, claims, waiting, actions, ...(error === undefined ? {} : { error }) },
    last: present,
  };
}

const SETTLE_LIMIT = 500;

/** A cluster without trouble: syncs, starts, readies and removes until nothing changes any more. */
function settle(present: () => Step, take: (event: RolloutEvent) => void): void {
  for (let round = 0; round < SETTLE_LIMIT; round += 1) {
    const before = present().state;
    const seconds = before.set?.spec.minReadySeconds ?? 0;
    if (seconds > 0) take({ type: 'advance', seconds });
    take({ type: 'reconcile' });
    const { actions } = present().frame;
    const statusIsSame = present().state.status === before.status;
    const reports = [...deletionsOf(present()), ...reportsOf(present())];
    for (const event of reports) take(event);
    if (actions.length === 0 && reports.length === 0 && statusIsSame) return;
  }
  throw new Error('the fixture does not settle');
}

function reportsOf({ state }: Step): readonly RolloutEvent[] {
  return state.pods
    .filter((pod) => !pod.terminating && !pod.ready && (pod.phase === 'Pending' || pod.phase === 'Running'))
    .map((pod) => ({ type: 'pod', name: pod.name, phase: 'Running', ready: true }));
}

function deletionsOf({ state }: Step): readonly RolloutEvent[] {
  const gone = state.pods.filter((pod) => pod.terminating);
  const used = new Set(state.pods.filter((pod) => !pod.terminating).flatMap((pod) => pod.claims));
  const claims = [...state.claims.values()].filter((claim) => claim.terminating && !used.has(claim.name));
  return [
    ...gone.map((pod) => ({ type: 'removed', pod: pod.name }) as const),
    ...claims.map((claim) => ({ type: 'removed-claim', name: claim.name }) as const),
  ];
}

/**
 * The events of a short form: `reconcile`; `ready P…`, `running P…`, `failed P…`, `succeeded P…`, `pending P…` for
 * reports of the kubelet; `delete P…`, `gone P…`, `delete-claim C…`, `gone-claim C…`; `advance SECONDS`; `apply JSON`;
 * `delete-set CASCADE`; or an event of the scenario format as JSON.
 */
export function eventsOf(text: string): readonly RolloutEvent[] {
  if (text.startsWith('{')) return readEvents([JSON.parse(text)]);
  const [verb = '', ...names] = text.split(' ');
  switch (verb) {
    case 'reconcile':
      return [{ type: 'reconcile' }];
    case 'ready':
      return names.map((name) => ({ type: 'pod', name, phase: 'Running', ready: true }));
    case 'running':
      return names.map((name) => ({ type: 'pod', name, phase: 'Running', ready: false }));
    case 'pending':
      return names.map((name) => ({ type: 'pod', name, phase: 'Pending' }));
    case 'failed':
      return names.map((name) => ({ type: 'pod', name, phase: 'Failed' }));
    case 'succeeded':
      return names.map((name) => ({ type: 'pod', name, phase: 'Succeeded' }));
    case 'delete':
      return names.map((pod) => ({ type: 'delete', pod }));
    case 'gone':
      return names.map((pod) => ({ type: 'removed', pod }));
    case 'delete-claim':
      return names.map((name) => ({ type: 'delete-claim', name }));
    case 'gone-claim':
      return names.map((name) => ({ type: 'removed-claim', name }));
    case 'advance':
      return readEvents([{ type: 'advance', seconds: Number(names[0]) }]);
    case 'apply':
      return readEvents([{ type: 'apply', set: JSON.parse(text.slice(verb.length)) as unknown }]);
    case 'delete-set':
      return readEvents([{ type: 'delete-set', cascade: names[0] }]);
    default:
      throw new Error(`unknown event: ${text}`);
  }
}

function readEvents(events: readonly unknown[]): readonly RolloutEvent[] {
  const { scenario, problem } = readScenario({ version: 1, events });
  if (scenario === undefined) throw new Error(`${problem.path} ${problem.message}`);
  return scenario.events;
}

/**
 * Checks one expectation:
 * - `did ACTIONS` (or `did nothing`), `waits POD FOR`, `done`, `status …`, `pods …`: exactly that;
 * - `pod POD@TEMPLATE …`, `claim …`: one of those there are; `no pod NAME`, `no claim NAME`: none of the name;
 * - `error TEXT`: the API server's answer contains the text; `accepted`: there is none.
 */
export function checkExpectation(frame: Frame, expectation: string, where: string): void {
  const [verb = ''] = expectation.split(' ', 1);
  const rest = expectation.slice(verb.length + 1);
  const pods = frame.pods.map(podInWords);
  const claims = frame.claims.map(claimInWords);
  switch (verb) {
    case 'did':
      assert.equal(actionsInWords(frame.actions), rest, where);
      return;
    case 'waits':
    case 'done':
      assert.equal(waitingInWords(frame), expectation, where);
      return;
    case 'status':
      assert.equal(statusInWords(frame), rest, where);
      return;
    case 'pods':
      assert.equal(podsInWords(frame), rest, where);
      return;
    case 'pod':
      assert.ok(pods.includes(rest), `${where}: no ${rest} among ${pods.join(' | ')}`);
      return;
    case 'claim':
      assert.ok(claims.includes(rest), `${where}: no ${rest} among ${claims.join(' | ')}`);
      return;
    case 'no': {
      const [, name] = rest.split(' ');
      const names = [...frame.pods, ...frame.claims].map((each) => each.name);
      assert.ok(name !== undefined && !names.includes(name), `${where}: there is a ${rest}`);
      return;
    }
    case 'error':
      assert.ok(frame.error?.includes(rest) === true, `${where}: no ${rest} in ${frame.error ?? 'no error'}`);
      return;
    case 'accepted':
      assert.equal(frame.error, undefined, where);
      return;
    default:
      throw new Error(`${where}: unknown expectation: ${expectation}`);
  }
}
