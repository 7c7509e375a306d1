import type { StatefulSetSummary } from '../../../server/src/core/protocol';
import { nodeOf, troubleOf } from '../../../server/src/core/rollout/kubelet';
import { podName } from '../../../server/src/core/rollout/kubernetes';
import type { StatefulSetSpec } from '../../../server/src/core/rollout/spec';
import type { Pod, RolloutState } from '../../../server/src/core/rollout/state';
import type { FramePod } from '../../../server/src/core/rollout/trace';
import { fieldLocation } from '../sets/tree';
import type { NodeIcon, TreeNode } from '../tree-node';
import { claimNodes, claimsOf } from './claim-rows';
import type { Lookup } from './dns';
import { dnsNameOf, lookUpPod } from './dns';
import { podState, STATE_ICONS, STATE_WORDS } from './pod-state';
import type { Moment, Session } from './session';

/** A row for each Pod, and for each ordinal in range that has none: so rows stay where they are while Pods come and go. */
export function podNodes(session: Session, moment: Moment): readonly TreeNode[] {
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

function dnsNodes(summary: StatefulSetSummary, pod: FramePod): readonly TreeNode[] {
  const name = dnsNameOf(summary, pod.name);
  if (name === undefined) return [];
  const lookup = lookUpPod(summary.service, pod);
  return [
    {
      id: `pod/${pod.name}/dns`,
      // The full name would leave no room for what a lookup answers.
      label: `${pod.name}.${summary.service.name}`,
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
