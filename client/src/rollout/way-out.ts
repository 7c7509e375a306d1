import { troubleOf } from '../../../server/src/core/rollout/kubelet';
import type { Moment } from './session';
import { outlookAt } from './outlook';

/** A command that a person would type to get a rollout going again, with real names. */
export interface WayOut {
  /** What it does, in a few words. */
  readonly title: string;
  readonly command: string;
}

/** The way out of what the controller waits for, in the order to be typed; none where it waits for nothing. */
export function waysOut(moment: Moment): readonly WayOut[] {
  const { state, kubelet } = moment.playback;
  const { waiting } = outlookAt(moment);
  const { set } = state;
  const pod = state.pods.find((each) => each.name === waiting?.pod);
  if (waiting === null || set === null || pod === undefined) return [];
  const namespace = `--namespace ${set.spec.namespace}`;
  const trouble = troubleOf(pod, state, kubelet);
  if (waiting.for === 'terminated' && pod.terminating) {
    // Where the node still answers, patience is the way out.
    if (trouble !== 'node lost') return [];
    const command = `kubectl delete pod ${pod.name} ${namespace} --force --grace-period=0`;
    return [{ title: 'Remove the Pod by force, once you are sure that nothing of it runs', command }];
  }
  if (waiting.for !== 'ready' || trouble === null) return [];
  const deletion = { title: 'Delete the stuck Pod', command: `kubectl delete pod ${pod.name} ${namespace}` };
  if (pod.template !== set.spec.template) return [deletion];
  const look = { title: 'See what holds it up', command: `kubectl describe pod ${pod.name} ${namespace}` };
  if (state.revisions.length < 2) return [look];
  const undo = `kubectl rollout undo statefulset/${set.spec.name} ${namespace}`;
  return [look, { title: 'Go back to the template before', command: undo }, deletion];
}
