/** The rollouts a person can watch without writing a scenario: what is applied at first, and what happens then. */

import { podName } from '../kubernetes/identity';
import { FIRST_TEMPLATE } from './defaults';
import { HEALTHY_KUBELET } from './kubelet';
import type { Act } from './playback';
import type { SetFields, StatefulSetInput } from './spec';

/** What a scenario may need beside the set itself. */
export interface ScenarioContext {
  /** The set as it is committed, for the scenario that applies the edits made since; its template label tells whether it differs. */
  readonly committed?: StatefulSetInput | undefined;
  /** The replicas to scale to. */
  readonly replicas?: number | undefined;
}

/** A scenario laid ready for one set. */
export interface ScenarioPlan {
  /** What is applied first. */
  readonly input: StatefulSetInput;
  readonly script: readonly Act[];
}

/** A rollout to watch. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** One sentence on what it shows. */
  readonly summary: string;
  /** What it makes of a set; null where it lacks what it needs. */
  readonly plan: (input: StatefulSetInput, context?: ScenarioContext) => ScenarioPlan | null;
}

const SETTLE: Act = { do: 'settle' };

/** The labels of the templates that scenarios bring in. */
export const NEXT_TEMPLATE = 'B';
export const RESTARTED_TEMPLATE = 'A, restarted';

/** The scenarios, in the order they are offered. */
export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'create',
    title: 'Create',
    summary: 'The set is created, and its Pods come up in their order.',
    plan: (input) => ({ input, script: [SETTLE] }),
  },
  {
    id: 'scale',
    title: 'Scale up and down',
    summary: 'Replicas are added at the top, then removed from the top.',
    plan: (input, context) => {
      const replicas = context?.replicas ?? replicasOf(input) + 2;
      return { input, script: [SETTLE, apply({ replicas }), SETTLE, apply({ replicas: replicasOf(input) }), SETTLE] };
    },
  },
  {
    id: 'update',
    title: 'Update',
    summary: 'The template changes, and the Pods are replaced from the top.',
    plan: (input) => ({ input, script: [SETTLE, apply({ template: NEXT_TEMPLATE }), SETTLE] }),
  },
  {
    id: 'update-partition',
    title: 'Update with a partition',
    summary: 'Only the topmost Pod is updated at first; then the partition is lifted and the others follow.',
    plan: (input) => ({
      input,
      script: [
        SETTLE,
        apply({ template: NEXT_TEMPLATE, updateStrategy: partitioned(Math.max(0, replicasOf(input) - 1)) }),
        SETTLE,
        apply({ updateStrategy: partitioned(0) }),
        SETTLE,
      ],
    }),
  },
  {
    id: 'apply-edits',
    title: 'Apply my edits',
    summary: 'The set as it is committed runs; then what stands in the editor is applied.',
    plan: (input, context) =>
      context?.committed === undefined
        ? null
        : { input: context.committed, script: [SETTLE, apply(everyField(input)), SETTLE] },
  },
  {
    id: 'restart',
    title: 'Restart',
    summary: 'kubectl rollout restart changes an annotation of the template, so every Pod is replaced.',
    plan: (input) => ({ input, script: [SETTLE, apply({ template: RESTARTED_TEMPLATE }), SETTLE] }),
  },
  {
    id: 'broken-update',
    title: 'Broken update and forced rollback',
    summary: 'The new image cannot be pulled; reverting the template alone does not help, deleting the stuck Pod does.',
    plan: (input) => ({
      input,
      script: [
        SETTLE,
        { do: 'fault', fault: { kind: 'image-pull', template: NEXT_TEMPLATE } },
        apply({ template: NEXT_TEMPLATE }),
        SETTLE,
        apply({ template: templateOf(input) }),
        SETTLE,
        { do: 'delete-unready' },
        SETTLE,
      ],
    }),
  },
  {
    id: 'pod-deleted',
    title: 'Pod deleted',
    summary: 'Someone deletes a Pod; it comes back under its name, with its claims.',
    plan: (input) => ({
      input,
      script:
        replicasOf(input) === 0
          ? [SETTLE]
          : [SETTLE, { do: 'event', event: { type: 'delete', pod: middlePod(input) } }, SETTLE],
    }),
  },
  {
    id: 'node-lost',
    title: 'Node lost',
    summary: 'A node stops answering: its Pods are not replaced until someone removes them by force.',
    plan: (input) => ({
      input,
      script: [
        SETTLE,
        { do: 'fault', fault: { kind: 'node-lost', node: nodeOfFirstPod(input) } },
        SETTLE,
        { do: 'force-remove' },
        SETTLE,
      ],
    }),
  },
  {
    id: 'delete-background',
    title: 'Set deleted',
    summary: 'The set goes at once and its Pods all together, in no order; the claims go by the retention policy.',
    plan: (input) => ({ input, script: [SETTLE, deletion('background'), SETTLE] }),
  },
  {
    id: 'delete-foreground',
    title: 'Set deleted in the foreground',
    summary: 'The set stays until everything it owns is gone.',
    plan: (input) => ({ input, script: [SETTLE, deletion('foreground'), SETTLE] }),
  },
  {
    id: 'delete-orphan',
    title: 'Set deleted, Pods kept',
    summary: 'The Pods run on without the set, and a new set of the name adopts them.',
    plan: (input) => ({ input, script: [SETTLE, deletion('orphan'), SETTLE, apply({}), SETTLE] }),
  },
  {
    id: 'start-ordinal',
    title: 'Start ordinal changed',
    summary: 'The ordinals move up past the old ones: new Pods and claims come first, old Pods go afterwards.',
    plan: (input) => ({
      input,
      script: [SETTLE, apply({ ordinals: { start: startOf(input) + Math.max(1, replicasOf(input)) } }), SETTLE],
    }),
  },
];

function apply(set: SetFields): Act {
  return { do: 'event', event: { type: 'apply', set } };
}

function deletion(cascade: 'background' | 'foreground' | 'orphan'): Act {
  return { do: 'event', event: { type: 'delete-set', cascade } };
}

function partitioned(partition: number): SetFields['updateStrategy'] {
  return { type: 'RollingUpdate', rollingUpdate: { partition } };
}

/** All fields of a set, those left out as null: applying a file takes away what it no longer says. */
export function everyField({ spec }: StatefulSetInput): SetFields {
  return {
    template: spec.template ?? FIRST_TEMPLATE,
    replicas: spec.replicas ?? null,
    ordinals: spec.ordinals ?? null,
    updateStrategy: spec.updateStrategy ?? null,
    minReadySeconds: spec.minReadySeconds ?? null,
    revisionHistoryLimit: spec.revisionHistoryLimit ?? null,
    persistentVolumeClaimRetentionPolicy: spec.persistentVolumeClaimRetentionPolicy ?? null,
    podManagementPolicy: spec.podManagementPolicy ?? null,
    serviceName: spec.serviceName ?? null,
    volumeClaimTemplates: spec.volumeClaimTemplates ?? null,
    selector: spec.selector ?? null,
  };
}

function templateOf({ spec }: StatefulSetInput): string {
  return spec.template ?? FIRST_TEMPLATE;
}

function replicasOf({ spec }: StatefulSetInput): number {
  return spec.replicas ?? 1;
}

function startOf({ spec }: StatefulSetInput): number {
  return spec.ordinals?.start ?? 0;
}

function middlePod(input: StatefulSetInput): string {
  return podName(input.name, startOf(input) + Math.floor((replicasOf(input) - 1) / 2));
}

function nodeOfFirstPod(input: StatefulSetInput): string {
  return `node-${(startOf(input) % HEALTHY_KUBELET.nodes) + 1}`;
}
