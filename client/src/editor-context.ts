import type { Disposable, TextDocument } from 'vscode';
import { commands, window, workspace } from 'vscode';

const STATEFUL_SET = /^[ \t-]*["']?kind["']?[ \t]*:[ \t]*["']?StatefulSet\b/m;

const LANGUAGES = ['yaml', 'json'];

/** Milliseconds of rest after which an edited text is looked at again. */
const REST_MILLISECONDS = 400;

/**
 * Keeps the context key `statefulset.inEditor` true while the active editor seems to hold a StatefulSet, for the editor's
 * menu. A guess from the text: asking the server for every set at every keystroke would cost too much for a menu entry.
 */
export function watchEditors(): Disposable[] {
  let known: boolean | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (document: TextDocument | undefined): void => {
    clearTimeout(timer);
    const isLikely =
      document !== undefined && LANGUAGES.includes(document.languageId) && STATEFUL_SET.test(document.getText());
    if (isLikely === known) return;
    known = isLikely;
    void commands.executeCommand('setContext', 'statefulset.inEditor', isLikely);
  };
  look(window.activeTextEditor?.document);
  return [
    window.onDidChangeActiveTextEditor((editor) => look(editor?.document)),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== window.activeTextEditor?.document) return;
      clearTimeout(timer);
      timer = setTimeout(() => look(document), REST_MILLISECONDS);
    }),
    { dispose: () => clearTimeout(timer) },
  ];
}
