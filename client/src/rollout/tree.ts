import { fieldLocation } from '../sets/tree';
import type { NodeIcon, TreeNode } from '../tree-node';
import { keptClaimNodes } from './claim-rows';
import { endpointsOf, lookUpService } from './dns';
import { forecastDeeds, forecastOf, forecastText } from './forecast';
import { happenedText } from './happened';
import type { Standing } from './outlook';
import { prospectOf, sentencesOf } from './outlook';
import { podNodes } from './pod-rows';
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
