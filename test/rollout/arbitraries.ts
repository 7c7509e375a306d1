/** Random sets and what may happen to them. */

import fc from 'fast-check';
import type { RolloutEvent } from '../../server/src/core/rollout/events';
import type { SetFields, UpdateStrategyAsWritten } from '../../server/src/core/rollout/spec';

/** A set, the cluster it lives in, and what happens. */
export interface Run {
  readonly set: SetFields;
  readonly version: string;
  readonly gates: { readonly MaxUnavailableStatefulSet: boolean; readonly StatefulSetRecreateStrategy: true };
  readonly events: readonly RolloutEvent[];
}

/** Runs of up to some forty events; half of them are syncs. Events may name Pods that are not there. */
export function runs(): fc.Arbitrary<Run> {
  return fc.record({
    set: fields(),
    version: fc.constantFrom('1.37', '1.35.2', '1.33'),
    gates: fc.record({
      MaxUnavailableStatefulSet: fc.boolean(),
      StatefulSetRecreateStrategy: fc.constant<true>(true),
    }),
    events: fc
      .array(fc.oneof({ weight: 4, arbitrary: moves() }, { weight: 3, arbitrary: fc.constant(RECONCILES) }))
      .map((each) => each.flat()),
  });
}

const RECONCILES: readonly RolloutEvent[] = [{ type: 'reconcile' }];

const MAX_ORDINAL = 5;

function fields(): fc.Arbitrary<SetFields> {
  return fc.record({
    replicas: fc.integer({ min: 0, max: 4 }),
    ordinals: fc.constantFrom(null, { start: 0 }, { start: 2 }),
    podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
    updateStrategy: strategies(),
    minReadySeconds: fc.constantFrom(0, 0, 5),
    volumeClaimTemplates: fc.constantFrom([], [{ name: 'data' }], [{ name: 'data' }, { name: 'log' }]),
    persistentVolumeClaimRetentionPolicy: policies(),
    revisionHistoryLimit: fc.constantFrom(10, 0, -1),
  });
}

function strategies(): fc.Arbitrary<UpdateStrategyAsWritten> {
  const rollingUpdate = fc.record({
    partition: fc.integer({ min: 0, max: 3 }),
    maxUnavailable: fc.constantFrom<number | string>(1, 2, '50%', '100%'),
  });
  return fc.oneof(
    fc.constantFrom<UpdateStrategyAsWritten>({}, { type: 'RollingUpdate' }, { type: 'OnDelete' }, { type: 'Recreate' }),
    rollingUpdate.map((value) => ({ type: 'RollingUpdate', rollingUpdate: value })),
  );
}

function policies(): fc.Arbitrary<SetFields['persistentVolumeClaimRetentionPolicy']> {
  const policy = fc.constantFrom('Retain', 'Delete');
  return fc.record({ whenDeleted: policy, whenScaled: policy });
}

/** Something a kubelet or a person does; deleted things tend to go soon. */
function moves(): fc.Arbitrary<readonly RolloutEvent[]> {
  const pod = fc.integer({ min: 0, max: MAX_ORDINAL }).map((ordinal) => `web-${ordinal}`);
  const claim = fc.tuple(fc.constantFrom('data', 'log'), pod).map(([template, name]) => `${template}-${name}`);
  const one = (event: RolloutEvent): readonly RolloutEvent[] => [event];
  return fc.oneof(
    { weight: 24, arbitrary: pod.map((name) => one({ type: 'pod', name, phase: 'Running', ready: true })) },
    {
      weight: 6,
      arbitrary: fc
        .record({
          type: fc.constant<'pod'>('pod'),
          name: pod,
          phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
          ready: fc.boolean(),
        })
        .map(one),
    },
    { weight: 6, arbitrary: pod.map((name) => one({ type: 'delete', pod: name })) },
    { weight: 12, arbitrary: pod.map((name) => one({ type: 'removed', pod: name })) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 6 }).map((seconds) => one({ type: 'advance', seconds })) },
    { weight: 9, arbitrary: edits().map((set) => one({ type: 'apply', set })) },
    { weight: 3, arbitrary: claim.map((name) => one({ type: 'delete-claim', name })) },
    { weight: 3, arbitrary: claim.map((name) => one({ type: 'removed-claim', name })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('background', 'foreground', 'orphan').map((cascade): readonly RolloutEvent[] => [
        { type: 'delete-set', cascade },
        { type: 'apply', set: {} },
      ]),
    },
  );
}

function edits(): fc.Arbitrary<SetFields> {
  return fc.oneof(
    fc.constantFrom('A', 'B', 'C').map((template) => ({ template })),
    fc.integer({ min: 0, max: 4 }).map((replicas) => ({ replicas })),
    strategies().map((updateStrategy) => ({ updateStrategy })),
    policies().map((policy) => ({ persistentVolumeClaimRetentionPolicy: policy })),
    fc.constantFrom(0, 5).map((minReadySeconds) => ({ minReadySeconds })),
    fc.integer({ min: 0, max: 2 }).map((first) => ({ ordinals: { start: first } })),
  );
}
