import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ReadFileParams } from '../../server/src/core/protocol';
import {
  COMMITTED_CHANGED_NOTIFICATION,
  COMMITTED_TEXT_REQUEST,
  LIST_FILES_REQUEST,
  READ_FILE_REQUEST,
  SCHEMA_SUPPORT_NOTIFICATION,
} from '../../server/src/core/protocol';
import { CLIENT_NAME } from './client-options';
import { registerCommands, startClient } from './commands';
import { committedText, watchCommits } from './committed';
import { watchEditors } from './editor-context';
import { listFiles, readFile } from './files';
import { registerRolloutCommands } from './rollout/commands';
import { WaitHighlight } from './rollout/highlight';
import { Player } from './rollout/player';
import type { Session } from './rollout/session';
import { Timeline } from './rollout/timeline/panel';
import { RolloutView } from './rollout/view';
import { watchSchemaSupport } from './schema-support';
import { Summaries } from './sets/summaries';
import { setsTree } from './sets/tree';
import type { TreeNode } from './tree-node';
import { NodeProvider } from './tree-view';

/** What the extension lets others see of itself. */
export interface ExtensionApi {
  /** What the *StatefulSets* view shows. */
  readonly statefulSets: () => Promise<readonly TreeNode[]>;
  /** What the *Rollout* view shows. */
  readonly rollout: () => readonly TreeNode[];
  /** The run that is shown. */
  readonly session: () => Session | undefined;
}

/** The one channel of the extension: what the server has to say, and its traffic if that is asked for. */
export function createChannel(context: ExtensionContext): LogOutputChannel {
  const channel = window.createOutputChannel(CLIENT_NAME, { log: true });
  context.subscriptions.push(channel);
  return channel;
}

/** Registers everything and starts the server, without waiting for it. */
export function start(context: ExtensionContext, client: BaseLanguageClient): ExtensionApi {
  client.onRequest(LIST_FILES_REQUEST, listFiles);
  client.onRequest(READ_FILE_REQUEST, ({ uri }: ReadFileParams) => readFile(uri));
  client.onRequest(COMMITTED_TEXT_REQUEST, ({ uri }: ReadFileParams) => committedText(uri));

  const summaries = new Summaries(client);
  const statefulSets = async (): Promise<readonly TreeNode[]> => setsTree(await summaries.get());
  const sets = new NodeProvider(statefulSets);
  const player = new Player();
  const view = new RolloutView(player, summaries);
  const timeline = new Timeline(player, context.extensionUri);
  context.subscriptions.push(
    client,
    summaries,
    summaries.onDidChange(() => sets.refresh()),
    window.createTreeView('statefulset.sets', { treeDataProvider: sets, showCollapseAll: true }),
    ...registerCommands(client),
    ...watchEditors(),
    watchCommits(() => {
      if (client.isRunning()) void client.sendNotification(COMMITTED_CHANGED_NOTIFICATION);
    }),
    watchSchemaSupport((support) => {
      if (client.isRunning()) void client.sendNotification(SCHEMA_SUPPORT_NOTIFICATION, support);
    }),
    player,
    view,
    timeline,
    new WaitHighlight(player, summaries),
    ...registerRolloutCommands({ client, summaries, player, view, timeline }),
  );
  void startClient(client);
  return { statefulSets, rollout: () => view.nodes(), session: () => player.session };
}
