/** Reading a scenario from JSON that a person wrote: what is wrong is said with the path of the wrong key. */

import type { StatefulSetGate } from '../kubernetes/versions';
import { STATEFULSET_GATES } from '../kubernetes/versions';
import type { Cascade, PodPhase, RolloutEvent } from './events';
import type { ClaimTemplate, SetFields } from './spec';

/** A scenario as `simulate --scenario` takes it. */
export interface ScenarioFile {
  readonly gates: Readonly<Partial<Record<StatefulSetGate, boolean>>>;
  readonly events: readonly RolloutEvent[];
}

/** A scenario that cannot be used. */
export interface ScenarioProblem {
  /** Where it is wrong: `events[3].set.replicas`; empty for the whole. */
  readonly path: string;
  /** What is wrong there, a sentence without its subject: `must be a whole number`. */
  readonly message: string;
}

/** The scenario in a JSON value, or what is wrong with it. */
export function readScenario(
  json: unknown,
):
  | { readonly scenario: ScenarioFile; readonly problem?: never }
  | { readonly scenario?: never; readonly problem: ScenarioProblem } {
  try {
    return { scenario: scenarioIn(json) };
  } catch (error) {
    if (error instanceof Wrong) return { problem: { path: error.path, message: error.message } };
    throw error;
  }
}

const PHASES: readonly PodPhase[] = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];
const CASCADES: readonly Cascade[] = ['background', 'foreground', 'orphan'];

/** Thrown inside this file only, from the depth of a value up to {@link readScenario}. */
class Wrong extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/** A value and its path. */
interface At {
  readonly value: unknown;
  readonly path: string;
}

function scenarioIn(json: unknown): ScenarioFile {
  const root = objectIn({ value: json, path: '' }, ['version', 'gates', 'events']);
  const version = root('version');
  if (version.value !== 1) throw new Wrong(version.path, 'must be 1');
  const events = root('events');
  if (!Array.isArray(events.value)) throw new Wrong(events.path, 'must be a list of events');
  const items: readonly unknown[] = events.value;
  return {
    gates: gatesIn(root('gates')),
    events: items.map((value, index) => eventIn({ value, path: `events[${index}]` })),
  };
}

function gatesIn(at: At): ScenarioFile['gates'] {
  if (at.value === undefined) return {};
  const gates = objectIn(at, STATEFULSET_GATES);
  const set = STATEFULSET_GATES.flatMap((name) => {
    const value = booleanIn(gates(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}

const EVENT_KEYS = {
  reconcile: [],
  pod: ['name', 'phase', 'ready'],
  delete: ['pod'],
  removed: ['pod'],
  advance: ['seconds'],
  apply: ['set'],
  'delete-claim': ['name'],
  'removed-claim': ['name'],
  'delete-set': ['cascade'],
} as const satisfies Readonly<Record<RolloutEvent['type'], readonly string[]>>;

function eventIn(at: At): RolloutEvent {
  const { value: type, path } = objectIn(at)('type');
  if (!isEventType(type)) throw new Wrong(path, `must be one of ${Object.keys(EVENT_KEYS).join(', ')}`);
  const event = objectIn(at, ['type', ...EVENT_KEYS[type]]);
  switch (type) {
    case 'reconcile':
      return { type };
    case 'pod': {
      const phase = event('phase');
      return {
        type,
        name: nameIn(event('name')),
        phase: phase.value === undefined ? undefined : oneOf(phase, PHASES),
        ready: booleanIn(event('ready')),
      };
    }
    case 'delete':
    case 'removed':
      return { type, pod: nameIn(event('pod')) };
    case 'advance': {
      const seconds = event('seconds');
      if (typeof seconds.value !== 'number' || !(seconds.value >= 0 && Number.isFinite(seconds.value)))
        throw new Wrong(seconds.path, 'must be 0 or more seconds');
      return { type, seconds: seconds.value };
    }
    case 'apply':
      return { type, set: fieldsIn(event('set')) };
    case 'delete-claim':
    case 'removed-claim':
      return { type, name: nameIn(event('name')) };
    case 'delete-set':
      break;
  }
  return { type, cascade: oneOf(event('cascade'), CASCADES) };
}

function isEventType(value: unknown): value is RolloutEvent['type'] {
  return typeof value === 'string' && Object.hasOwn(EVENT_KEYS, value);
}

const FIELDS = [
  'template',
  'replicas',
  'ordinals',
  'updateStrategy',
  'minReadySeconds',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'podManagementPolicy',
  'serviceName',
  'volumeClaimTemplates',
] as const;

/** Types are checked here, values are the API server's to refuse. */
function fieldsIn(at: At): SetFields {
  const set = objectIn(at, FIELDS);
  const template = set('template');
  const fields = {
    template: template.value === undefined ? undefined : nameIn(template),
    replicas: integerIn(set('replicas')),
    ordinals: nested(set('ordinals'), ['start'], (ordinals) => ({ start: integerIn(ordinals('start')) })),
    updateStrategy: nested(set('updateStrategy'), ['type', 'rollingUpdate'], (strategy) => ({
      type: stringIn(strategy('type')),
      rollingUpdate: nested(strategy('rollingUpdate'), ['partition', 'maxUnavailable'], (rollingUpdate) => ({
        partition: integerIn(rollingUpdate('partition')),
        maxUnavailable: integerOrStringIn(rollingUpdate('maxUnavailable')),
      })),
    })),
    minReadySeconds: integerIn(set('minReadySeconds')),
    revisionHistoryLimit: integerIn(set('revisionHistoryLimit')),
    persistentVolumeClaimRetentionPolicy: nested(
      set('persistentVolumeClaimRetentionPolicy'),
      ['whenDeleted', 'whenScaled'],
      (policy) => ({ whenDeleted: stringIn(policy('whenDeleted')), whenScaled: stringIn(policy('whenScaled')) }),
    ),
    podManagementPolicy: stringIn(set('podManagementPolicy')),
    serviceName: stringIn(set('serviceName')),
    volumeClaimTemplates: claimTemplatesIn(set('volumeClaimTemplates')),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Claim templates by name: `["data"]`. Templates of the same names count as equal. */
function claimTemplatesIn({ value, path }: At): readonly ClaimTemplate[] | null | undefined {
  if (value === undefined || value === null) return value;
  if (!Array.isArray(value)) throw new Wrong(path, 'must be a list of names of claim templates');
  const items: readonly unknown[] = value;
  return items.map((item, index) => ({ name: nameIn({ value: item, path: `${path}[${index}]` }) }));
}

type Keys = (key: string) => At;

function nested<T>(at: At, keys: readonly string[], read: (object: Keys) => T): T | null | undefined {
  return at.value === undefined || at.value === null ? at.value : read(objectIn(at, keys));
}

/** Access to an object's keys; refuses any that are not among `keys`, where given. */
function objectIn({ value, path }: At, keys?: readonly string[]): Keys {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Wrong(path, 'must be an object');
  const entries = new Map(Object.entries(value));
  const pathOf = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const unknown = keys && [...entries.keys()].find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new Wrong(pathOf(unknown), `is not a key that can stand here; these can: ${keys?.join(', ') ?? ''}`);
  }
  return (key) => ({ value: entries.get(key), path: pathOf(key) });
}

function nameIn({ value, path }: At): string {
  if (typeof value !== 'string' || value === '') throw new Wrong(path, 'must be a string that is not empty');
  return value;
}

function stringIn({ value, path }: At): string | null | undefined {
  if (value === undefined || value === null || typeof value === 'string') return value;
  throw new Wrong(path, 'must be a string');
}

function booleanIn({ value, path }: At): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw new Wrong(path, 'must be true or false');
}

function integerIn({ value, path }: At): number | null | undefined {
  if (value === undefined || value === null) return value;
  // The API server reads 32 bits and refuses more before it validates anything.
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31) return value;
  throw new Wrong(path, 'must be a whole number of 32 bits');
}

function integerOrStringIn(at: At): number | string | null | undefined {
  return typeof at.value === 'string' ? at.value : integerIn(at);
}

function oneOf<T extends string>({ value, path }: At, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new Wrong(path, `must be one of ${allowed.join(', ')}`);
  return found;
}
