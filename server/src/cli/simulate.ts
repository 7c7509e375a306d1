import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { simulatorInput, unreadableFields } from '../core/features/simulator-input';
import { featuresOf } from '../core/kubernetes/versions';
import type { RolloutEvent } from '../core/rollout/events';
import { HEALTHY_KUBELET } from '../core/rollout/kubelet';
import { playTick, startPlayback } from '../core/rollout/playback';
import type { StatefulSetInput } from '../core/rollout/spec';
import type { Step } from '../core/rollout/step';
import { MAX_REPLICAS, problemWith, start, step } from '../core/rollout/step';
import type { Frame } from '../core/rollout/trace';
import { DEFAULT_CLUSTER_SETTINGS } from '../core/workspace/settings';
import { createWorkspace } from '../core/workspace/workspace';
import { decode, MOST_BYTES } from '../lsp/decode';
import { reasonOf } from '../lsp/log';
import type { ExitCode, Io } from './io';
import { UsageError } from './io';
import { load } from './load';
import type { SimulateOptions } from './simulate-options';
import { scenarioIn, simulateOptions } from './simulate-options';
import { SimulationReport } from './simulate-text';
import { stylesFor } from './styles';

/** Plays the rollout of a StatefulSet: by itself with a simulated kubelet, or event by event from a scenario. */
export function simulate(args: readonly string[], io: Io): ExitCode {
  const options = simulateOptions(args);
  simulateSet(inputOf(options, io), options, io);
  return 0;
}

/** Plays one set that was read already. Throws a {@link UsageError} for a scenario that cannot be used. */
export function simulateSet(input: StatefulSetInput, options: SimulateOptions, io: Io): void {
  if ((input.spec.replicas ?? 0) > MAX_REPLICAS)
    throw new UsageError(`At most ${MAX_REPLICAS} replicas are simulated.`);
  if (options.scenario === undefined) playBySelf(input, options, io);
  else playScenario(input, options, io);
}

/** Ticks after which a simulation that comes to no end is broken off: a few for every Pod and each thing done with it. */
const TICKS = 2000;
const TICKS_PER_REPLICA = 50;

function playBySelf(input: StatefulSetInput, options: SimulateOptions, io: Io): void {
  const { playback: first, frame } = startPlayback(input, featuresOf(options.kubernetesVersion), options.script);
  const report = new SimulationReport(stylesFor(io.color), io.columns);
  const trace = new TraceWriter(io);
  const isJson = options.format === 'json';
  if (isJson) trace.write([frame]);
  else io.out(`${report.heading(input, first.state)}\n${report.created(frame)}`);
  let playback = first;
  let lastFrame = frame;
  const stand = (): void => {
    if (!isJson) io.out(report.standing(playback.state, lastFrame.pods, playback.kubelet));
  };
  const most = TICKS + TICKS_PER_REPLICA * (input.spec.replicas ?? 1);
  for (let ticks = 0; ; ticks += 1) {
    const tick = playTick(playback);
    if (tick.finished) break;
    // An act of the script begins where the one before has settled.
    if (tick.frames[0]?.event.type === 'apply') stand();
    playback = tick.playback;
    lastFrame = tick.frames.at(-1) ?? lastFrame;
    if (isJson) trace.write(tick.frames);
    else io.out(report.tick(tick.frames, playback.state.time));
    if (ticks === most) {
      io.error(`The simulation was broken off after ${ticks} ticks: it comes to no end.\n`);
      break;
    }
  }
  stand();
  if (isJson) trace.end();
}

function playScenario(input: StatefulSetInput, options: SimulateOptions, io: Io): void {
  const source = options.scenario === '-' ? 'standard input' : (options.scenario ?? '');
  const { gates, events } = scenarioIn(readScenarioText(options.scenario ?? '-', io), source);
  const steps: Step[] = [start(input, featuresOf(options.kubernetesVersion, gates))];
  for (const [index, event] of events.entries()) {
    const present = steps.at(-1);
    if (present === undefined) break;
    const problem = problemWith(present.state, event);
    if (problem !== null)
      throw new UsageError(`In the scenario of ${source}, events[${index}]${keyOf(event)}: ${problem}`);
    steps.push(step(present.state, event));
  }
  if (options.format === 'json') {
    const trace = new TraceWriter(io);
    trace.write(steps.map(({ frame }) => frame));
    trace.end();
    return;
  }
  const report = new SimulationReport(stylesFor(io.color), io.columns);
  const [first] = steps;
  if (first !== undefined) io.out(`${report.heading(input, first.state)}\n${report.created(first.frame)}`);
  for (const { frame, state } of steps.slice(1)) io.out(report.scenarioFrame(frame, state.time));
  const last = steps.at(-1);
  if (last !== undefined) io.out(report.standing(last.state, last.frame.pods, HEALTHY_KUBELET));
}

/** Writes a trace as one JSON object, a frame on each line, so that a long one never has to be held as one text. */
class TraceWriter {
  readonly #io: Io;
  #isEmpty = true;

  constructor(io: Io) {
    this.#io = io;
  }

  write(frames: readonly Frame[]): void {
    for (const frame of frames) {
      this.#io.out(`${this.#isEmpty ? '{"version":1,"frames":[\n' : ',\n'}${JSON.stringify(frame, withoutOurs)}`);
      this.#isEmpty = false;
    }
  }

  end(): void {
    this.#io.out('\n]}\n');
  }
}

/** Leaves out what only tells equal fields from different ones and is no field of the API. */
function withoutOurs(key: string, value: unknown): unknown {
  return key === 'fingerprint' || key === 'selector' ? undefined : value;
}

/** The key of an event that names something, for the path in a message. */
function keyOf(event: RolloutEvent): string {
  switch (event.type) {
    case 'delete':
    case 'removed':
      return '.pod';
    case 'pod':
    case 'delete-claim':
    case 'removed-claim':
      return '.name';
    case 'apply':
      return '.set.replicas';
    case 'advance':
    case 'reconcile':
    case 'delete-set':
      break;
  }
  return '';
}

function readScenarioText(path: string, io: Io): string {
  try {
    // A shell may put a byte-order mark before what it pipes.
    if (path === '-') return io.readStdin().replace(/^\uFEFF/, '');
    return decode(io.disk.read(pathToFileURL(resolve(io.cwd, path)).href, MOST_BYTES));
  } catch (error) {
    const what = path === '-' ? 'on standard input' : path;
    throw new UsageError(`The scenario ${what} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

/** The set of the file that was asked for, as the simulator takes it. */
function inputOf({ file, name }: SimulateOptions, io: Io): StatefulSetInput {
  const { files, snapshot, unreadable } = load([file], io);
  const [reason] = unreadable;
  if (reason !== undefined) throw new UsageError(reason);
  const workspace = createWorkspace(snapshot, DEFAULT_CLUSTER_SETTINGS);
  const sets = files
    .flatMap((each) => each.documents.flatMap(({ document }) => document.resources))
    .filter((resource) => resource.kind === 'StatefulSet');
  const inputs = sets.flatMap((set) => {
    const input = simulatorInput(set, workspace);
    return input === undefined ? [] : [{ set, input }];
  });
  const named =
    name === undefined ? inputs : inputs.filter(({ input }) => input.name === name || fullName(input) === name);
  const [chosen, ...others] = named;
  if (chosen === undefined) {
    if (name === undefined && sets.length > 0)
      throw new UsageError(`The StatefulSet in ${file} has no name that can be read.`);
    throw new UsageError(`There is no StatefulSet${name === undefined ? '' : ` named ${name}`} in ${file}.`);
  }
  if (others.length > 0) {
    const areAlike = new Set(named.map(({ input }) => input.name)).size < named.length;
    const names = named.map(({ input }) => (areAlike ? fullName(input) : input.name)).join(', ');
    throw new UsageError(`There are several StatefulSets in ${file}: choose with --name among ${names}.`);
  }
  const [field] = unreadableFields(chosen.set);
  if (field !== undefined)
    throw new UsageError(`The field ${field} of StatefulSet ${chosen.input.name} in ${file} cannot be read.`);
  return chosen.input;
}

/** What tells sets of one name apart. */
function fullName({ name, namespace }: StatefulSetInput): string {
  return `${namespace ?? 'default'}/${name}`;
}
