// What VS Code calls in its extension host.

import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { conclude } from './conclude';
import { restoreWorkspace } from './restore';
import { runAll } from './runner';

const sources = resolve(__dirname, '../../../../test/vscode/suite');

/** Runs every `*.test.ts` of this folder. */
export async function run(): Promise<void> {
  // A compiled test without a source was deleted since.
  const names = readdirSync(__dirname).filter(
    (name) => name.endsWith('.test.js') && existsSync(join(sources, name.replace(/\.js$/, '.ts'))),
  );
  for (const name of names.toSorted()) await import(pathToFileURL(join(__dirname, name)).href);
  await conclude(await runAll(restoreWorkspace));
}
