import { plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { parseKubernetesVersion } from '../../kubernetes/versions';
import { podSelector } from '../../rules/fixes/create-service';
import type { Workspace } from '../../workspace/workspace';
import { isPart } from '../naming';
import type { Refactoring } from './refactoring';
import { appendDocuments, isJson, NO_CHANGE } from './refactoring';

/**
 * Adds a PodDisruptionBudget under which both drains and rollouts get on: one Pod may always be away, and Pods that are not
 * ready do not use the budget up (kubernetes.io, "Specifying a Disruption Budget", "Unhealthy Pod Eviction Policy").
 */
export const addDisruptionBudget: Refactoring = {
  id: 'add-disruption-budget',
  kind: 'refactor.rewrite',
  targets: ['kind', 'name', 'replicas'],
  title: ({ resource, workspace, file }) =>
    resource.kind === 'StatefulSet' && !isJson(file) && canHaveBudget(resource, workspace)
      ? 'Add a PodDisruptionBudget that lets one Pod be evicted at a time'
      : undefined,
  change: ({ resource, workspace, file }) => {
    if (resource.kind !== 'StatefulSet' || !canHaveBudget(resource, workspace)) return NO_CHANGE;
    const namespace = resource.metadata.namespace?.value;
    const manifest = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: freeName(resource, workspace), ...(namespace === undefined ? {} : { namespace }) },
      spec: {
        maxUnavailable: 1,
        ...(knowsEvictionPolicy(workspace) ? { unhealthyPodEvictionPolicy: 'AlwaysAllow' } : {}),
        selector: { matchLabels: podSelector(resource) ?? {} },
      },
    };
    return { edits: appendDocuments(file, [manifest]) };
  },
};

/** Two budgets for one Pod make every eviction fail. */
function canHaveBudget(set: StatefulSet, workspace: Workspace): boolean {
  const labels = plainLabels(set.template?.metadata.labels);
  if (labels === undefined || isPart(set, workspace) || nameOf(set) === undefined || podSelector(set) === undefined) {
    return false;
  }
  return !workspace.budgetsSelecting(labels).some((budget) => workspace.sameNamespace(budget, set));
}

function freeName(set: StatefulSet, workspace: Workspace): string {
  const name = nameOf(set) ?? '';
  const isTaken = workspace.named('PodDisruptionBudget', name).some((budget) => workspace.sameNamespace(budget, set));
  return isTaken ? `${name}-pods` : name;
}

/** The field is on by default since 1.27 (KEP-3017). */
function knowsEvictionPolicy({ settings }: Workspace): boolean {
  return (parseKubernetesVersion(settings.kubernetesVersion)?.minor ?? 0) >= 27;
}
