import { readScenario } from '../core/rollout/scenario-file';
import type { ScenarioFile } from '../core/rollout/scenario-file';
import type { FaultKind, FaultSpec } from '../core/rollout/faults';
import { FAULT_KINDS } from '../core/rollout/faults';
import type { Act } from '../core/rollout/playback';
import { MAX_REPLICAS } from '../core/rollout/step';
import { NEXT_TEMPLATE } from '../core/rollout/scenarios';
import { NEWEST_VERSION, parseKubernetesVersion } from '../core/kubernetes/versions';
import { choiceOf, countOf, parseArguments } from './arguments';
import { UsageError } from './io';

/** What `simulate` was asked for. */
export interface SimulateOptions {
  readonly file: string;
  readonly name: string | undefined;
  /** File of a scenario, or `-`. */
  readonly scenario: string | undefined;
  readonly format: 'text' | 'json';
  readonly kubernetesVersion: string;
  /** What happens without a scenario. */
  readonly script: readonly Act[];
}

/** Reads the arguments of `simulate`. Throws a {@link UsageError}. */
export function simulateOptions(args: readonly string[]): SimulateOptions {
  const update = args.includes('--update');
  const { operands, options } = parseArguments(
    args.filter((arg) => arg !== '--update'),
    ['name', 'scenario', 'format', 'scale', 'fault', 'kubernetes-version'],
  );
  const [file, ...more] = operands;
  if (file === undefined || more.length > 0) throw new UsageError('Name the one file that holds the StatefulSet.');
  const scale = countOf('scale', options.scale);
  if (scale !== undefined && scale > MAX_REPLICAS)
    throw new UsageError(`At most ${MAX_REPLICAS} replicas are simulated.`);
  const faults = faultsIn(options.fault, update);
  if (options.scenario !== undefined && (update || scale !== undefined || faults.length > 0)) {
    throw new UsageError('A scenario says itself what happens: leave out --update, --scale and --fault.');
  }
  const version = options['kubernetes-version'] ?? NEWEST_VERSION;
  if (parseKubernetesVersion(version) === null) {
    throw new UsageError(`The option --kubernetes-version takes a version such as ${NEWEST_VERSION}, not ${version}.`);
  }
  return {
    file,
    name: options.name,
    scenario: options.scenario,
    format: choiceOf('format', options.format, ['text', 'json']),
    kubernetesVersion: version,
    script: scriptOf(update, scale, faults),
  };
}

/** Reads a scenario; `source` is what it is called in a message. Throws a {@link UsageError} with the path of a wrong key. */
export function scenarioIn(text: string, source: string): ScenarioFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`The scenario in ${source} is not JSON.`);
  }
  const { scenario, problem } = readScenario(json);
  if (scenario === undefined) {
    throw new UsageError(
      `In the scenario of ${source}, ${problem.path === '' ? 'it' : problem.path} ${problem.message}.`,
    );
  }
  return scenario;
}

/** The set comes up, is updated, is scaled; what is to break breaks once it is up, or at once where nothing else happens. */
function scriptOf(update: boolean, scale: number | undefined, faults: readonly FaultSpec[]): readonly Act[] {
  const settle: Act = { do: 'settle' };
  const breaks = faults.map((fault): Act => ({ do: 'fault', fault }));
  if (!update && scale === undefined) return [...breaks, settle];
  const edits: Act[] = [];
  if (update) edits.push({ do: 'event', event: { type: 'apply', set: { template: NEXT_TEMPLATE } } }, settle);
  if (scale !== undefined) edits.push({ do: 'event', event: { type: 'apply', set: { replicas: scale } } }, settle);
  return [settle, ...breaks, ...edits];
}

/**
 * Reads `KIND`, `KIND:web-1`, `KIND:template=B` or `KIND:node=node-1`, several with commas between them. Without a target
 * a fault strikes the updated Pods where there is an update, and all of them where there is none.
 */
function faultsIn(text: string | undefined, update: boolean): readonly FaultSpec[] {
  return (text?.split(',') ?? []).map((each) => {
    const colon = each.indexOf(':');
    const word = colon < 0 ? each : each.slice(0, colon);
    const kind = FAULT_KINDS.find((candidate) => candidate === word);
    if (kind === undefined) throw new UsageError(`The option --fault takes ${FAULT_KINDS.join(', ')}, not ${word}.`);
    return faultOn(kind, colon < 0 ? undefined : each.slice(colon + 1), update);
  });
}

function faultOn(kind: FaultKind, target: string | undefined, update: boolean): FaultSpec {
  if (target === '') throw new UsageError(`The fault ${kind} has an empty target.`);
  if (kind === 'node-lost') {
    const node = target?.replace(/^node=/, '') ?? 'node-1';
    if (!/^node-\d+$/.test(node)) throw new UsageError(`The fault node-lost takes a node such as node-1, not ${node}.`);
    return { kind, node };
  }
  if (target === undefined) return update ? { kind, template: NEXT_TEMPLATE } : { kind };
  if (target.startsWith('template=')) return { kind, template: target.slice('template='.length) };
  if (target.startsWith('node=')) return { kind, node: target.slice('node='.length) };
  return { kind, pod: target };
}
