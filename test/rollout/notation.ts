/** Frames in words: the notation of the rollout fixtures, short enough to be checked by eye. */

import type { Action, Frame, FrameClaim, FramePod } from '../../server/src/core/rollout/trace';

/** `create-pod web-0@A; update-claim data-web-0`, or `nothing`. */
export function actionsInWords(actions: readonly Action[]): string {
  return actions.length === 0 ? 'nothing' : actions.map(actionInWords).join('; ');
}

/** `web-0@A available`, `web-1@B pending terminating`. */
export function podInWords(pod: FramePod): string {
  return `${pod.name}@${pod.template} ${conditionInWords(pod)}${pod.terminating ? ' terminating' : ''}`;
}

/** `data-web-0`, `data-web-1 (set) terminating`. */
export function claimInWords({ name, owners, terminating }: FrameClaim): string {
  return `${name}${owners.length === 0 ? '' : ` (${owners.join(', ')})`}${terminating ? ' terminating' : ''}`;
}

/** `3 replicas, 3 ready, 3 available, 2 current A, 1 updated B`. */
export function statusInWords({ status }: Frame): string {
  return (
    `${status.replicas} replicas, ${status.readyReplicas} ready, ${status.availableReplicas} available, ` +
    `${status.currentReplicas} current ${status.currentTemplate || '-'}, ${status.updatedReplicas} updated ${status.updateTemplate || '-'}`
  );
}

/** All Pods, by ordinal, or `none`. */
export function podsInWords({ pods }: Frame): string {
  return listed(pods.map(podInWords));
}

/** `waits web-1 ready`, `done`, or nothing for a frame that is not about waiting. */
export function waitingInWords({ event, actions, waiting }: Frame): string {
  if (waiting !== null) return `waits ${waiting.pod} ${waiting.for}`;
  return event.type === 'reconcile' && actions.length === 0 ? 'done' : '';
}

/** What a frame adds to the one before it, a line each. */
export function frameInWords(frame: Frame, before: Frame | undefined): readonly string[] {
  const line = (label: string, of: (shown: Frame) => string): readonly string[] =>
    before !== undefined && of(before) === of(frame) ? [] : [`${label}${of(frame)}`];
  const waiting = waitingInWords(frame);
  return [
    ...(frame.error === undefined ? [] : [`error ${frame.error}`]),
    ...(frame.event.type === 'reconcile' || frame.actions.length > 0 ? [`did ${actionsInWords(frame.actions)}`] : []),
    ...(waiting === '' ? [] : [waiting]),
    ...line('status ', statusInWords),
    ...line('pods ', podsInWords),
    ...line('claims ', (shown) => listed(shown.claims.map(claimInWords))),
  ];
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(' | ');
}

function actionInWords(action: Action): string {
  switch (action.type) {
    case 'create-pod':
      return `create-pod ${action.name}@${action.template}`;
    case 'delete-pod':
    case 'delete-claim':
      return `${action.type} ${action.name} ${action.why}`;
    case 'create-claim':
    case 'update-pod':
    case 'update-claim':
      break;
  }
  return `${action.type} ${action.name}`;
}

function conditionInWords({ phase, ready, available }: FramePod): string {
  if (phase !== 'Running') return `${phase.toLowerCase()}${ready ? ' ready' : ''}`;
  if (available) return 'available';
  return ready ? 'ready' : 'running';
}
