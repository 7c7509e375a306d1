import type { Disposable } from 'vscode';
import { commands, env, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { StatefulSetParams, StatefulSetSummary } from '../../../server/src/core/protocol';
import { COMMITTED_STATEFUL_SET_REQUEST } from '../../../server/src/core/protocol';
import { featuresOf } from '../../../server/src/core/rollout/kubernetes';
import type { Scenario } from '../../../server/src/core/rollout/scenarios';
import { SCENARIOS } from '../../../server/src/core/rollout/scenarios';
import type { StatefulSetInput } from '../../../server/src/core/rollout/spec';
import { UsageError } from '../../../server/src/core/rollout/step';
import type { Summaries } from '../sets/summaries';
import type { TreeNode } from '../tree-node';
import { POD_FAULTS } from './faults';
import { askReplicas, pickFault, pickPod, pickScenario, pickSet, pickSpeed } from './pick';
import type { Player } from './player';
import type { Session, SessionOptions } from './session';
import { applyEdit, presentMoment, restart, startSession, stepBack, stepForward } from './session';
import type { Timeline } from './timeline/panel';
import type { RolloutView } from './view';

/** What `statefulset.simulate` may be told beside the set, so that it asks nothing. */
export interface SimulateOptions {
  /** The id of a scenario. */
  readonly scenario?: string;
  /** Where the scenario scales. */
  readonly replicas?: number;
  /** Whether to begin to play; it does unless told not to. */
  readonly play?: boolean;
}

/** Everything the rollout's commands work on. */
export interface RolloutParts {
  readonly client: BaseLanguageClient;
  readonly summaries: Summaries;
  readonly player: Player;
  readonly view: RolloutView;
  readonly timeline: Timeline;
}

/** Registers the commands of the rollout. */
export function registerRolloutCommands(parts: RolloutParts): Disposable[] {
  const { player, view, timeline } = parts;
  const rollout = (name: string, run: (node?: TreeNode) => unknown): Disposable =>
    commands.registerCommand(`statefulset.rollout.${name}`, (node?: TreeNode) => guarded(() => run(node)));
  return [
    commands.registerCommand('statefulset.simulate', (target?: unknown, options?: SimulateOptions) =>
      guarded(() => simulate(parts, target, options)),
    ),
    rollout('play', () => player.play()),
    rollout('pause', () => player.pause()),
    rollout('stepForward', () => paused(player, stepForward)),
    rollout('stepBack', () => paused(player, stepBack)),
    rollout('restart', () => paused(player, (session) => restart(session))),
    rollout('restartWithEdits', () => paused(player, (session) => restart(session, view.edited))),
    rollout('applyEdits', () =>
      player.change((session) => (view.edited === undefined ? session : applyEdit(session, view.edited))),
    ),
    rollout('chooseScenario', () => chooseScenario(parts)),
    rollout('speed', async () => {
      player.speed = (await pickSpeed(player.speed)) ?? player.speed;
    }),
    rollout('showTimeline', () => timeline.open()),
    rollout('exportTimeline', () => timeline.export()),
    rollout('stop', () => player.set(undefined)),
    rollout('injectFault', (node) => injectFault(player, node)),
    rollout('copyCommand', async (node) => {
      if (node?.copy !== undefined) await env.clipboard.writeText(node.copy);
    }),
    ...POD_FAULTS.map(({ id, inject }) =>
      commands.registerCommand(`statefulset.pod.${id}`, (node?: TreeNode) =>
        guarded(() => {
          const pod = node?.copy;
          if (pod !== undefined) player.change((session) => inject(session, pod));
        }),
      ),
    ),
  ];
}

/**
 * Simulates a set: the one with an id (from a code lens), of a tree's row, or under the cursor of an editor; else the person
 * chooses. Asks for a scenario where the person did not come with a single click.
 */
async function simulate(parts: RolloutParts, target: unknown, options: SimulateOptions = {}): Promise<void> {
  const summary = await setFor(await parts.summaries.get(), target);
  if (summary === undefined) {
    void window.showInformationMessage('There is no StatefulSet to simulate in this workspace.');
    return;
  }
  const direct = typeof target === 'string' ? 'create' : undefined;
  const scenario = await scenarioFor(summary, options.scenario ?? direct);
  if (scenario !== undefined) await begin(parts, summary, scenario, options);
}

async function chooseScenario(parts: RolloutParts): Promise<void> {
  const { session } = parts.player;
  if (session === undefined) return await simulate(parts, undefined);
  const summary = (await parts.summaries.find(session.summary.id)) ?? session.summary;
  const scenario = await pickScenario(summary.name);
  if (scenario !== undefined) await begin(parts, summary, scenario, {});
}

async function scenarioFor(summary: StatefulSetSummary, id: string | undefined): Promise<Scenario | undefined> {
  return id === undefined ? await pickScenario(summary.name) : SCENARIOS.find((each) => each.id === id);
}

async function begin(
  { client, player, view }: RolloutParts,
  summary: StatefulSetSummary,
  scenario: Scenario,
  { replicas, play }: SimulateOptions,
): Promise<void> {
  const asked = scenario.id === 'scale' && replicas === undefined;
  const wanted = asked ? await askReplicas(summary.name, summary.input.spec) : replicas;
  if (asked && wanted === undefined) return;
  const options: SessionOptions = {
    features: featuresOf(workspace.getConfiguration('statefulset').get('kubernetesVersion', '')),
    replicas: wanted,
    committed: scenario.id === 'apply-edits' ? await committed(client, summary) : undefined,
  };
  const session = startSession(summary, scenario, options);
  if (session === null) {
    void window.showInformationMessage(
      `${summary.name} is not committed to git, so there is nothing that the edits could be compared with.`,
    );
    return;
  }
  player.pause();
  player.set(session);
  if (play !== false) player.play();
  await view.focus();
}

async function committed(
  client: BaseLanguageClient,
  { id }: StatefulSetSummary,
): Promise<StatefulSetInput | undefined> {
  const params: StatefulSetParams = { id };
  const found = await client.sendRequest<StatefulSetInput | null>(COMMITTED_STATEFUL_SET_REQUEST, params);
  return found ?? undefined;
}

/** The set that a command is about; undefined where there is none or the person would not choose. */
async function setFor(
  summaries: readonly StatefulSetSummary[],
  target: unknown,
): Promise<StatefulSetSummary | undefined> {
  if (typeof target === 'string') return summaries.find((each) => each.id === target);
  if (target instanceof Uri) return await setInEditor(summaries, target);
  if (isNode(target)) return summaries.find((each) => each.id === target.id);
  return await pickSet(summaries);
}

/** The set that the cursor stands in or after, in its file; of another file the person chooses. */
async function setInEditor(
  summaries: readonly StatefulSetSummary[],
  uri: Uri,
): Promise<StatefulSetSummary | undefined> {
  const inFile = summaries.filter((each) => Uri.parse(each.location.uri).toString() === uri.toString());
  const editor = window.activeTextEditor;
  const line = editor?.document.uri.toString() === uri.toString() ? editor.selection.active.line : 0;
  const byLine = inFile.toSorted((left, right) => left.location.range.start.line - right.location.range.start.line);
  return byLine.findLast((each) => each.location.range.start.line <= line) ?? byLine[0] ?? (await pickSet(summaries));
}

function isNode(target: unknown): target is TreeNode {
  return typeof target === 'object' && target !== null && 'id' in target && 'label' in target;
}

async function injectFault(player: Player, node: TreeNode | undefined): Promise<void> {
  const { session } = player;
  if (session === undefined) return;
  player.pause();
  const pod = node?.copy ?? (await pickPod(presentMoment(session).pods.map((each) => each.name)));
  const fault = pod === undefined ? undefined : await pickFault(pod);
  if (pod !== undefined && fault !== undefined) player.change((present) => fault.inject(present, pod));
}

/** Stepping by hand and playing do not go together. */
function paused(player: Player, change: (session: Session) => Session): void {
  player.pause();
  player.change(change);
}

/** What the simulator says cannot be is told the person; anything else is a defect and goes to VS Code. */
async function guarded(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    void window.showWarningMessage(error.message);
  }
}
