import * as vscode from 'vscode';
import type { Totals } from './runner';
import { workspaceFolder } from './workspace';

/**
 * Prints the totals and leaves them beside the workspace's folder, for whoever started this.
 * Throws if a test failed, or if there was none.
 */
export async function conclude({ passed, failed }: Totals): Promise<void> {
  console.log(`${passed} passed, ${failed} failed`);
  const file = vscode.Uri.joinPath(workspaceFolder().uri, '..', 'results.json');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify({ passed, failed })));
  if (failed > 0) throw new Error(`${failed} of the tests in VS Code failed`);
  if (passed === 0) throw new Error('There was no test to run in VS Code');
}
