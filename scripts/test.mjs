// The whole check: compiler, lint, bundles, unit tests, and the extension in a real VS Code.
// Usage: node scripts/test.mjs [unit|vscode]

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'statefulset-tools-results-'));

const steps = [
  { name: 'compile', command: ['node_modules/typescript/bin/tsc', '-b'], isNeededByAll: true },
  { name: 'lint', command: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'], only: [] },
  { name: 'build', command: ['scripts/build.mjs'], isNeededByAll: true },
  { name: 'unit tests', command: ['scripts/unit.mjs'], only: ['unit'], hasTests: true },
  { name: 'page tests', command: ['scripts/unit.mjs', 'test/vscode/page'], only: ['vscode'], hasTests: true },
  { name: 'VS Code tests', command: ['out/test/vscode/run.js'], only: ['vscode'], hasTests: true },
];

const [wanted] = process.argv.slice(2);
let passed = 0;
let failed = 0;
const times = [];
for (const step of steps) {
  if (wanted && step.only && !step.only.includes(wanted)) continue;
  console.log(`\n== ${step.name}`);
  const started = Date.now();
  const isDone = perform(step);
  times.push(`${step.name} ${((Date.now() - started) / 1000).toFixed(1)} s${isDone ? '' : ' (FAILED)'}`);
  if (!isDone && step.isNeededByAll) break;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${times.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

/**
 * Runs a step and adds to the totals. A step that fails is at least one failure, whatever it counted itself.
 * @param {(typeof steps)[number]} step
 */
function perform(step) {
  const results = join(scratch, `${step.name}.json`);
  const { status } = spawnSync(process.execPath, step.command, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, STATEFULSET_TOOLS_RESULTS: results },
  });
  const counted = step.hasTests ? totalsIn(results) : { passed: 0, failed: 0 };
  const isDone = status === 0 && counted.failed === 0 && (!step.hasTests || counted.passed > 0);
  passed += counted.passed;
  failed += isDone ? 0 : Math.max(1, counted.failed);
  return isDone;
}

/** @param {string} file @returns {{ passed: number, failed: number }} */
function totalsIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
}
