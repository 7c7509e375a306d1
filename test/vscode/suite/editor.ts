// What a person does in the editor, as functions: open, look, wait, hover, fix, type. Runs in Node and in the browser.

import * as vscode from 'vscode';
import { uriOf } from './workspace';

const waitSeconds = 15;
const pollMilliseconds = 50;

/** Opens a file of the workspace, by its path in `examples/`, in an editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  return vscode.window.showTextDocument(document);
}

/**
 * The position that `|` marks in `text`, where the rest of `text` first occurs in the document.
 * Without a `|` it is the start of that occurrence.
 */
export function at(document: vscode.TextDocument, text: string): vscode.Position {
  const mark = Math.max(0, text.indexOf('|'));
  const wanted = text.replace('|', '');
  const offset = document.getText().indexOf(wanted);
  ensure(offset !== -1, `${document.uri.path} does not contain ${JSON.stringify(wanted)}`);
  return document.positionAt(offset + mark);
}

/** The range of the first occurrence of `text` in the document. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = at(document, text);
  return new vscode.Range(start, document.positionAt(document.offsetAt(start) + text.length));
}

/** Replaces the first occurrence of a text, as if typed. The file is not saved. */
export async function replace(editor: vscode.TextEditor, text: string, replacement: string): Promise<void> {
  const range = rangeOf(editor.document, text);
  ensure(await editor.edit((builder) => builder.replace(range, replacement)), 'The editor refused the edit');
}

/**
 * Asks again and again until an answer is not undefined. Fails with `what` when that does not happen in time.
 * @param ask what to ask; its answer is the result
 */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = performance.now() + waitSeconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`Waited ${waitSeconds} s for ${what}`);
    await pause(pollMilliseconds);
  }
}

/** Lets time pass. For proof that something does not happen; to wait for something, use `eventually`. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The rule of a diagnostic, or an empty text for one that has none. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** Waits until a file's diagnostics satisfy a condition, and gives them. The failure lists what was there instead. */
export async function diagnosticsOf(
  uri: vscode.Uri,
  satisfies: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  try {
    return await eventually('diagnostics', () => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      return satisfies(diagnostics) ? diagnostics : undefined;
    });
  } catch (error) {
    const present = vscode.languages.getDiagnostics(uri).map((one) => `  ${ruleOf(one)}: ${one.message}`);
    throw new Error(`Unexpected diagnostics of ${uri.path}:\n${present.join('\n') || '  none'}`, { cause: error });
  }
}

/** Waits until a file has a diagnostic of a rule, and gives the first. */
export async function diagnosticOf(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  const matches = (diagnostic: vscode.Diagnostic): boolean => ruleOf(diagnostic) === rule;
  const found = (await diagnosticsOf(uri, (all) => all.some(matches))).find(matches);
  ensure(found !== undefined, `No diagnostic of ${rule}`);
  return found;
}

/** The text of all hovers at a position, waiting until there is one. */
export function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  return eventually('a hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const texts = hovers
      .flatMap((hover) => hover.contents)
      .map((part) => (typeof part === 'string' ? part : part.value));
    return texts.length > 0 ? texts.join('\n\n') : undefined;
  });
}

/** The code actions offered for a range. */
export function codeActionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind?.value,
    // So many are resolved, that is: come with their edit.
    20,
  );
}

/** Chooses the code action with this title at a range, waiting until it is offered. */
export async function applyCodeAction(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
): Promise<void> {
  let offered: readonly string[] = [];
  const action = await eventually(`the code action "${title}"`, async () => {
    const actions = await codeActionsAt(document, range);
    offered = actions.map((one) => one.title);
    return actions.find((one) => one.title === title);
  }).catch((error: unknown) => {
    throw new Error(`Not offered: "${title}", but: ${offered.join(', ') || 'nothing'}`, { cause: error });
  });
  if (action.edit) ensure(await vscode.workspace.applyEdit(action.edit), 'The edit was not applied');
  if (action.command) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}

/** The labels of the completions at a position. */
export async function completionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** Where "Go to Definition" leads from a position. */
export async function definitionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly vscode.Location[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    position,
  );
  return found.map((one) =>
    'targetUri' in one ? new vscode.Location(one.targetUri, one.targetSelectionRange ?? one.targetRange) : one,
  );
}

/** Renames what is at a position, in all files. */
export async function renameAt(document: vscode.TextDocument, position: vscode.Position, name: string): Promise<void> {
  const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    position,
    name,
  );
  ensure(await vscode.workspace.applyEdit(edit), 'The rename was not applied');
}

/** The titles of a document's code lenses, from top to bottom, resolved. */
export async function lensesOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses.map((lens) => lens.command?.title ?? '');
}

function ensure(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
