import type { Disposable, Uri, WebviewPanel } from 'vscode';
import { commands, Uri as Uris, ViewColumn, window, workspace } from 'vscode';
import type { Player } from '../player';
import type { Moment, Session } from '../session';
import { canStepForward, show } from '../session';
import { timelineFrames } from './frames';
import { timelineHtml } from './html';
import { layOut } from './page/layout';
import type { FromPage, ToPage } from './page/messages';
import { toSvg } from './page/svg';

/** Width of an exported picture in which a run is fitted while it can be, in CSS pixels. */
const EXPORT_WIDTH = 1200;

/** The timeline: a panel with the whole run as a picture. There is at most one. */
export class Timeline implements Disposable {
  readonly #player: Player;
  readonly #extension: Uri;
  readonly #subscription: Disposable;
  #panel: WebviewPanel | undefined;
  /** What the page has, to tell it only what is new. */
  #sent: readonly Moment[] = [];

  constructor(player: Player, extension: Uri) {
    this.#player = player;
    this.#extension = extension;
    this.#subscription = player.onDidChange(() => this.#tell());
  }

  /** Opens the panel beside the editor, or brings it to the front. */
  open(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, true);
      return;
    }
    const bundle = Uris.joinPath(this.#extension, 'dist/client');
    const options = { enableScripts: true, localResourceRoots: [bundle] };
    const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel('statefulset.timeline', 'Rollout Timeline', where, options);
    panel.webview.onDidReceiveMessage((message: FromPage) => this.#hear(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.html = timelineHtml(panel.webview, Uris.joinPath(bundle, 'timeline.js'));
    this.#panel = panel;
  }

  /** Writes the picture to a file of the person's choosing. */
  async export(): Promise<void> {
    const { session } = this.#player;
    if (session === undefined) return;
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const name = `${session.summary.name}-${session.scenario.id}.svg`;
    const target = await window.showSaveDialog({
      ...(folder === undefined ? {} : { defaultUri: Uris.joinPath(folder, name) }),
      filters: { SVG: ['svg'] },
      title: 'Export Timeline',
    });
    if (target !== undefined) await workspace.fs.writeFile(target, new TextEncoder().encode(timelineSvg(session)));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#panel?.dispose();
  }

  #hear(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        // Also after it was hidden: then it has forgotten everything but where it was scrolled to.
        this.#sent = [];
        this.#tell();
        return;
      case 'show':
        this.#player.pause();
        this.#player.change((session) => show(session, message.index));
        return;
      case 'command':
        void commands.executeCommand(`statefulset.rollout.${message.name}`);
    }
  }

  #tell(): void {
    const { session, isPlaying } = this.#player;
    if (this.#panel === undefined) return;
    if (session === undefined) {
      this.#panel.dispose();
      return;
    }
    const { moments } = session;
    const sent = this.#sent;
    const different = moments.findIndex((moment, index) => moment !== sent[index]);
    const from = different === -1 ? Math.min(moments.length, sent.length) : different;
    if (from < moments.length || from < sent.length) {
      const frames = timelineFrames(moments, from);
      this.#post({ type: 'frames', title: titleOf(session), from, frames });
      this.#sent = moments;
    }
    const { present } = session;
    this.#post({ type: 'present', index: present, playing: isPlaying, canStepForward: canStepForward(session) });
  }

  #post(message: ToPage): void {
    // A hidden page loses messages; it asks for everything when it comes back.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a webview's, not a window's
    void this.#panel?.webview.postMessage(message);
  }
}

/** The picture of a run as the text of an SVG file. */
export function timelineSvg(session: Session): string {
  const frames = timelineFrames(session.moments, 0);
  return toSvg(layOut(frames, { width: EXPORT_WIDTH, present: session.present }), titleOf(session));
}

function titleOf({ summary, scenario }: Session): string {
  return `Rollout of ${summary.name}: ${scenario.title}`;
}
