/** A state as a frame of the trace shows it. */

import type { RolloutEvent } from './events';
import { isAvailable } from './predicates';
import type { Claim, Pod, RolloutState, SetStatus } from './state';
import type { Action, Frame, FrameClaim, FramePod, FrameStatus, Waiting } from './trace';

/** Views are kept with the immutable objects they show, so that an unchanged Pod costs nothing. */
const podViews = new WeakMap<Pod, FramePod>();
const claimLists = new WeakMap<ReadonlyMap<string, Claim>, readonly FrameClaim[]>();

/**
 * The frame of an event that led to this state. Its lists are made when they are first looked at: playing a thousand Pods
 * to the end must not list a thousand Pods for each of ten thousand frames that nobody sees.
 */
export function frameOf(
  state: RolloutState,
  event: RolloutEvent,
  actions: readonly Action[],
  waiting: Waiting | null,
  error?: string,
): Frame {
  let pods: readonly FramePod[] | undefined;
  return {
    event,
    ...(error === undefined ? {} : { error }),
    actions,
    waiting,
    status: statusView(state.status),
    get pods() {
      pods ??= podsView(state);
      return pods;
    },
    get claims() {
      return claimsView(state.claims);
    },
  };
}

/** The Pods of a state, by ordinal; whether one is available is judged by the set as it stands, or by readiness without one. */
export function podsView(state: RolloutState): readonly FramePod[] {
  const rule = {
    minReadySeconds: state.set?.spec.minReadySeconds ?? 0,
    now: state.time,
    features: state.features,
  };
  return state.pods.map((pod) => {
    const available = isAvailable(pod, rule);
    const known = podViews.get(pod);
    if (known !== undefined && known.available === available) return known;
    const view: FramePod = {
      name: pod.name,
      ordinal: pod.ordinal,
      template: pod.template,
      phase: pod.phase,
      ready: pod.ready,
      available,
      terminating: pod.terminating,
    };
    podViews.set(pod, view);
    return view;
  });
}

/** The claims of a state, by name. */
export function claimsView(claims: ReadonlyMap<string, Claim>): readonly FrameClaim[] {
  const known = claimLists.get(claims);
  if (known !== undefined) return known;
  const views = [...claims.values()]
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, owners, terminating }) => ({ name, owners: owners.map((owner) => owner.kind), terminating }));
  claimLists.set(claims, views);
  return views;
}

function statusView(status: SetStatus): FrameStatus {
  return {
    replicas: status.replicas,
    readyReplicas: status.readyReplicas,
    availableReplicas: status.availableReplicas,
    currentReplicas: status.currentReplicas,
    updatedReplicas: status.updatedReplicas,
    currentTemplate: status.currentRevision,
    updateTemplate: status.updateRevision,
  };
}
