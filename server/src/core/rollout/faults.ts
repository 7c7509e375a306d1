/** Things that go wrong outside the controller, injected by a person. The kubelet lives them out; the controller sees Pods. */

import type { Pod } from './state';

/**
 * - `never-ready`: the readiness probe never succeeds, or stops succeeding.
 * - `fails`: the Pod ends in phase Failed: evicted, or its node shut down.
 * - `crash-loop`: the container keeps crashing (CrashLoopBackOff): the Pod runs and is never ready.
 * - `image-pull`: the image cannot be pulled (ImagePullBackOff): the Pod stays Pending.
 * - `slow`: everything takes several times as long.
 * - `node-lost`: a node stops answering. Its Pods become unready, later terminating, and never go.
 * - `claim-unbound`: no volume can be had for the claim: the Pod stays Pending.
 */
export const FAULT_KINDS = [
  'never-ready',
  'fails',
  'crash-loop',
  'image-pull',
  'slow',
  'node-lost',
  'claim-unbound',
] as const;

/** One of {@link FAULT_KINDS}. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Which Pods a fault strikes: those that match all that is given, and every Pod where nothing is. */
export interface FaultTarget {
  /** Name of a Pod. */
  readonly pod?: string | undefined;
  /** Label of a template: a broken update. */
  readonly template?: string | undefined;
  /** Name of a node; a lost node is named, not its Pods. */
  readonly node?: string | undefined;
}

/** A fault without its time. */
export interface FaultSpec extends FaultTarget {
  readonly kind: FaultKind;
}

/** A fault in force since a moment on the simulation's clock, in seconds. */
export interface Fault extends FaultSpec {
  readonly since: number;
}

/** Whether a fault strikes a Pod on a node. */
export function strikes(fault: FaultTarget, pod: Pod, node: string | null): boolean {
  return (
    (fault.pod === undefined || fault.pod === pod.name) &&
    (fault.template === undefined || fault.template === pod.template) &&
    (fault.node === undefined || fault.node === node)
  );
}
