import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { closeEditors, workspaceFolder } from './workspace';

const examples = resolve(__dirname, '../../../../examples');

/** Closes all editors, drops unsaved text, and puts the files back as they are in `examples/`. */
export async function restoreWorkspace(): Promise<void> {
  await closeEditors();
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
