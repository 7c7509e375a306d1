import { partitionOf, podManagementPolicyOf, replicasOf, startOf, updateStrategyOf } from '../../kubernetes/defaults';
import { podName } from '../../kubernetes/identity';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { featuresOf } from '../../kubernetes/versions';
import type { RolloutField } from '../../workspace/locate';
import type { Workspace } from '../../workspace/workspace';
import { isPart, namingOf } from '../naming';
import { retentionSentence } from './claims';
import { code, count } from './markdown';
import { podRange, podsInWords } from './pods';

/** A set's rollout in numbers and names; only a whole set with readable numbers has one. */
interface Rollout {
  readonly set: StatefulSet;
  readonly name: string;
  readonly replicas: number;
  readonly start: number;
  /** The Pod at an offset from the first one, as a code span. */
  readonly pod: (offset: number) => string;
  readonly last: string;
}

/** On a field that decides the rollout: what it means for the Pods of this set, by name. */
export function rolloutHover(set: StatefulSet, field: RolloutField, workspace: Workspace): string | undefined {
  const naming = namingOf(set, workspace);
  const replicas = replicasOf(set);
  const start = startOf(set);
  if (naming === undefined || isPart(set, workspace) || replicas === undefined || start === undefined) return undefined;
  const pod = (offset: number): string => code(podName(naming.name, start + offset));
  const rollout: Rollout = { set, name: naming.name, replicas, start, pod, last: pod(replicas - 1) };
  switch (field) {
    case 'podManagementPolicy':
      return policyText(rollout);
    case 'updateStrategy':
      return strategyText(rollout, workspace);
    case 'partition':
      return partitionText(rollout);
    case 'maxUnavailable':
      return maxUnavailableText(rollout, workspace);
    case 'minReadySeconds':
      return minReadyText(rollout);
    case 'ordinals':
      return `**Ordinals from ${start}**: ${podsInWords(naming)}.`;
    case 'persistentVolumeClaimRetentionPolicy':
    case 'whenDeleted':
    case 'whenScaled':
      return naming.claimTemplates.length === 0 ? undefined : retentionSentence(set) || undefined;
    case 'terminationGracePeriodSeconds':
      return graceText(rollout);
    case 'revisionHistoryLimit':
      return historyText(rollout);
    default:
      return field satisfies never;
  }
}

function policyText({ set, replicas, pod, last }: Rollout): string | undefined {
  switch (podManagementPolicyOf(set)) {
    case 'OrderedReady':
      return replicas < 2
        ? '**One after another**: with one Pod there is nothing to order.'
        : `**One after another**: ${pod(0)} first, each further Pod once the one before it is ready, and back from ${last} down. A Pod that never gets ready holds up all that come after it.`;
    case 'Parallel':
      return '**All at once**: Pods are created and removed without waiting for each other. Updates still follow the update strategy.';
    default:
      return undefined;
  }
}

function strategyText(rollout: Rollout, workspace: Workspace): string | undefined {
  const { replicas, pod, last } = rollout;
  switch (updateStrategyOf(rollout.set)) {
    case 'RollingUpdate':
      if ((partitionOf(rollout.set) ?? 0) > 0) return partitionText(rollout);
      return replicas < 2
        ? `**Rolling update**: a change of the template replaces ${pod(0)}.`
        : `**Rolling update**: a change of the template replaces ${last} first, then the others down to ${pod(0)}, each once those before it are available again.`;
    case 'OnDelete':
      return '**On delete**: a change of the template replaces no Pod. Each gets the new one when somebody deletes it.';
    case 'Recreate':
      return featuresOf(workspace.settings.kubernetesVersion).StatefulSetRecreateStrategy
        ? '**Recreate**: a change of the template deletes all Pods, and only then are new ones created.'
        : `**Recreate**: refused unless the feature gate ${code('StatefulSetRecreateStrategy')} (alpha since 1.37) is on.`;
    default:
      return undefined;
  }
}

/** `partition` is an offset from the first ordinal, not an ordinal (the controller's update loop). */
function partitionText({ set, replicas, pod, last }: Rollout): string | undefined {
  const partition = partitionOf(set);
  if (partition === undefined || partition < 0 || replicas === 0) return undefined;
  if (partition === 0) return `**No partition**: an update reaches every Pod, from ${last} down to ${pod(0)}.`;
  if (partition >= replicas) {
    return `**Nothing is updated**: with ${count(replicas, 'Pod')} a partition of ${partition} keeps every Pod at the old template.`;
  }
  return `**Partition ${partition}**: an update reaches ${podRange(pod, partition, replicas - 1)}; ${podRange(pod, 0, partition - 1)} ${partition === 1 ? 'stays' : 'stay'} at the old template, also when replaced.`;
}

/** Percentages are of `replicas` and rounded down, yet never to 0 (the controller's code, against the API's comment). */
function maxUnavailableText({ set, replicas }: Rollout, workspace: Workspace): string | undefined {
  const written = set.updateStrategy?.value?.maxUnavailable?.value;
  const percent = typeof written === 'string' ? /^(\d+)%$/.exec(written)?.[1] : undefined;
  const number =
    typeof written === 'number'
      ? written
      : percent === undefined
        ? undefined
        : Math.max(1, Math.floor((Number(percent) * replicas) / 100));
  if (number === undefined || number < 1) return undefined;
  if (!featuresOf(workspace.settings.kubernetesVersion).MaxUnavailableStatefulSet) {
    return `**Ignored** in Kubernetes ${code(workspace.settings.kubernetesVersion)}, where the feature gate ${code('MaxUnavailableStatefulSet')} is off: updates replace one Pod at a time.`;
  }
  const ordered =
    podManagementPolicyOf(set) === 'OrderedReady' && number > 1
      ? ' They go down together and come back one after another (OrderedReady).'
      : '';
  return `**${number} of ${count(replicas, 'Pod')}** may be down at once during an update.${ordered}`;
}

function minReadyText({ set, replicas }: Rollout): string | undefined {
  const seconds = set.minReadySeconds?.value;
  if (seconds === undefined || seconds <= 0) return undefined;
  if (podManagementPolicyOf(set) !== 'OrderedReady') {
    return `**Available ${duration(seconds)} after ready**: until then an update replaces no further Pod.`;
  }
  const total = replicas > 1 ? `, which adds ${duration(seconds * (replicas - 1))} to creating all ${replicas}` : '';
  return `**Available ${duration(seconds)} after ready**: until then a Pod holds up the next${total}.`;
}

function graceText({ set, replicas }: Rollout): string | undefined {
  const seconds = set.template?.spec?.terminationGracePeriodSeconds?.value;
  if (seconds === undefined || seconds < 0) return undefined;
  if (seconds === 0) {
    return '**Killed at once**: a Pod is gone from the API before its containers have surely ended, so two may write to one claim.';
  }
  const all =
    replicas > 1
      ? ` A rolling update stops all ${replicas} one after another, which may take ${duration(seconds * replicas)}.`
      : '';
  return `**Up to ${duration(seconds)}** to end before a Pod is killed.${all}`;
}

/** Old templates are kept as ControllerRevisions (kubernetes.io, "StatefulSetSpec", revisionHistoryLimit). */
function historyText({ set, name }: Rollout): string | undefined {
  const limit = set.revisionHistoryLimit?.value;
  if (limit === undefined || limit < 0) return undefined;
  if (limit === 0) return '**No old template is kept**: there is none to go back to.';
  const undo = code(`kubectl rollout undo statefulset/${name}`);
  return `**${count(limit, 'old template')}** ${limit === 1 ? 'is' : 'are'} kept, to which ${undo} can go back.`;
}

/** Seconds in the largest unit that leaves a whole number. */
function duration(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
