import type { Disposable, TextEditor, TextEditorDecorationType } from 'vscode';
import { OverviewRulerLane, Range, ThemeColor, Uri, window } from 'vscode';
import type { PlainRange, StatefulSetSummary } from '../../../server/src/core/protocol';
import type { Summaries } from '../sets/summaries';
import { explainingFields } from './explaining-field';
import { outlookAt } from './outlook';
import type { Player } from './player';
import type { Session } from './session';
import { presentMoment } from './session';

/** Marks the line of the manifest that explains what the controller waits for. */
export class WaitHighlight implements Disposable {
  readonly #player: Player;
  readonly #summaries: Summaries;
  readonly #decoration: TextEditorDecorationType;
  readonly #subscriptions: readonly Disposable[];
  /** Whether some editor may carry a mark. */
  #isShown = false;

  constructor(player: Player, summaries: Summaries) {
    this.#player = player;
    this.#summaries = summaries;
    this.#decoration = window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: new ThemeColor('editor.stackFrameHighlightBackground'),
      overviewRulerColor: new ThemeColor('charts.yellow'),
      overviewRulerLane: OverviewRulerLane.Full,
    });
    const draw = (): Promise<void> => this.#draw();
    this.#subscriptions = [
      this.#decoration,
      player.onDidChange(draw),
      summaries.onDidChange(draw),
      window.onDidChangeVisibleTextEditors(draw),
    ];
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  async #draw(): Promise<void> {
    const { session } = this.#player;
    if (session === undefined && !this.#isShown) return;
    // Lines move while somebody types; the server knows where the fields are now.
    const summary = session && ((await this.#summaries.find(session.summary.id)) ?? session.summary);
    const mark = session && summary && markOf(session, summary);
    this.#isShown = mark !== undefined;
    for (const editor of window.visibleTextEditors) {
      editor.setDecorations(
        this.#decoration,
        mark?.uri === editor.document.uri.toString() ? [option(editor, mark)] : [],
      );
    }
  }
}

interface Mark {
  readonly uri: string;
  readonly range: PlainRange;
  readonly text: string;
}

function markOf(session: Session, summary: StatefulSetSummary): Mark | undefined {
  const moment = presentMoment(session);
  const range = explainingFields(moment).flatMap((field) => summary.fields[field] ?? [])[0];
  if (range === undefined) return undefined;
  const { waiting } = outlookAt(moment);
  const text = waiting === null ? 'holds back the other Pods' : `waits for ${waiting.pod}`;
  return { uri: Uri.parse(summary.location.uri).toString(), range, text };
}

function option(editor: TextEditor, { range, text }: Mark): { range: Range; renderOptions: object } {
  const { line } = range.start;
  const full = editor.document.validateRange(new Range(line, 0, line, Number.MAX_SAFE_INTEGER));
  const after = { contentText: text, color: new ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2em' };
  return { range: full, renderOptions: { after } };
}
