import type { RolloutEvent } from '../../../server/src/core/rollout/events';
import type { FaultSpec } from '../../../server/src/core/rollout/faults';
import { actionsText } from '../../../server/src/core/rollout/outlook';
import type { Act } from '../../../server/src/core/rollout/playback';
import type { SetFields } from '../../../server/src/core/rollout/spec';
import type { Moment } from './session';

/** What happened on the way to a moment, in sentences. Never empty. */
export function happenedText({ acts, frames }: Moment, isFirst: boolean): string {
  const refusals = frames.flatMap(({ error }) => (error === undefined ? [] : [`The API server refuses: ${error}`]));
  const sentences = [
    ...(isFirst ? ['The StatefulSet is applied.'] : acts.map(deedText)),
    ...refusals,
    ...(isFirst || acts.some(isEvent) ? [] : reportTexts(frames.map((frame) => frame.event))),
    actionsText(frames.flatMap((frame) => frame.actions)),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ') || 'Time passes.';
}

/** Whether an act is itself among the events of its frames. */
function isEvent(act: Act): boolean {
  return act.do !== 'fault' && act.do !== 'heal';
}

/** What a person did, in a few words, as on a label. */
export function deedLabel(act: Act): string {
  return deedText(act).replace(/\.$/, '');
}

/** What a person did, as a sentence. */
export function deedText(act: Act): string {
  switch (act.do) {
    case 'event':
      return eventText(act.event);
    case 'fault':
      return faultText(act.fault);
    case 'heal':
      return 'What went wrong is mended.';
    case 'delete-unready':
      return 'Someone deletes the Pods that are not ready.';
    case 'force-remove':
      return 'Someone removes the terminating Pods by force.';
    case 'settle':
    case 'ticks':
      break;
  }
  return 'Time passes.';
}

function eventText(event: RolloutEvent): string {
  switch (event.type) {
    case 'apply':
      return `Someone applies ${fieldsText(event.set)}.`;
    case 'delete':
      return `Someone deletes Pod ${event.pod}.`;
    case 'removed':
      return `Someone removes Pod ${event.pod} by force.`;
    case 'delete-claim':
      return `Someone deletes claim ${event.name}.`;
    case 'delete-set':
      return `Someone deletes the StatefulSet (--cascade=${event.cascade}).`;
    case 'pod':
      return reportTexts([event]).join(' ');
    case 'advance':
    case 'reconcile':
    case 'removed-claim':
      break;
  }
  return 'Time passes.';
}

/** The fields of an edit that say something; those set back to their default are not worth naming. */
function fieldsText(set: SetFields): string {
  const { template, replicas, ordinals, updateStrategy } = set;
  const named = Object.values(set).filter((value) => value !== undefined);
  if (named.length === 0) return 'the StatefulSet again';
  if (named.length > 4) return `the manifest: ${replicas ?? 1} replicas, template ${template ?? ''}`;
  const partition = updateStrategy?.rollingUpdate?.partition;
  const words = [
    template === undefined ? '' : `template ${template}`,
    replicas === undefined ? '' : `replicas: ${replicas ?? 1}`,
    ordinals === undefined ? '' : `ordinals.start: ${ordinals?.start ?? 0}`,
    partition === undefined || partition === null ? '' : `partition: ${partition}`,
  ];
  return words.filter((word) => word !== '').join(', ') || 'an edit';
}

function faultText({ kind, pod, template, node }: FaultSpec): string {
  const whose = pod ?? (template === undefined ? 'every Pod' : `every Pod of template ${template}`);
  switch (kind) {
    case 'never-ready':
      return `From now on the readiness probe of ${whose} fails.`;
    case 'fails':
      return `From now on ${whose} fails.`;
    case 'crash-loop':
      return `From now on the container of ${whose} crashes.`;
    case 'image-pull':
      return `From now on the image of ${whose} cannot be pulled.`;
    case 'slow':
      return `From now on ${whose} is slow.`;
    case 'claim-unbound':
      return `From now on no volume can be had for ${whose}.`;
    case 'node-lost':
      break;
  }
  return `Node ${node ?? ''} is lost.`;
}

/** What the kubelet and the node controller reported, Pods with the same news together. */
function reportTexts(events: readonly RolloutEvent[]): readonly string[] {
  const news = new Map<string, string[]>();
  for (const event of events) {
    const [what, name] = newsOf(event);
    if (what !== '') news.set(what, [...(news.get(what) ?? []), name]);
  }
  return [...news].map(([what, names]) => `${listed(names)} ${names.length === 1 ? 'is' : 'are'} ${what}.`);
}

/** What a report says of what, fit to stand behind "is". */
function newsOf(event: RolloutEvent): readonly [what: string, name: string] {
  switch (event.type) {
    case 'pod':
      return [podNews(event), event.name];
    case 'delete':
      return ['deleted by the node controller', event.pod];
    case 'removed':
      return ['gone', event.pod];
    case 'removed-claim':
      return ['gone', `Claim ${event.name}`];
    case 'advance':
    case 'apply':
    case 'delete-claim':
    case 'delete-set':
    case 'reconcile':
      break;
  }
  return ['', ''];
}

function podNews({ phase, ready }: Extract<RolloutEvent, { type: 'pod' }>): string {
  if (ready === true) return 'ready';
  return phase === 'Running' || phase === undefined ? 'running, not ready' : phase.toLowerCase();
}

const MOST_NAMED = 3;

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  if (names.length > MOST_NAMED) return `${names.length} of them, ${names[0] ?? ''} to ${last},`;
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
