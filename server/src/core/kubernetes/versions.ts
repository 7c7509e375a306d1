/**
 * What differs between Kubernetes versions, as data. Every fact carries where it was read; where the sources leave the
 * first release open, `uncertain` says so and the choice is the one this table makes.
 */

/** A release of Kubernetes. `patch` is infinite where none was named: `1.35` means the newest patch of that minor. */
export interface KubernetesVersion {
  readonly minor: number;
  readonly patch: number;
}

/** The newest version this table knows, and the one assumed where none is set. */
export const NEWEST_VERSION = '1.37';

/** The oldest minor version this table describes; older ones are treated like it. */
const OLDEST_MINOR = 27;

interface Change {
  /** The first release with this value, `minor` or `minor.patch` of Kubernetes 1. */
  readonly from: string;
  readonly on: boolean;
}

interface Switch {
  /** Ascending. Before the first entry the switch is off. */
  readonly changes: readonly Change[];
  readonly source: string;
  /** What the sources leave open, and what was chosen. */
  readonly uncertain?: string;
}

/**
 * Behaviours that depend on the version. The first two are feature gates under their own names, so that a person can set
 * them; the others are plain changes.
 */
const SWITCHES = {
  MaxUnavailableStatefulSet: {
    changes: [
      { from: '35.0', on: true },
      { from: '35.4', on: false },
      { from: '37.0', on: true },
    ],
    source: 'KEP-961; kubernetes/kubernetes pull requests 133153, 137904, 137926, 139466',
  },
  StatefulSetRecreateStrategy: {
    changes: [],
    source: 'KEP-3541: alpha and off in 1.37; kubernetes/kubernetes pull request 137187',
  },
  /** Parallel with the gate on replaces Pods that are unavailable at an old revision whatever the budget. */
  parallelReplacesUnavailable: {
    changes: [{ from: '37.0', on: true }],
    source:
      'kubernetes/kubernetes pull request 137666, issue 137409; the changelog of 1.37.0-alpha.1 has it as new since 1.36.0, ' +
      'and pull request 137667, which would have brought it to 1.35, was closed',
  },
  /** minReadySeconds holds back a rolling update; before, only readiness did. */
  availabilityHoldsUpdates: {
    changes: [{ from: '34.0', on: true }],
    source: 'kubernetes/kubernetes pull request 130909, in the changelog of 1.34',
  },
  /** A Pod is available when minReadySeconds have passed to the second; before, one instant later. */
  availableOnTheSecond: {
    changes: [{ from: '34.0', on: true }],
    source: 'kubernetes/kubernetes pull request 132122',
  },
  /** A finished update promotes status.currentRevision under every strategy; before, under RollingUpdate only. */
  completesUnderEveryStrategy: {
    changes: [{ from: '37.0', on: true }],
    source: 'kubernetes/kubernetes pull request 136833, issues 73492 and 106055; in the changelog of 1.37.0-alpha.1',
  },
  /** The API server validates the whole Pod template of a StatefulSet. */
  validatesPodTemplate: {
    changes: [{ from: '34.0', on: true }],
    source: 'kubernetes/kubernetes pull request 131790, in the changelog of 1.34',
  },
  /** The API server validates spec.volumeClaimTemplates. */
  validatesClaimTemplates: {
    changes: [{ from: '34.0', on: true }],
    source: 'kubernetes/kubernetes pull request 132212',
    uncertain: 'Believed to be 1.34.',
  },
  /** spec.serviceName must be a DNS label where it is not empty. */
  validatesServiceName: {
    changes: [{ from: '33.0', on: true }],
    source: 'kubernetes/kubernetes pull request 130233',
    uncertain: 'Believed to be 1.33.',
  },
  /** spec.revisionHistoryLimit can be changed. */
  revisionHistoryLimitMutable: {
    changes: [{ from: '33.0', on: true }],
    source: 'kubernetes/kubernetes issue 130263 shows it immutable at 1.31.4',
    uncertain: 'Believed to be 1.33.',
  },
  /** A Service name may start with a digit. */
  RelaxedServiceNameValidation: {
    changes: [{ from: '36.0', on: true }],
    source: 'KEP-5311: alpha 1.34, beta and on 1.36, general availability 1.37',
  },
} as const satisfies Readonly<Record<string, Switch>>;

/** The name of a behaviour that depends on the version. */
export type VersionSwitch = keyof typeof SWITCHES;

/** The feature gates of the StatefulSet controller that a person may set, under the names Kubernetes gives them. */
export const STATEFULSET_GATES = ['MaxUnavailableStatefulSet', 'StatefulSetRecreateStrategy'] as const;

/** One of {@link STATEFULSET_GATES}. */
export type StatefulSetGate = (typeof STATEFULSET_GATES)[number];

/** Every behaviour, decided: the result of a version and of the gates somebody set. */
export type Features = Readonly<Record<VersionSwitch, boolean>>;

/** Reads `1.35`, `v1.35` or `1.35.2`; null for anything else, Kubernetes 2 included. */
export function parseKubernetesVersion(text: string): KubernetesVersion | null {
  const match = /^v?1\.(\d{1,3})(?:\.(\d{1,3}))?(?:[-+].*)?$/.exec(text.trim());
  if (match === null) {
    return null;
  }
  const [, minor = '', patch] = match;
  return { minor: Number(minor), patch: patch === undefined ? Number.POSITIVE_INFINITY : Number(patch) };
}

/**
 * Whether a behaviour is in force in a version by default. A version newer than the table is read as its newest, and one
 * older as its oldest.
 */
export function isEnabled(name: VersionSwitch, version: KubernetesVersion): boolean {
  const { minor, patch } = { ...version, minor: Math.max(version.minor, OLDEST_MINOR) };
  let on = false;
  for (const change of changesOf(name)) {
    const [fromMinor = 0, fromPatch = 0] = change.from.split('.').map(Number);
    if (minor > fromMinor || (minor === fromMinor && patch >= fromPatch)) {
      on = change.on;
    }
  }
  return on;
}

/**
 * Every behaviour of a version, with the gates somebody set over its defaults. An unreadable version counts as
 * {@link NEWEST_VERSION}: a wrong setting must not change what is said, beyond saying that it is wrong.
 */
export function featuresOf(
  version: string = NEWEST_VERSION,
  gates: Readonly<Partial<Record<StatefulSetGate, boolean>>> = {},
): Features {
  const parsed = parseKubernetesVersion(version) ?? { minor: 37, patch: Number.POSITIVE_INFINITY };
  const decide = (name: VersionSwitch): boolean => isEnabled(name, parsed);
  return {
    MaxUnavailableStatefulSet: gates.MaxUnavailableStatefulSet ?? decide('MaxUnavailableStatefulSet'),
    StatefulSetRecreateStrategy: gates.StatefulSetRecreateStrategy ?? decide('StatefulSetRecreateStrategy'),
    parallelReplacesUnavailable: decide('parallelReplacesUnavailable'),
    availabilityHoldsUpdates: decide('availabilityHoldsUpdates'),
    availableOnTheSecond: decide('availableOnTheSecond'),
    completesUnderEveryStrategy: decide('completesUnderEveryStrategy'),
    validatesPodTemplate: decide('validatesPodTemplate'),
    validatesClaimTemplates: decide('validatesClaimTemplates'),
    validatesServiceName: decide('validatesServiceName'),
    revisionHistoryLimitMutable: decide('revisionHistoryLimitMutable'),
    RelaxedServiceNameValidation: decide('RelaxedServiceNameValidation'),
  };
}

/** Where a behaviour's history was read, for a message or a page that explains it. */
export function sourceOf(name: VersionSwitch): string {
  return SWITCHES[name].source;
}

function changesOf(name: VersionSwitch): readonly Change[] {
  return SWITCHES[name].changes;
}
