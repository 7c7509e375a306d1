import type { FramePod } from '../../../../server/src/core/rollout/trace';
import { parsePodName } from '../../../../server/src/core/rollout/kubernetes';
import { deedLabel, happenedText } from '../happened';
import { nextText, outlookAt } from '../outlook';
import { podState } from '../pod-state';
import type { Moment } from '../session';
import type { PodChange, PodMark, TimelineFrame } from './page/messages';

/** The frames of a run from an index on, as the timeline's page wants them: each as the difference to the one before. */
export function timelineFrames(moments: readonly Moment[], from: number): readonly TimelineFrame[] {
  return moments.slice(from).map((moment, offset) => frameOf(moment, moments[from + offset - 1]));
}

function frameOf(moment: Moment, before: Moment | undefined): TimelineFrame {
  const { waiting } = outlookAt(moment);
  const ordinal = waiting === null ? undefined : parsePodName(waiting.pod)?.ordinal;
  return {
    time: moment.playback.state.time,
    text: `${happenedText(moment, before === undefined)} ${nextText(moment)}`,
    deeds: moment.acts.map(deedLabel),
    changes: changesOf(moment.pods, before?.pods ?? []),
    marks: marksOf(moment),
    waiting: waiting === null || ordinal === undefined ? null : { name: waiting.pod, ordinal },
  };
}

/** Both lists are by ordinal. */
function changesOf(pods: readonly FramePod[], before: readonly FramePod[]): readonly PodChange[] {
  const earlier = new Map(before.map((pod) => [pod.ordinal, pod]));
  const changes: PodChange[] = [];
  for (const pod of pods) {
    const known = earlier.get(pod.ordinal);
    earlier.delete(pod.ordinal);
    if (known === pod) continue;
    const state = podState(pod);
    if (known !== undefined && podState(known) === state && known.template === pod.template) continue;
    changes.push({ name: pod.name, ordinal: pod.ordinal, state, template: pod.template });
  }
  for (const { name, ordinal, template } of earlier.values()) changes.push({ name, ordinal, state: null, template });
  return changes.toSorted((left, right) => left.ordinal - right.ordinal);
}

function marksOf({ frames }: Moment): readonly PodMark[] {
  return frames.flatMap(({ actions }) =>
    actions.flatMap((action): PodMark[] => {
      const ordinal = parsePodName(action.name)?.ordinal;
      if (ordinal === undefined) return [];
      const { name } = action;
      if (action.type === 'create-pod') {
        return [{ name, ordinal, kind: 'create', text: `Creates ${name} at template ${action.template}` }];
      }
      if (action.type === 'delete-pod')
        return [{ name, ordinal, kind: 'delete', text: `Deletes ${name} (${action.why})` }];
      return action.type === 'update-pod' ? [{ name, ordinal, kind: 'update', text: `Updates ${name}` }] : [];
    }),
  );
}
