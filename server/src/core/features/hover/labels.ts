import type { DisruptionBudget } from '../../kubernetes/disruption-budget';
import type { LabelSelector } from '../../kubernetes/labels';
import { shareOf } from '../../kubernetes/percentage';
import type { Resource } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { podsLabelled } from '../../workspace/meant';
import { podsMatching, podsSelectedBy } from '../../workspace/pods-behind';
import { referrersOf } from '../../workspace/references';
import type { Referent } from '../../workspace/referent';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import { isPart, namingOf } from '../naming';
import { code, paragraphs, phrase } from './markdown';
import { objectsInWords, onePodOf } from './objects';
import { podHover } from './pod';
import { podsInWords } from './pods';
import { serviceSelection } from './service';

/** On a selector of Pods: whose Pods it selects. */
export function selectorHover(owner: Resource, workspace: Workspace): string | undefined {
  if (isPart(owner, workspace)) return undefined;
  const name = nameOf(owner);
  const subject = `${owner.kind}${name === undefined ? '' : ` ${code(name)}`}`;
  switch (owner.kind) {
    case 'Service': {
      const pod = onePodOf(owner);
      if (pod !== undefined) return onePod(subject, pod, owner, workspace);
      const makers = podsSelectedBy(owner, workspace);
      if (makers.length === 0) return serviceSelection(owner, workspace) || nothing(subject, workspace);
      return paragraphs(`**${subject} selects** ${podsOf(makers, workspace)}.`, namesSentence(owner, makers));
    }
    case 'PodDisruptionBudget': {
      const makers = matching(owner.selector?.value, owner, workspace);
      if (makers.length === 0) return nothing(subject, workspace);
      return paragraphs(`**${subject} covers** ${podsOf(makers, workspace)}.`, evictionSentence(owner, makers));
    }
    case 'NetworkPolicy': {
      const makers = matching(owner.podSelector?.value, owner, workspace);
      return makers.length === 0 ? nothing(subject, workspace) : `**${subject} covers** ${podsOf(makers, workspace)}.`;
    }
    case 'StatefulSet':
      return `**${subject} knows its Pods** by these labels, which its template gives them. A selector cannot change later.`;
    default:
      return undefined;
  }
}

/** On a selector by which it is decided where Pods go: beside or away from which others. */
export function placementHover(labels: readonly Referent[], workspace: Workspace): string | undefined {
  const makers = labels.flatMap((label) => (label.kind === 'label' ? [label.maker] : []));
  return makers.length === 0 ? undefined : `**This is about** ${podsOf(makers, workspace)}.`;
}

function matching(selector: LabelSelector | undefined, owner: Resource, workspace: Workspace): readonly PodMaker[] {
  return selector === undefined ? [] : podsMatching(selector, owner, workspace);
}

/** A Service for one Pod, by the label that the controller puts on each. */
function onePod(subject: string, pod: string, owner: Resource, workspace: Workspace): string | undefined {
  const [found] = podsLabelled(pod, owner, workspace);
  if (found?.kind !== 'pod' || found.ordinal === undefined) return undefined;
  const text = podHover(found.set, found.ordinal, workspace);
  return text && paragraphs(`**${subject} selects one Pod**, ${code(pod)}.`, text);
}

/** How many of the Pods may be evicted at once; both percentages are rounded up (the disruption controller). */
function evictionSentence(
  { maxUnavailable, minAvailable }: DisruptionBudget,
  makers: readonly PodMaker[],
): string | undefined {
  const counts = makers.map((maker) => (maker.replicas === undefined ? 1 : maker.replicas.value));
  const total = counts.reduce<number | undefined>(
    (sum, n) => (sum === undefined || n === undefined ? undefined : sum + n),
    0,
  );
  if (total === undefined || total <= 0) return undefined;
  const written = maxUnavailable?.value ?? minAvailable?.value;
  const share = written === undefined ? undefined : shareOf(written, total);
  if (share === undefined) return undefined;
  const allowed = Math.max(
    0,
    maxUnavailable === undefined ? total - Math.ceil(share) : Math.min(total, Math.ceil(share)),
  );
  return allowed === 0
    ? 'No Pod may ever be evicted: a drain of its node waits for ever.'
    : `While all are healthy, ${allowed} of ${total} may be evicted at once.`;
}

function nothing(subject: string, workspace: Workspace): string | undefined {
  return workspace.complete ? `**${subject} selects nothing** that is in this workspace.` : undefined;
}

/** Whether Pods get names by the Service, which only those do that name it in `serviceName`. */
function namesSentence(
  service: Extract<Resource, { kind: 'Service' }>,
  makers: readonly PodMaker[],
): string | undefined {
  const sets = makers.filter((maker): maker is StatefulSet => maker.kind === 'StatefulSet');
  const governed = sets.filter(({ serviceName }) => serviceName?.value === nameOf(service));
  if (sets.length === 0 || governed.length === 0) return undefined;
  return `It governs ${phrase(governed.flatMap((set) => nameOf(set) ?? []))}, whose Pods have their names by it.`;
}

function podsOf(makers: readonly PodMaker[], workspace: Workspace): string {
  return makers
    .map((maker) => {
      const naming = maker.kind === 'StatefulSet' ? namingOf(maker, workspace) : undefined;
      const of = `of ${maker.kind} ${code(nameOf(maker) ?? '?')}`;
      return naming === undefined ? `the Pods ${of}` : podsInWords(naming, ` ${of}`);
    })
    .join(' and ');
}

/** On a label of the Pods that a template makes: who selects by it. */
export function podLabelHover(maker: PodMaker, label: string, workspace: Workspace): string | undefined {
  const value = maker.template?.metadata.labels?.value?.get(label)?.value;
  if (value === undefined || isPart(maker, workspace)) return undefined;
  const users = referrersOf({ kind: 'label', maker, label }, workspace).map(({ occurrence }) => occurrence.writer);
  const others = [...new Set(users)].filter((writer) => writer !== maker);
  if (others.length === 0) return undefined;
  const verb = others.length === 1 ? 'selects' : 'select';
  return `**Label ${code(`${label}: ${value}`)}**: ${objectsInWords(others)} ${verb} the Pods by it.`;
}
