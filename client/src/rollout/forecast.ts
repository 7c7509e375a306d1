import type { Playback } from '../../../server/src/core/rollout/playback';
import { outlookOf } from '../../../server/src/core/rollout/outlook';
import { playToEnd } from '../../../server/src/core/rollout/playback';
import type { Moment, Session } from './session';

/** What an edit comes to, if nobody does anything else. Names in the order in which things happen. */
export interface Forecast {
  readonly restarted: readonly string[];
  readonly created: readonly string[];
  readonly removed: readonly string[];
  readonly newClaims: readonly string[];
  readonly goneClaims: readonly string[];
  /** What the API server says where it refuses the edit. */
  readonly refusal: string | undefined;
  /** The Pod that the controller would wait for in vain in the end. */
  readonly stuckAt: string | undefined;
}

/** More ticks than any edit of a set that a view can show takes. */
const MOST_TICKS = 20_000;

/** Looking ahead plays the rest of the run; a moment is asked again with every frame that is drawn after it. */
const forecasts = new WeakMap<Moment, Forecast>();

/** The forecast of the last edit at or before the frame that is shown; undefined before the first one. */
export function forecastOf({ moments, present }: Session): Forecast | undefined {
  // The first frame applies the set, which is no edit.
  const edit = moments.slice(1, present + 1).findLast(isEdit);
  if (edit === undefined) return undefined;
  const known = forecasts.get(edit) ?? lookAhead(edit);
  forecasts.set(edit, known);
  return known;
}

/** Where the last edit at or before the frame that is shown was made: that frame itself, or an earlier one. */
export function isEdit({ acts }: Moment): boolean {
  return acts.some((act) => act.do === 'event' && act.event.type === 'apply');
}

/** A forecast as a sentence. */
export function forecastText(forecast: Forecast): string {
  if (forecast.refusal !== undefined) return 'The API server refuses these edits.';
  return `These edits ${forecastDeeds(forecast).join('; ')}.`;
}

/** What the edits do, each deed fit to stand behind "these edits". */
export function forecastDeeds(forecast: Forecast): readonly string[] {
  const { restarted, created, removed, newClaims, goneClaims, stuckAt } = forecast;
  const inOrder = restarted.length > 1 ? `restart ${listed(restarted)}, in this order` : `restart ${listed(restarted)}`;
  const deeds = [
    restarted.length > 0 ? inOrder : 'restart nothing',
    created.length > 0 ? `create ${listed(created)}` : '',
    removed.length > 0 ? `remove ${listed(removed)}` : '',
    newClaims.length > 0 ? `make ${counted(newClaims, 'new claim')}` : '',
    goneClaims.length > 0 ? `delete ${counted(goneClaims, 'claim')}` : '',
    stuckAt === undefined ? '' : `then the rollout is stuck at ${stuckAt}`,
  ];
  return deeds.filter((deed) => deed !== '');
}

function lookAhead(edit: Moment): Forecast {
  const refusal = edit.frames.findLast((frame) => frame.error !== undefined)?.error;
  const before = new Set(edit.pods.map((pod) => pod.name));
  // What the scenario does later is no part of this edit.
  const playback: Playback = { ...edit.playback, script: [] };
  const { frames, playback: last } = playToEnd(playback, MOST_TICKS);
  const actions = frames.flatMap((frame) => frame.actions);
  const deleted = (why: 'update' | 'scale-down'): readonly string[] =>
    unique(actions.flatMap((each) => (each.type === 'delete-pod' && each.why === why ? [each.name] : [])));
  const made = unique(actions.flatMap((each) => (each.type === 'create-pod' ? [each.name] : [])));
  return {
    restarted: deleted('update'),
    created: made.filter((name) => !before.has(name)),
    removed: deleted('scale-down'),
    newClaims: unique(actions.flatMap((each) => (each.type === 'create-claim' ? [each.name] : []))),
    goneClaims: unique(actions.flatMap((each) => (each.type === 'delete-claim' ? [each.name] : []))),
    refusal,
    stuckAt: outlookOf(last.state).waiting?.pod,
  };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

const MOST_NAMED = 5;

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  if (names.length > MOST_NAMED) return `${names[0] ?? ''} to ${last} (${names.length} Pods)`;
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function counted(names: readonly string[], what: string): string {
  if (names.length > MOST_NAMED) return `${names.length} ${what}s, ${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  return `${what}${names.length === 1 ? '' : 's'} ${listed(names)}`;
}
