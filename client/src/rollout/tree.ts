import type { StatefulSetSummary } from '../../../server/src/core/protocol';
import { nodeOf, troubleOf } from '../../../server/src/core/rollout/kubelet';
import type { StatefulSetSpec } from '../../../server/src/core/rollout/spec';
import type { Pod, RolloutState } from '../../../server/src/core/rollout/state';
import type { FrameClaim, FramePod } from '../../../server/src/core/rollout/trace';
import { claimName, podName } from '../../../server/src/core/rollout/kubernetes';
import { fieldLocation } from '../sets/tree';
import type { NodeIcon, TreeNode } from '../tree-node';
import type { Lookup } from './dns';
import { dnsNameOf, endpointsOf, lookUpPod, lookUpService } from './dns';
import { forecastDeeds, forecastOf, forecastText } from './forecast';
import { happenedText } from './happened';
import type { Standing } from './outlook';
import { prospectOf } from './outlook';
import { podState, STATE_ICONS, STATE_WORDS } from './pod-state';
import type { Moment, Session } from './session';
import { presentMoment } from './session';
import { waysOut } from './way-out';

/** The *Rollout* view: the run at its present frame. */
export function rolloutTree(session: Session, isEdited: boolean): readonly TreeNode[] {
  const moment = presentMoment(session);
  return [
    ...(isEdited ? [editedNode(session)] : []),
    prospectNode(session),
    ...waysOut(moment).map(({ title, command }, index): TreeNode => ({
      id: `way-out/${index}`,
      label: command,
      tooltip: `${title}:\n\n\`${command}\``,
      icon: { id: 'terminal' },
      context: 'wayOut copyable',
      copy: command,
      spoken: `${title}: ${command}`,
    })),
    happenedNode(session, moment),
    ...forecastNodes(session),
    ...podNodes(session, moment),
    serviceNode(session, moment),
    ...keptClaimNodes(moment),
    ...statusNodes(moment),
  ];
}

/** The present frame in a few words: its number as people count, from 1, and the time on the simulation's clock. */
export function frameText(session: Session): string {
  const { time } = presentMoment(session).playback.state;
  return `${session.present + 1}/${session.moments.length} · ${Math.round(time * 10) / 10} s`;
}

function editedNode({ summary }: Session): TreeNode {
  return {
    id: 'edited',
    label: 'The manifest was edited',
    description: 'apply the edits here, or restart',
    tooltip: `The run shows **${summary.name}** as it was. Apply the edits at this frame, or restart with them.`,
    icon: { id: 'edit', color: 'charts.yellow' },
    context: 'edited',
    location: summary.location,
  };
}

const STANDING_ICONS: Readonly<Record<Standing, NodeIcon>> = {
  refused: { id: 'error', color: 'testing.iconFailed' },
  acting: { id: 'gear' },
  waiting: { id: 'watch', color: 'charts.yellow' },
  stuck: { id: 'warning', color: 'list.warningForeground' },
  done: { id: 'check-all', color: 'testing.iconPassed' },
};

/** The controller's sentence; what does not fit into a row lies beneath it. */
function prospectNode(session: Session): TreeNode {
  const { standing, text } = prospectOf(session);
  const [first = '', ...others] = sentencesOf(text);
  const isStuck = standing === 'stuck';
  return {
    id: `prospect/${standing}`,
    label: isStuck ? `Stuck: ${first.charAt(0).toLowerCase()}${first.slice(1)}` : first,
    tooltip: text,
    icon: STANDING_ICONS[standing],
    context: 'prospect',
    spoken: isStuck ? `Stuck. ${text}` : text,
    children: others.map((sentence, index) => ({
      id: `prospect/${standing}/${index}`,
      label: sentence,
      tooltip: sentence,
      spoken: sentence,
    })),
  };
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.;])\s+(?=[A-Z])/);
}

/** The id of the row that says what happened: the one row that every frame has. */
export const HAPPENED_ROW = 'happened';

function happenedNode(session: Session, moment: Moment): TreeNode {
  const text = happenedText(moment, session.present === 0);
  return {
    id: HAPPENED_ROW,
    // The view's description has the number too, but gives way to the buttons while the view has the focus.
    label: `#${session.present + 1} ${text}`,
    tooltip: text,
    icon: { id: 'history' },
    context: 'happened',
    spoken: `Frame ${session.present + 1}: ${text}`,
  };
}

/** What the last edit comes to as a whole: what one wants to know before applying it to a cluster. */
function forecastNodes(session: Session): readonly TreeNode[] {
  const forecast = forecastOf(session);
  if (forecast === undefined) return [];
  const text = forecastText(forecast);
  const deeds = forecast.refusal === undefined ? forecastDeeds(forecast) : [forecast.refusal];
  return [
    {
      id: 'forecast',
      label: text,
      tooltip: text,
      icon: { id: 'telescope' },
      context: 'forecast',
      spoken: text,
      children: deeds.map((deed, index) => ({ id: `forecast/${index}`, label: deed, tooltip: deed, spoken: deed })),
    },
  ];
}

/** A row for each Pod, and for each ordinal in range that has none: so rows stay where they are while Pods come and go. */
function podNodes(session: Session, moment: Moment): readonly TreeNode[] {
  const { set } = moment.playback.state;
  const rows = new Map<number, TreeNode>();
  if (set !== null && !set.terminating) {
    const { start, replicas } = set.spec;
    for (let ordinal = start; ordinal < start + replicas; ordinal += 1) {
      rows.set(ordinal, missingPodNode(session.summary, moment, set.spec, ordinal));
    }
  }
  for (const [index, pod] of moment.pods.entries()) {
    rows.set(pod.ordinal, podNode(session, moment, index, pod));
  }
  return [...rows].toSorted(([left], [right]) => left - right).map(([, node]) => node);
}

function missingPodNode(summary: StatefulSetSummary, moment: Moment, spec: StatefulSetSpec, ordinal: number): TreeNode {
  const name = podName(spec.name, ordinal);
  const claims = claimsOf(spec, ordinal).filter((claim) => moment.playback.state.claims.has(claim));
  return {
    id: `pod/${name}`,
    label: name,
    description: summary.service.state === 'headless' ? 'not there · does not resolve' : 'not there',
    icon: { id: 'circle-outline', color: 'disabledForeground' },
    context: 'noPod copyable',
    copy: name,
    spoken: `Pod ${name} is not there`,
    children: claimNodes(summary, moment, name, claims, `kept for ${name}`),
  };
}

/** The names of the claims that belong to an ordinal. */
function claimsOf({ name, claimTemplates }: StatefulSetSpec, ordinal: number): readonly string[] {
  return claimTemplates.map((template) => claimName(template.name, name, ordinal));
}

function podNode(session: Session, moment: Moment, index: number, view: FramePod): TreeNode {
  const { state, kubelet } = moment.playback;
  const pod = state.pods[index];
  const how = podState(view);
  const trouble = pod && troubleFor(pod, moment);
  const words = [`${view.template} · ${STATE_WORDS[how]}`, ...(trouble ? [trouble] : []), ...orphanWords(pod, state)];
  const since = (moment.since[index] ?? 0) + 1;
  return {
    id: `pod/${view.name}`,
    label: view.name,
    description: [...words, `#${since}`].join(' · '),
    tooltip: podTooltip(view, words.slice(1), since),
    icon: trouble && how !== 'terminating' ? TROUBLE_ICON : STATE_ICONS[how],
    context: `pod ${how}${trouble ? ' trouble' : ''} copyable`,
    copy: view.name,
    spoken: `Pod ${view.name}, ordinal ${view.ordinal}, template ${words.join(', ')}, since frame ${since}`,
    children: [
      ...claimNodes(
        session.summary,
        moment,
        view.name,
        pod?.claims ?? [],
        trouble === 'claim not bound' ? 'not bound' : 'bound',
      ),
      ...dnsNodes(session.summary, view),
      ...placeNodes(pod && nodeOf(pod, kubelet), view.name),
    ],
  };
}

/** What holds a Pod back; of one that is terminating only what keeps it from going. */
function troubleFor(pod: Pod, { playback: { state, kubelet } }: Moment): string | null {
  const trouble = troubleOf(pod, state, kubelet);
  return pod.terminating && trouble !== 'node lost' ? null : trouble;
}

const TROUBLE_ICON: NodeIcon = { id: 'warning', color: 'list.warningForeground' };

function orphanWords(pod: Pod | undefined, { set }: RolloutState): readonly string[] {
  return pod !== undefined && pod.owner !== set?.uid ? ['owned by no set'] : [];
}

function podTooltip(pod: FramePod, others: readonly string[], since: number): string {
  return [
    `**${pod.name}**, ordinal ${pod.ordinal}`,
    `Template ${pod.template}, ${STATE_WORDS[podState(pod)]}, since frame ${since}`,
    ...others,
  ].join('\n\n');
}

/** A row for each claim of a Pod; `state` is what is said of one that nothing is wrong with. */
function claimNodes(
  summary: StatefulSetSummary,
  moment: Moment,
  pod: string,
  names: readonly string[],
  state: string,
): readonly TreeNode[] {
  const { claims } = moment.playback.state;
  return names.map((name) => {
    const claim = claims.get(name);
    const words = claim === undefined ? 'not there' : claim.terminating ? 'being deleted, kept while in use' : state;
    const isFine = claim?.terminating === false && state !== 'not bound';
    return claimNode(`pod/${pod}/claim/${name}`, name, words, isFine ? undefined : WARN, summary);
  });
}

const WARN = 'list.warningForeground';

function claimNode(
  id: string,
  name: string,
  words: string,
  color: string | undefined,
  summary: StatefulSetSummary | undefined,
): TreeNode {
  return {
    id,
    label: name,
    description: words,
    tooltip: `PersistentVolumeClaim \`${name}\`: ${words}`,
    icon: color === undefined ? { id: 'database' } : { id: 'database', color },
    context: 'claim copyable',
    ...(summary === undefined ? {} : { location: fieldLocation(summary, 'volumeClaimTemplates') }),
    copy: name,
    spoken: `Claim ${name}, ${words}`,
  };
}

function dnsNodes(summary: StatefulSetSummary, pod: FramePod): readonly TreeNode[] {
  const name = dnsNameOf(summary, pod.name);
  if (name === undefined) return [];
  const lookup = lookUpPod(summary.service, pod);
  return [
    {
      id: `pod/${pod.name}/dns`,
      label: name,
      description: lookup.text,
      tooltip: `DNS name \`${name}\`: ${lookup.text}`,
      icon: lookupIcon(lookup),
      context: 'dns copyable',
      location: fieldLocation(summary, 'serviceName'),
      copy: name,
      spoken: `DNS name ${name}, ${lookup.text}`,
    },
  ];
}

function lookupIcon({ resolves }: Lookup): NodeIcon {
  if (resolves === undefined) return { id: 'question' };
  return resolves ? { id: 'globe', color: 'testing.iconPassed' } : { id: 'circle-slash', color: 'disabledForeground' };
}

function placeNodes(node: string | null | undefined, podName: string): readonly TreeNode[] {
  if (node === undefined) return [];
  const words = node ?? 'no node';
  return [
    { id: `pod/${podName}/node`, label: words, description: 'node', icon: { id: 'vm' }, spoken: `Node ${words}` },
  ];
}

function serviceNode({ summary }: Session, moment: Moment): TreeNode {
  const { service } = summary;
  const lookup = lookUpService(summary, moment.pods);
  const isNamed = service.name !== '';
  const label = isNamed ? service.name : 'No governing Service';
  return {
    id: 'service',
    label,
    description: lookup.text,
    tooltip: `${service.sentence}\n\nA lookup of its name now: ${lookup.text}`,
    icon: { id: 'broadcast', ...(lookup.resolves === true ? { color: 'testing.iconPassed' } : {}) },
    context: isNamed ? 'service copyable' : 'service',
    location: service.location ?? fieldLocation(summary, 'serviceName'),
    copy: service.name,
    spoken: isNamed ? `Service ${label}, ${lookup.text}` : lookup.text,
    children: endpointsOf(summary, moment.pods).map((pod) => ({
      id: `service/${pod.name}`,
      label: pod.name,
      description: pod.ready && !pod.terminating ? 'ready' : 'not ready, published all the same',
      icon: { id: 'arrow-small-right' },
      spoken: `Answers the address of ${pod.name}`,
    })),
  };
}

/** Claims that no Pod has or will have: what stays of a set that was scaled down or deleted. */
function keptClaimNodes(moment: Moment): readonly TreeNode[] {
  const { pods, set } = moment.playback.state;
  const used = new Set(pods.flatMap((pod) => pod.claims));
  if (set !== null && !set.terminating) {
    const { start, replicas } = set.spec;
    for (let ordinal = start; ordinal < start + replicas; ordinal += 1) {
      for (const claim of claimsOf(set.spec, ordinal)) used.add(claim);
    }
  }
  const kept = moment.claims.filter((claim) => !used.has(claim.name));
  if (kept.length === 0) return [];
  const label = kept.length === 1 ? 'One claim without a Pod' : `${kept.length} claims without a Pod`;
  return [
    {
      id: 'kept',
      label,
      icon: { id: 'archive' },
      spoken: label,
      open: kept.length < 10,
      children: kept.map((claim) =>
        claimNode(`kept/${claim.name}`, claim.name, keptWords(claim), claim.terminating ? WARN : undefined, undefined),
      ),
    },
  ];
}

function keptWords({ terminating, owners }: FrameClaim): string {
  if (terminating) return 'being deleted';
  return owners.includes('set') ? 'kept until the set is deleted' : 'kept';
}

/** What the controller wrote into the set's status when it last looked: it can lag behind the Pods by a frame. */
function statusNodes(moment: Moment): readonly TreeNode[] {
  const { set, status } = moment.playback.state;
  if (set === null) return [];
  const { currentRevision, updateRevision } = status;
  const revisions =
    currentRevision === updateRevision
      ? `revision ${currentRevision || 'none yet'}`
      : `${currentRevision} → ${updateRevision}`;
  const rows = Object.entries(status).filter(([name]) => name !== 'observedGeneration');
  return [
    {
      id: 'status',
      label: 'Status',
      description: revisions,
      tooltip: 'The status of the StatefulSet, as the controller wrote it when it last looked',
      icon: { id: 'list-flat' },
      spoken: `Status: ${revisions}`,
      children: rows.map(([name, value]) => ({
        id: `status/${name}`,
        label: name,
        description: String(value),
        spoken: `${name} ${String(value)}`,
      })),
    },
  ];
}
