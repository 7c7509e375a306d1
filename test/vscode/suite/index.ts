// What VS Code calls in its extension host.

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runAll } from './runner';
import { restoreWorkspace } from './workspace';

const sources = resolve(__dirname, '../../../../test/vscode/suite');

/** Runs every `*.test.ts` of this folder. Rejects if a test fails, or if there is none. */
export async function run(): Promise<void> {
  // A compiled test without a source was deleted since.
  const names = readdirSync(__dirname).filter(
    (name) => name.endsWith('.test.js') && existsSync(join(sources, name.replace(/\.js$/, '.ts'))),
  );
  for (const name of names.toSorted()) await import(pathToFileURL(join(__dirname, name)).href);
  const totals = await runAll(restoreWorkspace);
  console.log(`VS Code tests: ${totals.passed} passed, ${totals.failed} failed`);
  const results = process.env['STATEFULSET_TOOLS_RESULTS'];
  if (results !== undefined) writeFileSync(results, JSON.stringify(totals));
  if (totals.failed > 0) throw new Error(`${totals.failed} of the VS Code tests failed`);
  if (totals.passed === 0) throw new Error('There was no VS Code test to run');
}
