import type { DisruptionBudget } from '../../kubernetes/disruption-budget';
import { matches, plainLabels } from '../../kubernetes/labels';
import { shareOf } from '../../kubernetes/percentage';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { mayBePatched } from '../../workspace/applied';
import { isWhole } from '../../workspace/dns-target';
import { ordinalsOf } from '../../workspace/ordinals';
import type { Nearness } from '../../workspace/nearness';
import { pairsToFind } from '../../workspace/pods-behind';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import { fixBy } from '../fixes/rewrite';
import { removeAt, setAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const disruptionBudgetBlocksDrains = defineRule({
  id: 'disruption-budget-blocks-drains',
  severity: 'warning',
  kinds: ['PodDisruptionBudget'],
  summary: 'The disruption budget allows no Pod of a StatefulSet to be evicted.',
  why: 'A node that runs one of the Pods can then never be drained: upgrades of the cluster hang until somebody removes the budget. It is information for a single Pod, where the documentation names it as a way to be asked first.',
  documentation: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget',
  bad: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: zk
spec:
  minAvailable: 3
  #             ^
  selector: { matchLabels: { app: zk } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: zk
spec:
  replicas: 3
  selector: { matchLabels: { app: zk } }
  template:
    metadata: { labels: { app: zk } }
    spec: { containers: [{ name: zk, image: "zookeeper:3.9" }] }
`,
  good: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: zk
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: zk } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: zk
spec:
  replicas: 3
  selector: { matchLabels: { app: zk } }
  template:
    metadata: { labels: { app: zk } }
    spec: { containers: [{ name: zk, image: "zookeeper:3.9" }] }
`,
  *check(budget, workspace) {
    const field = budget.minAvailable ?? budget.maxUnavailable;
    const twice = budget.minAvailable !== undefined && budget.maxUnavailable !== undefined;
    if (field?.value === undefined || twice || mayBePatched(budget, workspace)) return;
    const makers = protectedBy(budget, workspace);
    const pods = makers && countPods(makers, workspace);
    const set = makers?.find(({ kind }) => kind === 'StatefulSet');
    if (pods === undefined || set === undefined) return;
    // The disruption controller rounds percentages up, whichever of the two fields has them.
    const share = Math.ceil(shareOf(field.value, pods) ?? Number.NaN);
    const allowed = budget.minAvailable === undefined ? share : pods - share;
    if (Number.isNaN(allowed) || allowed > 0) return;
    const key = budget.minAvailable === undefined ? 'maxUnavailable' : 'minAvailable';
    const subject = makers?.length === 1 ? `StatefulSet ${nameOf(set) ?? ''}` : 'the workloads it selects';
    yield {
      span: field.span,
      severity: pods === 1 ? 'information' : 'warning',
      message: `${key} ${field.value} ${pods === 1 ? 'never lets the one Pod' : `lets none of the ${pods} Pods`} of ${subject} be evicted: a node that runs ${pods === 1 ? 'it' : 'one of them'} can never be drained. ${pods === 1 ? 'Whoever drains it has to remove this budget first.' : 'Allow one at a time: maxUnavailable 1.'}`,
      related: (makers ?? []).map((maker) => ({
        document: maker.document,
        span: maker.replicas?.span ?? maker.metadata.name?.span ?? maker.span,
        message: `${maker.kind} ${nameOf(maker) ?? ''}.`,
      })),
      fixes:
        pods === 1
          ? []
          : fixBy('Allow one Pod at a time: maxUnavailable 1', budget, workspace, [
              setAt(['spec'], 'maxUnavailable', 1, 'minAvailable'),
              removeAt(['spec'], 'minAvailable'),
            ]),
    };
  },
});

const RANKS: readonly Nearness[] = ['file', 'folder', 'kustomization'];

/** The workloads whose Pods the budget is for, of those that stand nearest; undefined where that cannot be told. */
function protectedBy(budget: DisruptionBudget, workspace: Workspace): readonly PodMaker[] | undefined {
  const selector = budget.selector?.value;
  if (selector === undefined) return undefined;
  const found = pairsToFind(selector).flatMap((pair) => workspace.makersWith(...pair));
  const makers = [...new Set(found)].filter((maker) => {
    const counts = isWhole(maker, workspace) && maker.kind !== 'Job' && maker.kind !== 'CronJob';
    const labels = plainLabels(maker.template?.metadata.labels);
    return (
      counts && labels !== undefined && matches(selector, labels) !== false && workspace.sameNamespace(budget, maker)
    );
  });
  const nearness = RANKS.find((rank) => makers.some((maker) => workspace.nearness(budget, maker) === rank));
  const near = makers.filter((maker) => workspace.nearness(budget, maker) === nearness);
  const names = new Set(near.map((maker) => `${maker.kind}/${nameOf(maker) ?? ''}`));
  // Two of one name are alternatives, of which nobody knows which is applied.
  const unclear = names.size < near.length || selector.matchExpressions.some(({ values }) => values === undefined);
  return unclear ? undefined : near;
}

/** How many Pods there are, or at most can be; undefined where that is not known of one of the workloads. */
function countPods(makers: readonly PodMaker[], workspace: Workspace): number | undefined {
  const counts = makers.map((maker) =>
    maker.kind === 'StatefulSet' ? podsOfSet(maker, workspace) : podsOf(maker, workspace),
  );
  return counts.reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0);
}

function podsOfSet(set: StatefulSet, workspace: Workspace): number | undefined {
  const ordinals = ordinalsOf(set, workspace);
  return ordinals && ordinals.last - ordinals.first + 1;
}

function podsOf(maker: PodMaker, workspace: Workspace): number | undefined {
  const scaled = workspace.autoscalersOf(maker.kind, nameOf(maker) ?? '').length > 0;
  if (maker.kind === 'DaemonSet' || scaled || mayBePatched(maker, workspace)) return undefined;
  return maker.kind === 'Pod' || maker.replicas === undefined ? 1 : maker.replicas.value;
}
