import type { Outlook } from '../../../server/src/core/rollout/outlook';
import { outlookOf } from '../../../server/src/core/rollout/outlook';
import type { Moment, Session } from './session';
import { canStepForward, presentMoment } from './session';

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
  if (refusal !== undefined) {
    return { standing: 'refused', outlook, text: `The API server refuses the edit: ${refusal}` };
  }
  const note = unchangedNote(session, moment);
  return {
    standing: standingOf(session, outlook),
    outlook,
    text: note === '' ? outlook.text : `${note} ${outlook.text}`,
  };
}

function standingOf(session: Session, { actions, waiting }: Outlook): Standing {
  if (actions.length > 0) return 'acting';
  if (waiting === null) return 'done';
  return canStepForward(session) ? 'waiting' : 'stuck';
}

/** An edit that makes no difference to what runs deserves to be told so. */
function unchangedNote(session: Session, moment: Moment): string {
  const isEdit = moment.acts.some((act) => act.do === 'event' && act.event.type === 'apply');
  if (!isEdit || session.present === 0) return '';
  const before = session.moments[session.present - 1];
  const { set } = moment.playback.state;
  if (before === undefined || set === null || before.playback.state.set === null) return '';
  const { actions, waiting } = outlookAt(moment);
  return actions.length === 0 && waiting === null ? 'These edits restart nothing.' : '';
}
