import { troubleOf } from '../core/rollout/kubelet';
import type { Kubelet } from '../core/rollout/kubelet';
import { actionsText, listText, outlookOf } from '../core/rollout/outlook';
import type { StatefulSetInput } from '../core/rollout/spec';
import type { RolloutState } from '../core/rollout/state';
import type { RolloutEvent } from '../core/rollout/events';
import type { Frame, FramePod } from '../core/rollout/trace';
import type { Styles } from './styles';
import { wrap } from './wrap';

/** Where a text goes that nobody gave a width for. */
const WIDTH = 100;

/** Width of `  12 s  `. */
const TIME_WIDTH = 6;

/** From this many Pods on they are counted instead of listed. */
const MOST_LISTED = 12;

/** The report of a simulation for a person, line by line. */
export class SimulationReport {
  readonly #styles: Styles;
  readonly #width: number;
  #time = -1;

  constructor(styles: Styles, columns: number | undefined) {
    this.#styles = styles;
    this.#width = columns ?? WIDTH;
  }

  heading(input: StatefulSetInput, state: RolloutState): string {
    const title = this.#styles.title(`${input.namespace ?? 'default'}/${input.name}`);
    if (state.set === null) return `${title}\n`;
    const { replicas, podManagementPolicy, updateStrategy } = state.set.spec;
    return `${title}  ${replicas} replicas, ${podManagementPolicy}, ${updateStrategy.type}\n`;
  }

  /** Frame 0. */
  created({ error }: Frame): string {
    return this.#line(error === undefined ? 'The set is created.' : this.#styles.error(`Refused: ${error}`), 0);
  }

  /** What the frames of one tick say: events of one kind together, then what the controller did. */
  tick(frames: readonly Frame[], time: number): string {
    const texts: string[] = [];
    for (const group of grouped(frames)) {
      const [first] = group;
      if (first === undefined) continue;
      texts.push(eventText(first.event, group));
      const actions = group.flatMap((frame) => frame.actions);
      if (actions.length > 0) texts.push(actionsText(actions));
      if (first.error !== undefined) texts.push(this.#styles.error(`Refused: ${first.error}`));
    }
    return texts
      .filter((text) => text !== '')
      .map((text) => this.#line(text, time))
      .join('');
  }

  /** Where things stand: the Pods, and what the controller will do or waits for. */
  standing(state: RolloutState, pods: readonly FramePod[], kubelet: Kubelet): string {
    const lines = [podsText(state, pods, kubelet), outlookOf(state).text];
    return lines.map((text) => this.#line(this.#styles.dim(text), this.#time)).join('');
  }

  /** The one event of a scenario, with everything that came of it. */
  scenarioFrame(frame: Frame, time: number): string {
    const texts = [
      quietEventText(frame.event) ?? eventText(frame.event, [frame]),
      frame.actions.length > 0 ? actionsText(frame.actions) : '',
      frame.error === undefined ? '' : this.#styles.error(`Refused: ${frame.error}`),
      frame.waiting?.text ?? '',
    ];
    return texts
      .filter((text) => text !== '')
      .map((text) => this.#line(text, time))
      .join('');
  }

  #line(text: string, time: number): string {
    const label = time === this.#time ? '' : `${time} s`;
    this.#time = time;
    const [first = '', ...rest] = wrap(text, this.#width - TIME_WIDTH - 2, '');
    const indent = ' '.repeat(TIME_WIDTH + 2);
    return [`${label.padStart(TIME_WIDTH)}  ${first}`, ...rest.map((line) => indent + line)]
      .map((line) => `${line}\n`)
      .join('');
  }
}

/** Neighbouring frames of events that read the same but for the name. */
function grouped(frames: readonly Frame[]): readonly (readonly Frame[])[] {
  const groups: Frame[][] = [];
  for (const frame of frames) {
    const last = groups.at(-1);
    const isSame = last?.[0] !== undefined && kindOf(last[0].event) === kindOf(frame.event);
    if (isSame) last?.push(frame);
    else groups.push([frame]);
  }
  return groups;
}

function kindOf(event: RolloutEvent): string {
  return event.type === 'pod' ? `${event.phase ?? ''}${String(event.ready)}` : event.type;
}

/** Events that go without saying while a rollout plays by itself. */
function quietEventText(event: RolloutEvent): string | null {
  if (event.type === 'reconcile') return 'A sync of the controller.';
  return event.type === 'advance' ? `${event.seconds} s pass.` : null;
}

function eventText(event: RolloutEvent, group: readonly Frame[]): string {
  const names = group.map((frame) => nameIn(frame.event));
  const are = names.length === 1 ? 'is' : 'are';
  switch (event.type) {
    case 'reconcile':
    case 'advance':
      return '';
    case 'pod':
      return `${listText(names)} ${reportText(event, names.length === 1)}.`;
    case 'delete':
      return `${listText(names)} ${are} deleted by someone.`;
    case 'removed':
      return `${listText(names)} ${are} gone.`;
    case 'delete-claim':
      return `Claim ${listText(names, 'claims')} ${are} deleted by someone.`;
    case 'removed-claim':
      return `Claim ${listText(names, 'claims')} ${are} gone.`;
    case 'apply':
      return `Applied: ${JSON.stringify(event.set)}`;
    case 'delete-set':
      break;
  }
  return `The set is deleted (${event.cascade}).`;
}

function nameIn(event: RolloutEvent): string {
  if (event.type === 'delete' || event.type === 'removed') return event.pod;
  return 'name' in event ? event.name : '';
}

function reportText(event: Extract<RolloutEvent, { readonly type: 'pod' }>, isOne: boolean): string {
  if (event.ready === true) return isOne ? 'is ready' : 'are ready';
  switch (event.phase) {
    case 'Running':
      return isOne ? 'runs and is not ready' : 'run and are not ready';
    case 'Failed':
      return isOne ? 'has failed' : 'have failed';
    case 'Succeeded':
      return isOne ? 'has ended' : 'have ended';
    case 'Pending':
    case 'Unknown':
    case undefined:
      break;
  }
  return `${isOne ? 'is' : 'are'} ${event.phase?.toLowerCase() ?? 'not ready'}`;
}

function podsText(state: RolloutState, pods: readonly FramePod[], kubelet: Kubelet): string {
  if (pods.length === 0) return 'No Pods.';
  const words = pods.map((pod, index) => {
    const present = state.pods[index];
    const trouble = present === undefined ? null : troubleOf(present, state, kubelet);
    return {
      name: pod.name,
      condition: `${conditionOf(pod)} at ${pod.template}${trouble === null ? '' : ` (${trouble})`}`,
    };
  });
  if (words.length <= MOST_LISTED) return `${words.map(({ name, condition }) => `${name} ${condition}`).join(', ')}.`;
  const counts = new Map<string, number>();
  for (const { condition } of words) counts.set(condition, (counts.get(condition) ?? 0) + 1);
  return `${[...counts].map(([condition, count]) => `${count} Pods ${condition}`).join(', ')}.`;
}

function conditionOf(pod: FramePod): string {
  if (pod.terminating) return 'terminating';
  if (pod.phase !== 'Running') return pod.phase.toLowerCase();
  if (pod.available) return 'available';
  return pod.ready ? 'ready' : 'running';
}
