import type { StatefulSet } from '../../kubernetes/statefulset';
import { featuresOf } from '../../kubernetes/versions';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { removeAt } from '../fixes/steps';

/** Leaves the number of revisions that are kept to its default. */
export function removeHistoryLimit(set: StatefulSet, workspace: Workspace): readonly Fix[] {
  const { kubernetesVersion } = workspace.settings;
  const mutable = featuresOf(kubernetesVersion).revisionHistoryLimitMutable;
  const caution = mutable ? '' : ` (Kubernetes ${kubernetesVersion} refuses that for a set that exists)`;
  return fixBy(`Remove revisionHistoryLimit, so that 10 old revisions are kept${caution}`, set, workspace, [
    removeAt(['spec'], 'revisionHistoryLimit'),
  ]);
}
