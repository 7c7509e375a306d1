import { partitionOf, podManagementPolicyOf, updateStrategyOf } from '../../kubernetes/defaults';
import { shareOf } from '../../kubernetes/percentage';
import { code, count } from './markdown';
import { podRange } from './pods';
import type { Rollout } from './rollout';

/** How a rolling update goes through the Pods of a set. */
export interface Update {
  /** The lowest Pod that it reaches, as an offset from the first; as many as there are Pods where it reaches none. */
  readonly from: number;
  /** How many Pods it takes down at once, of those that there are. */
  readonly atOnce: number;
}

/** The rolling update of a set; undefined where its strategy is another, or a number cannot be read. */
export function updateOf(rollout: Rollout): Update | undefined {
  const { set, replicas, features } = rollout;
  const partition = partitionOf(set);
  if (updateStrategyOf(set) !== 'RollingUpdate' || partition === undefined || partition < 0) return undefined;
  const isWritten = set.updateStrategy?.value?.maxUnavailable !== undefined;
  const atOnce = isWritten && features.MaxUnavailableStatefulSet ? podsAtOnce(rollout) : 1;
  return atOnce === undefined
    ? undefined
    : { from: Math.min(partition, replicas), atOnce: Math.min(atOnce, Math.max(replicas, 1)) };
}

/**
 * `maxUnavailable` in Pods. Percentages are of `replicas` and rounded down, yet never to 0 (the controller's code, against
 * the API's comment). Undefined where it is absent or refused.
 */
function podsAtOnce({ set, replicas }: Rollout): number | undefined {
  const written = set.updateStrategy?.value?.maxUnavailable?.value;
  const share = written === undefined ? undefined : shareOf(written, replicas);
  if (share === undefined || written === 0 || written === '0%' || share < 0) return undefined;
  return typeof written === 'string' && share > replicas ? undefined : Math.max(1, Math.floor(share));
}

/** On the strategy: what a change of the template does. */
export function strategyText(rollout: Rollout): string | undefined {
  const { set, replicas, pod, last, all, features } = rollout;
  switch (updateStrategyOf(set)) {
    case 'RollingUpdate':
      if (replicas === 0)
        return '**Rolling update**: a change of the template replaces nothing, for there are no Pods.';
      return (partitionOf(set) ?? 0) > 0 ? partitionText(rollout) : rollingText(rollout);
    case 'OnDelete': {
      const each = replicas === 0 ? 'Each' : replicas === 1 ? pod(0) : `Each of ${all}`;
      return `**On delete**: a change of the template replaces no Pod. ${each} gets the new one when somebody deletes it.`;
    }
    case 'Recreate':
      if (!features.StatefulSetRecreateStrategy) {
        return `**Recreate**: refused unless the feature gate ${code('StatefulSetRecreateStrategy')} (alpha since 1.37) is on.`;
      }
      return `**Recreate**: a change of the template deletes ${replicas < 2 ? last : `all of ${all}`}, and only then are new ones created.`;
    default:
      return undefined;
  }
}

function rollingText(rollout: Rollout): string | undefined {
  const { set, replicas, pod, last, all } = rollout;
  const { atOnce } = updateOf(rollout) ?? {};
  if (atOnce === undefined) return undefined;
  const head = '**Rolling update**: a change of the template replaces';
  if (replicas === 1) return `${head} ${pod(0)}.`;
  if (atOnce >= replicas) return `${head} ${all} all at once.`;
  const order = `${head} ${last} first, then the others down to ${pod(0)}`;
  if (atOnce === 1) return `${order}, each once those before it are available again.`;
  return podManagementPolicyOf(set) === 'OrderedReady'
    ? `${order}, ${atOnce} at a time: the next ones once all are available again.`
    : `${order}, with up to ${atOnce} down at once.`;
}

/** `partition` is an offset from the first ordinal, not an ordinal (the controller's update loop). */
export function partitionText({ set, replicas, pod, last, all, most }: Rollout): string | undefined {
  const partition = partitionOf(set);
  if (partition === undefined || partition < 0 || replicas === 0) return undefined;
  if (updateStrategyOf(set) !== 'RollingUpdate') return undefined;
  if (partition === 0) {
    return replicas === 1
      ? `**No partition**: an update reaches the only Pod, ${pod(0)}.`
      : `**No partition**: an update reaches every Pod, from ${last} down to ${pod(0)}.`;
  }
  const scaled = most > replicas;
  if (partition >= replicas) {
    const kept = `a partition of ${partition} keeps ${replicas === 1 ? pod(0) : all} at the old template`;
    return scaled && partition < most
      ? `**Nothing is updated** while there ${replicas === 1 ? 'is' : 'are'} ${count(replicas, 'Pod')}: ${kept}.`
      : `**Nothing is updated**: with ${count(replicas, 'Pod')} ${kept}.`;
  }
  const reached = scaled ? `${pod(partition)} and all above` : podRange(pod, partition, replicas - 1);
  return `**Partition ${partition}**: an update reaches ${reached}; ${podRange(pod, 0, partition - 1)} ${partition === 1 ? 'stays' : 'stay'} at the old template, also when replaced.`;
}

/** On `maxUnavailable`: how many Pods that is, and with which an update begins. */
export function maxUnavailableText(rollout: Rollout): string | undefined {
  const { set, replicas, pod, all, kubernetesVersion, features } = rollout;
  if (podsAtOnce(rollout) === undefined || replicas === 0) return undefined;
  if (!features.MaxUnavailableStatefulSet) {
    return `**Ignored** in Kubernetes ${code(kubernetesVersion)}, where the feature gate ${code('MaxUnavailableStatefulSet')} is off: updates replace one Pod at a time.`;
  }
  const update = updateOf(rollout);
  if (update === undefined) return undefined;
  const { from, atOnce } = update;
  if (replicas === 1) return `**The only Pod**, ${pod(0)}, is down while an update replaces it.`;
  const isOrdered = podManagementPolicyOf(set) === 'OrderedReady' && atOnce > 1;
  const back = isOrdered ? ' They go down together and come back one after another (OrderedReady).' : '';
  if (atOnce >= replicas) return `**All ${replicas} Pods**, ${all}, may be down at once during an update.${back}`;
  const first =
    from === replicas ? '' : `, which begins with ${podRange(pod, Math.max(from, replicas - atOnce), replicas - 1)}`;
  return `**${atOnce} of ${replicas} Pods** may be down at once during an update${first}.${back}`;
}
