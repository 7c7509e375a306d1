import type { Outlook } from '../../../server/src/core/rollout/outlook';
import { faultOn, troubleOf } from '../../../server/src/core/rollout/kubelet';
import { outlookOf } from '../../../server/src/core/rollout/outlook';
import { playTick } from '../../../server/src/core/rollout/playback';
import type { Moment, Session } from './session';
import { presentMoment } from './session';

/**
 * How things stand:
 * - `refused`: the API server has just refused an edit.
 * - `acting`: the controller will do something next.
 * - `waiting`: it waits for what will come by itself.
 * - `stuck`: it waits, and nothing will come unless a person does something.
 * - `done`: nothing is left to do.
 */
export type Standing = 'refused' | 'acting' | 'waiting' | 'stuck' | 'done';

/** What the controller will do or waits for at the moment that is shown. */
export interface Prospect {
  readonly standing: Standing;
  readonly outlook: Outlook;
  /** All that is to be said, the refusal of an edit included. */
  readonly text: string;
}

/**
 * What comes next as a sentence that cannot be taken for what has just happened. The sentences on how to get out of a
 * wait follow only where something holds the Pod up: in every frame of a healthy rollout they would be noise.
 */
export function nextText(moment: Moment): string {
  const { actions, text, waiting } = outlookAt(moment);
  if (actions.length > 0) return `Next: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  const { state, kubelet } = moment.playback;
  const pod = state.pods.find(({ name }) => name === waiting?.pod);
  const isAwaited = waiting?.for === 'ready' || waiting?.for === 'terminated';
  const goesWell =
    isAwaited && pod !== undefined && faultOn(pod, kubelet) === undefined && troubleOf(pod, state, kubelet) === null;
  return goesWell ? (sentencesOf(text)[0] ?? '') : text;
}

/** The sentences of a text, as far as they start with a capital letter. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.;])\s+(?=[A-Z])/);
}

/** Looking ahead costs a sync of the controller; a moment never changes its mind. */
const outlooks = new WeakMap<Moment, Outlook>();

/** What comes next at a moment, whether or not it was played already. */
export function outlookAt(moment: Moment): Outlook {
  const known = outlooks.get(moment);
  if (known !== undefined) return known;
  const outlook = outlookOf(moment.playback.state);
  outlooks.set(moment, outlook);
  return outlook;
}

export function prospectOf(session: Session): Prospect {
  const moment = presentMoment(session);
  const outlook = outlookAt(moment);
  const refusal = moment.frames.findLast((frame) => frame.error !== undefined)?.error;
  if (refusal !== undefined) return { standing: 'refused', outlook, text: `The API server refuses it: ${refusal}` };
  const { set, pods } = moment.playback.state;
  if (set === null && pods.some((pod) => pod.terminating)) {
    // There is no controller's view of what is not the controller's business.
    const text = 'The StatefulSet is gone. Its Pods terminate all together, in no order.';
    return { standing: isAtRest(moment) ? 'stuck' : 'waiting', outlook, text };
  }
  return { standing: standingOf(moment, outlook), outlook, text: nextText(moment) };
}

function standingOf(moment: Moment, { actions, waiting }: Outlook): Standing {
  if (actions.length > 0) return 'acting';
  if (waiting === null) return 'done';
  return isAtRest(moment) ? 'stuck' : 'waiting';
}

const rests = new WeakMap<Moment, boolean>();

/** Whether nothing more happens by itself, whatever the scenario will still do. */
function isAtRest(moment: Moment): boolean {
  const known = rests.get(moment) ?? playTick({ ...moment.playback, script: [] }).finished;
  rests.set(moment, known);
  return known;
}
