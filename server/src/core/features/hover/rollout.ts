import { podManagementPolicyOf, replicasOf, retentionOf, startOf } from '../../kubernetes/defaults';
import { podName } from '../../kubernetes/identity';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { featuresOf } from '../../kubernetes/versions';
import type { RolloutField } from '../../workspace/locate';
import { ordinalsOf } from '../../workspace/ordinals';
import type { Workspace } from '../../workspace/workspace';
import type { Naming } from '../naming';
import { isPart, namingOf, podNames } from '../naming';
import { retentionSentence } from './claims';
import { code, count, paragraphs, phrase } from './markdown';
import { podRange, podsInWords } from './pods';
import { maxUnavailableText, partitionText, strategyText, updateOf } from './update';

/** A set's rollout in numbers and names; only a whole set with readable numbers has one. */
export interface Rollout {
  readonly set: StatefulSet;
  readonly naming: Naming;
  readonly replicas: number;
  readonly start: number;
  /** The Pod at an offset from the first one, as a code span. */
  readonly pod: (offset: number) => string;
  /** The first Pod and the last; of no Pods it means nothing. */
  readonly last: string;
  readonly all: string;
  /** How many Pods there can be at most; more than `replicas` where an autoscaler makes more. */
  readonly most: number;
  readonly kubernetesVersion: string;
  readonly features: ReturnType<typeof featuresOf>;
}

/** On a field that decides the rollout: what it means for the Pods of this set, by name. */
export function rolloutHover(set: StatefulSet, field: RolloutField, workspace: Workspace): string | undefined {
  const rollout = rolloutOf(set, workspace);
  if (rollout === undefined) return undefined;
  switch (field) {
    case 'podManagementPolicy':
      return policyText(rollout);
    case 'updateStrategy':
      return strategyText(rollout);
    case 'partition':
      return partitionText(rollout);
    case 'maxUnavailable':
      return maxUnavailableText(rollout);
    case 'minReadySeconds':
      return minReadyText(rollout);
    case 'ordinals':
      return `**Ordinals from ${rollout.start}**: ${podsInWords(rollout.naming)}.`;
    case 'persistentVolumeClaimRetentionPolicy':
      return paragraphs(scaledText(rollout), deletedText(rollout));
    case 'whenScaled':
      return scaledText(rollout);
    case 'whenDeleted':
      return deletedText(rollout);
    case 'terminationGracePeriodSeconds':
      return graceText(rollout);
    case 'revisionHistoryLimit':
      return historyText(rollout);
    default:
      return field satisfies never;
  }
}

function rolloutOf(set: StatefulSet, workspace: Workspace): Rollout | undefined {
  const naming = namingOf(set, workspace);
  const replicas = replicasOf(set);
  const start = startOf(set);
  if (naming === undefined || isPart(set, workspace) || replicas === undefined || start === undefined) return undefined;
  const pod = (offset: number): string => code(podName(naming.name, start + offset));
  const ordinals = ordinalsOf(set, workspace);
  const { kubernetesVersion } = workspace.settings;
  return {
    set,
    naming,
    replicas,
    start,
    pod,
    last: pod(replicas - 1),
    all: podRange(pod, 0, replicas - 1),
    most: ordinals === undefined ? replicas : ordinals.last - ordinals.first + 1,
    kubernetesVersion,
    features: featuresOf(kubernetesVersion),
  };
}

/** kubernetes.io, StatefulSet, "Pod Management Policies". */
function policyText({ set, replicas, pod, last, all }: Rollout): string | undefined {
  switch (podManagementPolicyOf(set)) {
    case 'OrderedReady':
      if (replicas < 2) return `**One after another**: ${few(replicas, pod)} there is nothing to order.`;
      return `**One after another**: ${pod(0)} first, each further Pod once the one before it is ready, and back from ${last} down. A Pod that never gets ready holds up all that come after it.`;
    case 'Parallel':
      if (replicas < 2) return `**All at once**: ${few(replicas, pod)} there is nothing to wait for.`;
      return `**All at once**: ${all} are created and removed without waiting for each other. Updates still follow the update strategy.`;
    default:
      return undefined;
  }
}

function few(replicas: number, pod: (offset: number) => string): string {
  return replicas === 0 ? 'without Pods' : `with one Pod, ${pod(0)},`;
}

function minReadyText(rollout: Rollout): string | undefined {
  const { set, replicas, all, last, pod, features } = rollout;
  const seconds = set.minReadySeconds?.value;
  if (seconds === undefined || seconds <= 0) return undefined;
  const head = `**Available ${duration(seconds)} after ready**: until then`;
  if (podManagementPolicyOf(set) === 'OrderedReady' && replicas > 1) {
    const total = seconds * (replicas - 1);
    const adding = total > LONG ? '' : `, which adds ${duration(total)} to creating all ${replicas}`;
    return `${head} each Pod holds up the next, from ${pod(0)} to ${last}${adding}.`;
  }
  const update = updateOf(rollout);
  if (replicas < 2) return `${head} ${replicas === 0 ? 'a Pod' : pod(0)} does not count as available.`;
  if (update === undefined || !features.availabilityHoldsUpdates) {
    return `${head} a Pod does not count as available; creating ${all} does not wait for that.`;
  }
  return update.atOnce === 1
    ? `${head} an update of ${all} replaces no further Pod.`
    : `${head} a Pod is one of the ${update.atOnce} of ${all} that may be down in an update.`;
}

function graceText(rollout: Rollout): string | undefined {
  const { set, replicas, pod, all } = rollout;
  const seconds = set.template?.spec?.terminationGracePeriodSeconds?.value;
  if (seconds === undefined || seconds < 0) return undefined;
  const each = replicas === 0 ? 'a Pod' : replicas === 1 ? pod(0) : `each of ${all}`;
  if (seconds === 0) {
    return `**Killed at once**: ${each} is gone from the API before its containers have surely ended, so two of one name may write to one claim.`;
  }
  const own = `**Up to ${duration(seconds)}** for ${each} to end before it is killed.`;
  const { from = replicas, atOnce = 1 } = updateOf(rollout) ?? {};
  const reached = replicas - from;
  const total = Math.ceil(reached / atOnce) * seconds;
  if (reached < 2 || reached <= atOnce || total > LONG) return own;
  const pace = atOnce === 1 ? 'one after another' : `${atOnce} at a time`;
  return `${own} A rolling update stops ${podRange(pod, from, replicas - 1)} ${pace}, which may take ${duration(total)}.`;
}

/** kubernetes.io, StatefulSet, "PersistentVolumeClaim retention", `whenScaled`. */
function scaledText({ set, naming, replicas, start, last }: Rollout): string | undefined {
  const { whenScaled } = retentionOf(set);
  if (naming.claimTemplates.length === 0 || (whenScaled !== 'Retain' && whenScaled !== 'Delete')) return undefined;
  if (replicas === 0) return retentionSentence(set);
  const { claims } = podNames(naming, start + replicas - 1);
  return whenScaled === 'Retain'
    ? `**Scaling down** by one removes ${last} and keeps ${phrase(claims)}, which it gets again when it comes back.`
    : `**Scaling down** by one removes ${last} and deletes ${phrase(claims)} with it, and the data there.`;
}

/** The same, `whenDeleted`. */
function deletedText({ set, naming, replicas, start }: Rollout): string | undefined {
  const { whenDeleted } = retentionOf(set);
  if (naming.claimTemplates.length === 0 || replicas === 0) return undefined;
  if (whenDeleted !== 'Retain' && whenDeleted !== 'Delete') return undefined;
  const first = podNames(naming, start).claims;
  const end = podNames(naming, start + replicas - 1).claims;
  const claims =
    replicas === 1
      ? phrase(first)
      : first
          .map((claim, index) => `${code(claim)} ${replicas === 2 ? 'and' : 'to'} ${code(end[index] ?? '')}`)
          .join(', ');
  return whenDeleted === 'Retain'
    ? `**Deleting the set** keeps ${claims}: a set of the same name takes them up again.`
    : `**Deleting the set** deletes ${claims}, and the data there.`;
}

/** Old templates are kept as ControllerRevisions (kubernetes.io, "StatefulSetSpec", revisionHistoryLimit). */
function historyText({ set, naming }: Rollout): string | undefined {
  const limit = set.revisionHistoryLimit?.value;
  if (limit === undefined || limit < 0) return undefined;
  if (limit === 0) return '**No old template is kept**: there is none to go back to.';
  const undo = code(`kubectl rollout undo statefulset/${naming.name}`);
  return `**${count(limit, 'old template')}** ${limit === 1 ? 'is' : 'are'} kept, to which ${undo} can go back.`;
}

/** No total of seconds is worth saying beyond ten years: somebody meant "for ever", or mistyped. */
const LONG = 10 * 365 * 24 * 3600;

/** Seconds in the largest unit that leaves a whole number. */
function duration(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
