import { podManagementPolicyOf } from '../../kubernetes/defaults';
import { rewrite } from '../../rules/fixes/rewrite';
import { setAt } from '../../rules/fixes/steps';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { isPart, namingOf } from '../naming';
import { podsFrom } from './pods';
import { recreationOf } from './recreation';
import type { Refactoring, Subject } from './refactoring';
import { NO_CHANGE } from './refactoring';

type Policy = 'OrderedReady' | 'Parallel';

const OTHER: Readonly<Record<string, Policy>> = { OrderedReady: 'Parallel', Parallel: 'OrderedReady' };

/** Makes a set create and remove its Pods all at once, or one after another again. */
export const changePolicy: Refactoring = {
  id: 'change-policy',
  kind: 'refactor.rewrite',
  targets: ['kind', 'name', 'rollout-field'],
  title: (subject) => {
    switch (otherPolicy(subject)) {
      case 'Parallel':
        return 'Make the set Parallel: create and remove its Pods all at once';
      case 'OrderedReady':
        return 'Make the set OrderedReady: create and remove its Pods one after another';
      default:
        return undefined;
    }
  },
  change: (subject) => {
    const { resource, workspace } = subject;
    const policy = otherPolicy(subject);
    if (resource.kind !== 'StatefulSet' || policy === undefined) return NO_CHANGE;
    const after = ['replicas', 'serviceName', 'selector'].find((key) => key in resource && isWritten(resource, key));
    return {
      edits: rewrite(resource, workspace, [setAt(['spec'], 'podManagementPolicy', policy, after)]),
      annotation: {
        ...recreationOf(
          resource,
          'podManagementPolicy cannot change on a live set',
          outcome(policy, subject),
          workspace,
        ),
        // What it means is seen only where somebody is asked.
        needsConfirmation: true,
      },
    };
  },
};

function isWritten(set: StatefulSet, key: string): boolean {
  return { replicas: set.replicas, serviceName: set.serviceName, selector: set.selector }[key] !== undefined;
}

function otherPolicy({ resource, target, workspace }: Subject): Policy | undefined {
  if (resource.kind !== 'StatefulSet' || isPart(resource, workspace) || resource.spec === undefined) return undefined;
  if (target.kind === 'rollout-field' && target.field !== 'podManagementPolicy') return undefined;
  return OTHER[podManagementPolicyOf(resource) ?? ''];
}

/** kubernetes.io, StatefulSet, "Pod Management Policies". */
function outcome(policy: Policy, { resource, workspace }: Subject): string {
  const { name, start, replicas } = (resource.kind === 'StatefulSet' ? namingOf(resource, workspace) : undefined) ?? {};
  if (replicas === 1) return 'With one Pod it makes no difference until there are more.';
  const isKnown = name !== undefined && start !== undefined && replicas !== undefined && replicas > 1;
  const pods = isKnown ? podsFrom(name, start, replicas) : 'the Pods';
  return policy === 'Parallel'
    ? `Then ${pods} start together, without waiting for each other to be ready: peers must find each other in any order. Updates still follow the update strategy.`
    : `Then ${pods} start one after another, each once the one before it is ready: one that never gets ready holds up all after it.`;
}
