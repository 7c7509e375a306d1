import type { RolloutState } from '../../../server/src/core/rollout/state';
import { outlookAt } from './outlook';
import type { Moment } from './session';

/**
 * The fields of the manifest that explain what the controller waits for or holds back at a moment, the best first, by
 * their names in the API. None where nothing is to be explained.
 */
export function explainingFields(moment: Moment): readonly string[] {
  const { state } = moment.playback;
  const { waiting, actions } = outlookAt(moment);
  if (waiting === null) return actions.length > 0 ? [] : fieldsHoldingBack(state);
  switch (waiting.for) {
    case 'ready': {
      const isRunning = state.pods.some((pod) => pod.name === waiting.pod && pod.phase === 'Running');
      return isRunning ? ['readinessProbe', 'podManagementPolicy'] : ['podManagementPolicy'];
    }
    case 'available':
      return ['minReadySeconds'];
    case 'created':
      return ['whenScaled', 'persistentVolumeClaimRetentionPolicy', 'volumeClaimTemplates'];
    case 'terminated':
      break;
  }
  return ['terminationGracePeriodSeconds', 'podManagementPolicy', 'updateStrategy'];
}

/** What keeps Pods at an old template although the controller has nothing left to do. */
function fieldsHoldingBack({ set, pods }: RolloutState): readonly string[] {
  if (set === null || pods.every((pod) => pod.template === set.spec.template)) return [];
  return set.spec.updateStrategy.type === 'OnDelete' ? ['type', 'updateStrategy'] : ['partition', 'updateStrategy'];
}
