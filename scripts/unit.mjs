// Runs compiled tests: the unit tests, or those of a folder.
// Usage: node scripts/unit.mjs [FOLDER]

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const [folder = 'test'] = process.argv.slice(2);

// Taken from the sources: the output of a test that was deleted since may still lie about.
const files = readdirSync(join(root, folder))
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join(root, 'out', folder, name.replace(/\.ts$/, '.js')));
const uncompiled = files.filter((file) => !existsSync(file));
if (uncompiled.length > 0) throw new Error(`Not compiled: ${uncompiled.join(', ')}`);

const totals = { passed: 0, failed: 0 };
const events = run({ files, concurrency: availableParallelism() });
events.on('test:diagnostic', ({ nesting, message }) => {
  const [, kind, count] = /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(message) ?? [];
  if (nesting !== 0 || kind === undefined) return;
  // A test that was not run has shown nothing.
  totals[kind === 'pass' ? 'passed' : 'failed'] += Number(count);
});
events.on('end', () => {
  const results = process.env['STATEFULSET_TOOLS_RESULTS'];
  if (results) {
    mkdirSync(dirname(results), { recursive: true });
    writeFileSync(results, JSON.stringify(totals));
  }
  if (totals.failed > 0 || totals.passed === 0) process.exitCode = 1;
});
events.compose(new spec()).pipe(process.stdout);
