import type { FaultKind } from '../../../server/src/core/rollout/faults';
import { nodeOf } from '../../../server/src/core/rollout/kubelet';
import type { PodPhase } from '../../../server/src/core/rollout/events';
import type { Session } from './session';
import { act, presentMoment, recover } from './session';

/** Something that a person can let happen to a Pod. */
export interface PodFault {
  /** The last part of its command's name. */
  readonly id: string;
  readonly title: string;
  /** One sentence on what follows. */
  readonly detail: string;
  /** The run with it; the same where it makes no sense for the Pod. */
  readonly inject: (session: Session, pod: string) => Session;
}

/** What can be let happen, in the order of the menu. */
export const POD_FAULTS: readonly PodFault[] = [
  {
    id: 'neverReady',
    title: 'Never Ready',
    detail: 'The readiness probe fails from now on.',
    inject: (session, pod) => strike(session, pod, 'never-ready'),
  },
  {
    id: 'fail',
    title: 'Fail',
    detail: 'The Pod ends in phase Failed, as if evicted; the controller replaces it.',
    inject: (session, pod) => report(session, pod, 'Failed'),
  },
  {
    id: 'crashLoop',
    title: 'Crash Loop',
    detail: 'The container keeps crashing (CrashLoopBackOff): the Pod stays and is never ready.',
    inject: (session, pod) => strike(session, pod, 'crash-loop'),
  },
  {
    id: 'imagePull',
    title: 'Image Cannot Be Pulled',
    detail: 'The Pod stays Pending (ImagePullBackOff) the next time that it starts.',
    inject: (session, pod) => strike(session, pod, 'image-pull'),
  },
  {
    id: 'nodeLost',
    title: 'Lose Its Node',
    detail: 'The node stops answering: its Pods are deleted after five minutes and never go by themselves.',
    inject: loseNode,
  },
  {
    id: 'delete',
    title: 'Delete',
    detail: 'kubectl delete pod: it comes back under its name, with its claims.',
    inject: (session, pod) => (exists(session, pod) ? act(session, event({ type: 'delete', pod })) : session),
  },
  {
    id: 'removeByForce',
    title: 'Remove by Force',
    detail: 'kubectl delete pod --force: the object goes at once, whether or not the container still runs.',
    inject: (session, pod) => (exists(session, pod) ? act(session, event({ type: 'removed', pod })) : session),
  },
  {
    id: 'recover',
    title: 'Recover',
    detail: 'Whatever is wrong with the Pod, its template or its node is mended.',
    inject: (session, pod) => recover(session, pod, nodeOfPod(session, pod)),
  },
];

type DeedEvent = Extract<Parameters<typeof act>[1], { do: 'event' }>['event'];

function event(deed: DeedEvent): Parameters<typeof act>[1] {
  return { do: 'event', event: deed };
}

function strike(session: Session, pod: string, kind: FaultKind): Session {
  return act(session, { do: 'fault', fault: { kind, pod } });
}

function report(session: Session, name: string, phase: PodPhase): Session {
  return exists(session, name) ? act(session, event({ type: 'pod', name, phase, ready: false })) : session;
}

function loseNode(session: Session, pod: string): Session {
  const node = nodeOfPod(session, pod);
  return node === null ? session : act(session, { do: 'fault', fault: { kind: 'node-lost', node } });
}

function nodeOfPod(session: Session, name: string): string | null {
  const { state, kubelet } = presentMoment(session).playback;
  const pod = state.pods.find((each) => each.name === name);
  return pod === undefined ? null : nodeOf(pod, kubelet);
}

function exists(session: Session, name: string): boolean {
  return presentMoment(session).pods.some((pod) => pod.name === name);
}
