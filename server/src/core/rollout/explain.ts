/** The controller's situation in words a person can act on. */

import { podName } from '../kubernetes/identity';
import type { Obstacle } from './pass';
import type { Pod, RolloutState, SetObject } from './state';

/** What stands in the way, and how a person gets out of it: one to three sentences. */
export function obstacleText(state: RolloutState, set: SetObject, obstacle: Obstacle): string {
  const name = podName(set.spec.name, obstacle.ordinal);
  const claim = obstacle.claim ?? '';
  const pod = state.pods.find((each) => each.ordinal === obstacle.ordinal);
  switch (obstacle.kind) {
    case 'not-ready':
      return obstacle.claim === undefined ? notReadyText(set, name, pod) : pendingClaimText(name, claim);
    case 'not-available':
      return notAvailableText(state, set, name, pod);
    case 'terminating':
      return (
        `Waits for ${name} to terminate${consequence(set)}. On a lost node it stays until the node comes back or someone ` +
        `removes it by force (kubectl delete pod ${name} --force), which is safe only if nothing of it still runs.`
      );
    case 'finished-terminating':
      return `${name} has ended and is deleted; its replacement is created once the old Pod is gone.`;
    case 'stale-claim':
      return (
        `Cannot create ${name} yet: claim ${claim} belongs to the Pod that was scaled down and is deleted with it. Once it ` +
        `is gone, ${name} is created with a new, empty claim.`
      );
    case 'claim-being-deleted':
      return `Cannot create ${name}: its claim ${claim} is being deleted. Once it is gone, both are created anew, the claim empty.`;
    case 'name-taken':
      return `Cannot create ${name}: a Pod of that name that is not the set's is still there. Wait for it to terminate.`;
    case 'volumes-differ':
      return (
        `Cannot bring ${name} in line: its volumes are not those of the claim templates, and a Pod's volumes cannot be ` +
        `changed. Delete ${name} by hand: it comes back with the right ones.`
      );
    case 'scale-down-blocked':
      if (pod?.terminating === true) {
        return `Does not remove ${obstacle.condemned ?? ''}, which is not available, while ${name} below it terminates.`;
      }
      return (
        `Does not remove ${obstacle.condemned ?? ''} while ${name} below it is not available either. One of the two has to ` +
        `recover, or delete ${obstacle.condemned ?? ''} by hand.`
      );
    case 'recreating':
      return `Waits for ${name} to terminate: Recreate creates no Pod while one of another template is left.`;
    case 'set-terminating':
      break;
  }
  const last = pod === undefined ? 'its claims are' : `${name} and everything else it owns is`;
  return `The set is being deleted and goes when ${last} gone.`;
}

function notReadyText(set: SetObject, name: string, pod: Pod | undefined): string {
  const phase = pod === undefined ? 'not there' : pod.phase === 'Running' ? 'running' : pod.phase.toLowerCase();
  const text = `Waits for ${name} to become ready (it is ${phase})${consequence(set)}.`;
  if (pod === undefined) return text;
  if (pod.template !== set.spec.template) {
    return `${text} It is still at template ${pod.template}; delete it by hand if it cannot become ready.`;
  }
  return set.spec.podManagementPolicy === 'Parallel'
    ? text
    : `${text} If template ${pod.template} is broken, correct it and then delete ${name} by hand: correcting it alone replaces nothing.`;
}

function pendingClaimText(name: string, claim: string): string {
  return `Waits for ${name}, whose claim ${claim} is being deleted. Once the claim is gone a new, empty one is made.`;
}

function notAvailableText(state: RolloutState, set: SetObject, name: string, pod: Pod | undefined): string {
  const { minReadySeconds } = set.spec;
  const left = pod === undefined ? minReadySeconds : pod.readySince + minReadySeconds - state.time;
  return `Waits for ${name} to have been ready for ${minReadySeconds} s (minReadySeconds); ${Math.max(0, left)} s are left.`;
}

/** What a waiting Pod holds up. */
function consequence(set: SetObject): string {
  return set.spec.podManagementPolicy === 'Parallel'
    ? ''
    : ', and until then creates, removes and updates no other Pod (OrderedReady)';
}
