import type { Disposable, StatusBarItem, TreeView } from 'vscode';
import { commands, StatusBarAlignment, window } from 'vscode';
import type { StatefulSetSummary } from '../../../server/src/core/protocol';
import type { Summaries } from '../sets/summaries';
import type { TreeNode } from '../tree-node';
import { NodeProvider } from '../tree-view';
import { prospectOf } from './outlook';
import type { Player } from './player';
import { canStepBack, canStepForward, isEdited } from './session';
import { frameText, HAPPENED_ROW, rolloutTree } from './tree';

/** The *Rollout* view: draws the player's run, follows its manifest, and tells menus and keys what is possible now. */
export class RolloutView implements Disposable {
  readonly #player: Player;
  readonly #summaries: Summaries;
  readonly #provider = new NodeProvider(() => this.nodes());
  readonly #tree: TreeView<TreeNode>;
  readonly #status: StatusBarItem;
  readonly #contexts = new Map<string, boolean>();
  readonly #subscriptions: readonly Disposable[];
  /** The set of the run as its file had it when the server was last asked; undefined where the run is newer than that. */
  #latest: StatefulSetSummary | undefined;
  #played: StatefulSetSummary | undefined;

  constructor(player: Player, summaries: Summaries) {
    this.#player = player;
    this.#summaries = summaries;
    this.#tree = window.createTreeView('statefulset.rollout', { treeDataProvider: this.#provider });
    this.#status = window.createStatusBarItem('statefulset.rollout', StatusBarAlignment.Left);
    this.#status.name = 'StatefulSet Rollout';
    this.#status.command = 'statefulset.rollout.pause';
    this.#subscriptions = [
      this.#tree,
      this.#status,
      player.onDidChange(() => this.#changed()),
      summaries.onDidChange(() => this.#follow()),
    ];
    this.#draw();
  }

  /** What the view shows. */
  nodes(): readonly TreeNode[] {
    const { session } = this.#player;
    return session === undefined ? [] : rolloutTree(session, this.edited !== undefined);
  }

  /** The set as its file has it now, where that differs from what is being played. */
  get edited(): StatefulSetSummary | undefined {
    const { session } = this.#player;
    const edited = this.#latest;
    return session !== undefined && edited?.id === session.summary.id && isEdited(session, edited) ? edited : undefined;
  }

  /** Shows the view and puts the keyboard's focus on its first row. */
  async focus(): Promise<void> {
    const row = this.nodes().find((node) => node.id === HAPPENED_ROW);
    if (row === undefined) return;
    try {
      // Focussing the view itself would focus the welcome text, which is about to go.
      await this.#tree.reveal(row, { focus: true, select: false });
    } catch {
      // While a run plays, rows may change before VS Code has looked them up. The view shows all the same.
    }
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  #changed(): void {
    const played = this.#player.session?.summary;
    if (played !== this.#played) {
      this.#played = played;
      this.#latest = undefined;
      void this.#follow();
    }
    this.#draw();
  }

  #draw(): void {
    const { session, isPlaying } = this.#player;
    this.#setContext('active', session !== undefined);
    this.#setContext('playing', isPlaying);
    this.#setContext('canStepForward', session !== undefined && canStepForward(session));
    this.#setContext('canStepBack', session !== undefined && canStepBack(session));
    this.#setContext('edited', this.edited !== undefined);
    this.#provider.refresh();
    if (session === undefined) {
      this.#tree.description = '';
      this.#tree.message = '';
    } else {
      const { standing, text } = prospectOf(session);
      this.#tree.description = `${frameText(session)} · ${session.summary.name} · ${session.scenario.title}`;
      // A row holds one line. What a person has to act upon is said in full; while frames fly by it would only jump.
      this.#tree.message = !isPlaying && (standing === 'stuck' || standing === 'refused') ? text : '';
    }
    if (session !== undefined && isPlaying) {
      this.#status.text = `$(debug-pause) ${session.summary.name}: frame ${frameText(session)}`;
      this.#status.tooltip = `Pause the rollout of ${session.summary.name}`;
      this.#status.show();
    } else {
      this.#status.hide();
    }
  }

  async #follow(): Promise<void> {
    const { session } = this.#player;
    if (session === undefined) return;
    // A file that is closed or gone for good leaves the run as it is.
    this.#latest = await this.#summaries.find(session.summary.id);
    this.#draw();
  }

  #setContext(name: string, value: boolean): void {
    if (this.#contexts.get(name) === value) return;
    this.#contexts.set(name, value);
    void commands.executeCommand('setContext', `statefulset.rollout.${name}`, value);
  }
}
