import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as vscode from 'vscode';

const examples = resolve(__dirname, '../../../../examples');

/** The folder that is open: a copy of the examples. */
export function workspaceFolder(): vscode.WorkspaceFolder {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open');
  return folder;
}

/** The URI of a file of the workspace, by its path in `examples/`. */
export function uriOf(path: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder().uri, path);
}

/** Closes all editors, drops unsaved text, and puts the files back as they are in `examples/`. */
export async function restoreWorkspace(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const folder = workspaceFolder().uri.fsPath;
  for (const path of filesIn(folder)) if (!existsSync(join(examples, path))) rmSync(join(folder, path));
  for (const path of filesIn(examples)) {
    const [original, copy] = [join(examples, path), join(folder, path)];
    if (!existsSync(copy) || !readFileSync(copy).equals(readFileSync(original))) cpSync(original, copy);
  }
}

/** The files below a folder, by their path in it; git's own are left out. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !/^\.git\b/.test(path) && statSync(join(folder, path)).isFile(),
  );
}
