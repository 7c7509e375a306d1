/** Applying a set: creating it, or editing it, as the API server would. */

import { refusalText, validateCreate, validateUpdate } from '../kubernetes/statefulset-validation';
import type { StatefulSetValues } from '../kubernetes/statefulset-validation';
import { defaultedValues, mergeFields, specOf } from './defaults';
import type { SetFields, StatefulSetInput, StatefulSetSpec } from './spec';
import type { RolloutState, SetObject } from './state';
import { EMPTY_STATUS } from './status';

/** The state after an edit, or what the API server says to one it refuses. */
export type Application =
  | { readonly state: RolloutState; readonly error?: never }
  | { readonly error: string; readonly state?: never };

/**
 * Applies fields over what was last applied. Where there is no set, one is created: after an orphaning deletion it finds
 * its Pods again. The status stays as it is until the controller writes it; that of a new set is empty.
 */
export function applyFields(state: RolloutState, fields: SetFields): Application {
  const input: StatefulSetInput = { ...state.applied, spec: mergeFields(state.applied.spec, fields) };
  const { set, features } = state;
  const values = defaultedValues(input, features, set?.spec ?? null);
  const problems =
    set === null ? validateCreate(values, features) : validateUpdate(valuesOf(set.spec), values, features);
  if (problems.length > 0) return { error: refusalText(input.name, problems) };
  const spec = specOf(input, values);
  return { state: set === null ? create(state, input, spec) : update(state, set, input, spec) };
}

function create(state: RolloutState, applied: StatefulSetInput, spec: StatefulSetSpec): RolloutState {
  const set: SetObject = { uid: state.nextUid, generation: 1, spec, status: EMPTY_STATUS, terminating: false };
  return { ...state, applied, set, status: EMPTY_STATUS, nextUid: state.nextUid + 1 };
}

function update(state: RolloutState, set: SetObject, applied: StatefulSetInput, spec: StatefulSetSpec): RolloutState {
  const same = JSON.stringify(spec) === JSON.stringify(set.spec);
  return same ? { ...state, applied } : { ...state, applied, set: { ...set, spec, generation: set.generation + 1 } };
}

/** A stored spec as values to compare an edit with. */
function valuesOf(spec: StatefulSetSpec): StatefulSetValues {
  const { type, rollingUpdate } = spec.updateStrategy;
  return {
    ...spec,
    updateStrategy: {
      type,
      rollingUpdate: rollingUpdate && {
        partition: rollingUpdate.partition,
        maxUnavailable: rollingUpdate.maxUnavailable ?? undefined,
      },
    },
  };
}
