/**
 * A kubelet, a scheduler and a volume controller in one: what Pods and claims do by themselves. It looks at a state and
 * says which ordinary events are due; nothing of it reaches into the controller.
 */

import type { RolloutEvent } from './events';
import type { Fault, FaultKind } from './faults';
import { strikes } from './faults';
import type { Claim, Pod, RolloutState } from './state';

/** How long things take, in seconds on the simulation's clock, and what goes wrong. */
export interface Kubelet {
  /** From the creation of a Pod until it runs. */
  readonly startSeconds: number;
  /** From running until ready; without a readiness probe a Pod is ready as soon as it runs. */
  readonly readySeconds: number;
  /** From the deletion of a Pod until it is gone. */
  readonly stopSeconds: number;
  /** How many times as long everything takes under the fault `slow`. */
  readonly slowFactor: number;
  /** From the loss of a node until its Pods are unready (node monitor grace period). */
  readonly nodeUnreadySeconds: number;
  /** From the loss of a node until its Pods are deleted: the grace period and the default toleration of 300 s. */
  readonly nodeEvictionSeconds: number;
  /** Nodes in the cluster, named `node-1` and so on. Pods are spread over them by ordinal. */
  readonly nodes: number;
  readonly faults: readonly Fault[];
}

/** A healthy cluster of three nodes. */
export const HEALTHY_KUBELET: Kubelet = {
  startSeconds: 2,
  readySeconds: 3,
  stopSeconds: 2,
  slowFactor: 10,
  nodeUnreadySeconds: 40,
  nodeEvictionSeconds: 340,
  nodes: 3,
  faults: [],
};

/** Something that will happen by itself unless something else happens first. */
export interface PlannedEvent {
  /** Seconds on the clock. */
  readonly at: number;
  readonly event: RolloutEvent;
}

/**
 * What Pods and claims will do by themselves, Pods first, by ordinal. It holds while the state stays as it is but for its
 * clock. Whatever is due at or before the present moment happens now.
 */
export function plannedEvents(state: RolloutState, kubelet: Kubelet): readonly PlannedEvent[] {
  const plans: PlannedEvent[] = [];
  for (const pod of state.pods) {
    const plan = planFor(pod, state, kubelet);
    if (plan !== null) plans.push(plan);
  }
  return [...plans, ...claimPlans(state)];
}

/** The node a Pod was placed on: the next after its ordinal that was not lost when it was created. Null without such a node. */
export function nodeOf(pod: Pod, kubelet: Kubelet): string | null {
  const lost = new Set(
    kubelet.faults.filter((fault) => isLoss(fault) && fault.since <= pod.createdAt).map((each) => each.node),
  );
  for (let offset = 0; offset < kubelet.nodes; offset += 1) {
    const node = nodeName((pod.ordinal + offset) % kubelet.nodes);
    if (!lost.has(node)) return node;
  }
  return null;
}

/** What holds a Pod back, in the words of `kubectl get pods` where it has some; null for a healthy Pod. */
export function troubleOf(pod: Pod, state: RolloutState, kubelet: Kubelet): string | null {
  const { kind } = faultOn(pod, kubelet) ?? {};
  if (kind === 'node-lost') return 'node lost';
  if (pod.phase === 'Pending') {
    if (kind === 'image-pull') return 'ImagePullBackOff';
    if (kind === 'claim-unbound') return 'claim not bound';
    if (!claimsAreUsable(pod, state)) return 'claim is being deleted';
    return nodeOf(pod, kubelet) === null ? 'no node' : null;
  }
  if (pod.phase === 'Running' && !pod.ready) {
    if (kind === 'crash-loop') return 'CrashLoopBackOff';
    if (kind === 'never-ready') return 'readiness probe fails';
  }
  return null;
}

function planFor(pod: Pod, state: RolloutState, kubelet: Kubelet): PlannedEvent | null {
  const fault = faultOn(pod, kubelet);
  const factor = isSlow(pod, kubelet) ? kubelet.slowFactor : 1;
  if (fault?.kind === 'node-lost') return planOnLostNode(pod, fault, kubelet);
  if (pod.terminating) {
    return { at: pod.deletedAt + kubelet.stopSeconds * factor, event: { type: 'removed', pod: pod.name } };
  }
  if (pod.phase === 'Pending') return planForPending(pod, state, kubelet, fault, factor);
  return pod.phase === 'Running' || pod.phase === 'Unknown' ? planForRunning(pod, kubelet, fault, factor) : null;
}

function planForPending(
  pod: Pod,
  state: RolloutState,
  kubelet: Kubelet,
  fault: Fault | undefined,
  factor: number,
): PlannedEvent | null {
  if (fault?.kind === 'image-pull' || fault?.kind === 'claim-unbound') return null;
  if (nodeOf(pod, kubelet) === null || !claimsAreUsable(pod, state)) return null;
  const ready = fault === undefined && state.applied.hasReadinessProbe === false;
  const event = { type: 'pod', name: pod.name, phase: 'Running', ready } as const;
  return { at: pod.phaseSince + kubelet.startSeconds * factor, event };
}

function planForRunning(pod: Pod, kubelet: Kubelet, fault: Fault | undefined, factor: number): PlannedEvent | null {
  const { name } = pod;
  const settled = pod.phaseSince + kubelet.readySeconds * factor;
  if (fault === undefined || fault.kind === 'image-pull' || fault.kind === 'claim-unbound') {
    const isUp = pod.ready && pod.phase === 'Running';
    return isUp ? null : { at: settled, event: { type: 'pod', name, phase: 'Running', ready: true } };
  }
  if (fault.kind === 'fails') {
    return { at: Math.max(settled, fault.since), event: { type: 'pod', name, phase: 'Failed', ready: false } };
  }
  return pod.ready ? { at: fault.since, event: { type: 'pod', name, phase: 'Running', ready: false } } : null;
}

/** Its Pods are marked unready, then deleted, by the node controller; nobody is there to remove them. */
function planOnLostNode(pod: Pod, { since }: Fault, kubelet: Kubelet): PlannedEvent | null {
  if (pod.terminating) return null;
  if (pod.ready) {
    const event = { type: 'pod', name: pod.name, phase: pod.phase, ready: false } as const;
    return { at: since + kubelet.nodeUnreadySeconds, event };
  }
  return { at: since + kubelet.nodeEvictionSeconds, event: { type: 'delete', pod: pod.name } };
}

/** A deleted claim goes once no Pod that was started and has not ended uses it (PVC protection). */
function claimPlans(state: RolloutState): readonly PlannedEvent[] {
  const deleted = deletedClaims(state.claims);
  if (deleted.length === 0) return [];
  const running = state.pods.filter((pod) => pod.phase === 'Running' || pod.phase === 'Unknown');
  const used = new Set(running.flatMap((pod) => pod.claims));
  return deleted
    .filter((claim) => !used.has(claim.name))
    .map((claim) => ({ at: state.time, event: { type: 'removed-claim', name: claim.name } }));
}

const deletedOf = new WeakMap<ReadonlyMap<string, Claim>, readonly Claim[]>();

/** Asked for at every tick, and claims seldom change. */
function deletedClaims(claims: ReadonlyMap<string, Claim>): readonly Claim[] {
  const known = deletedOf.get(claims) ?? [...claims.values()].filter((claim) => claim.terminating);
  deletedOf.set(claims, known);
  return known;
}

/** A Pod does not start on a claim that is missing or being deleted. */
function claimsAreUsable(pod: Pod, state: RolloutState): boolean {
  return pod.claims.every((name) => state.claims.get(name)?.terminating === false);
}

/** The fault that decides a Pod's course: a lost node over all else, then the first that was injected. */
export function faultOn(pod: Pod, kubelet: Kubelet): Fault | undefined {
  if (kubelet.faults.length === 0) return undefined;
  const node = nodeOf(pod, kubelet);
  const striking = kubelet.faults.filter((fault) => fault.kind !== 'slow' && strikes(fault, pod, node));
  return striking.find(isLoss) ?? striking.find((fault) => isUnderWay(pod, fault.kind)) ?? striking[0];
}

function isSlow(pod: Pod, kubelet: Kubelet): boolean {
  return kubelet.faults.some((each) => each.kind === 'slow' && strikes(each, pod, nodeOf(pod, kubelet)));
}

/** Trouble with image and volume concerns a Pod that has not started; the rest one that has. */
function isUnderWay(pod: Pod, kind: FaultKind): boolean {
  const beforeStart = kind === 'image-pull' || kind === 'claim-unbound';
  return beforeStart === (pod.phase === 'Pending');
}

function isLoss(fault: Fault): boolean {
  return fault.kind === 'node-lost';
}

function nodeName(index: number): string {
  return `node-${index + 1}`;
}
