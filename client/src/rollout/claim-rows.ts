import type { StatefulSetSummary } from '../../../server/src/core/protocol';
import { claimName } from '../../../server/src/core/rollout/kubernetes';
import type { StatefulSetSpec } from '../../../server/src/core/rollout/spec';
import type { FrameClaim } from '../../../server/src/core/rollout/trace';
import { fieldLocation } from '../sets/tree';
import type { TreeNode } from '../tree-node';
import type { Moment } from './session';

/** The names of the claims that belong to an ordinal. */
export function claimsOf({ name, claimTemplates }: StatefulSetSpec, ordinal: number): readonly string[] {
  return claimTemplates.map((template) => claimName(template.name, name, ordinal));
}

/** A row for each claim of a Pod; `state` is what is said of one that nothing is wrong with. */
export function claimNodes(
  summary: StatefulSetSummary,
  moment: Moment,
  pod: string,
  names: readonly string[],
  state: string,
): readonly TreeNode[] {
  const { claims } = moment.playback.state;
  return names.map((name) => {
    const claim = claims.get(name);
    const words = claim === undefined ? 'not there' : claim.terminating ? 'being deleted, kept while in use' : state;
    const isFine = claim?.terminating === false && state !== 'not bound';
    return claimNode(`pod/${pod}/claim/${name}`, name, words, isFine ? undefined : WARN, summary);
  });
}

const WARN = 'list.warningForeground';

function claimNode(
  id: string,
  name: string,
  words: string,
  color: string | undefined,
  summary: StatefulSetSummary | undefined,
): TreeNode {
  return {
    id,
    label: name,
    description: words,
    tooltip: `PersistentVolumeClaim \`${name}\`: ${words}`,
    icon: color === undefined ? { id: 'database' } : { id: 'database', color },
    context: 'claim copyable',
    ...(summary === undefined ? {} : { location: fieldLocation(summary, 'volumeClaimTemplates') }),
    copy: name,
    spoken: `Claim ${name}, ${words}`,
  };
}

/** Claims that no Pod has or will have: what stays of a set that was scaled down or deleted. */
export function keptClaimNodes(moment: Moment): readonly TreeNode[] {
  const { pods, set } = moment.playback.state;
  const used = new Set(pods.flatMap((pod) => pod.claims));
  if (set !== null && !set.terminating) {
    const { start, replicas } = set.spec;
    for (let ordinal = start; ordinal < start + replicas; ordinal += 1) {
      for (const claim of claimsOf(set.spec, ordinal)) used.add(claim);
    }
  }
  const kept = moment.claims.filter((claim) => !used.has(claim.name));
  if (kept.length === 0) return [];
  const label = kept.length === 1 ? 'One claim without a Pod' : `${kept.length} claims without a Pod`;
  return [
    {
      id: 'kept',
      label,
      icon: { id: 'archive' },
      spoken: label,
      open: kept.length < 10,
      children: kept.map((claim) =>
        claimNode(`kept/${claim.name}`, claim.name, keptWords(claim), claim.terminating ? WARN : undefined, undefined),
      ),
    },
  ];
}

function keptWords({ terminating, owners }: FrameClaim): string {
  if (terminating) return 'being deleted';
  return owners.includes('set') ? 'kept until the set is deleted' : 'kept';
}
