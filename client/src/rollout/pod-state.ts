import type { FramePod } from '../../../server/src/core/rollout/trace';
import type { NodeIcon } from '../tree-node';
import type { PodState } from './timeline/page/messages';

/** How a Pod fares. Being deleted comes before everything else, for that is what will become of it. */
export function podState(pod: Pick<FramePod, 'phase' | 'ready' | 'available' | 'terminating'>): PodState {
  if (pod.terminating) return 'terminating';
  switch (pod.phase) {
    case 'Pending':
      return 'pending';
    case 'Failed':
      return 'failed';
    case 'Succeeded':
      return 'succeeded';
    case 'Unknown':
      return 'unknown';
    case 'Running':
      break;
  }
  if (!pod.ready) return 'running';
  return pod.available ? 'available' : 'ready';
}

/** Phase and readiness in words. */
export const STATE_WORDS: Readonly<Record<PodState, string>> = {
  pending: 'Pending',
  running: 'Running, not ready',
  ready: 'Running, ready, not yet available',
  available: 'Running, ready',
  terminating: 'Terminating',
  failed: 'Failed',
  succeeded: 'Succeeded',
  unknown: 'Unknown',
};

/** Told apart by shape as well as by colour. */
export const STATE_ICONS: Readonly<Record<PodState, NodeIcon>> = {
  pending: { id: 'circle-large-outline', color: 'charts.yellow' },
  running: { id: 'play-circle', color: 'charts.blue' },
  ready: { id: 'pass', color: 'charts.blue' },
  available: { id: 'pass-filled', color: 'testing.iconPassed' },
  terminating: { id: 'trash', color: 'charts.purple' },
  failed: { id: 'error', color: 'testing.iconFailed' },
  succeeded: { id: 'check', color: 'descriptionForeground' },
  unknown: { id: 'question', color: 'charts.yellow' },
};
