// Runs the suites inside a VS Code, on copies of the examples that the tests may edit.

import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findExecutable } from './executable';
import type { Totals } from './suite/runner';

const root = resolve(__dirname, '../../..');

void main();

async function main(): Promise<void> {
  const executable = await findExecutable(root);
  console.log(`Running in ${executable}`);
  const totals = [
    await runSuite(executable, join(__dirname, 'suite/index.js'), []),
    await runSuite(executable, await bundleForBrowser(), ['--extensionDevelopmentKind=web']),
  ];
  const passed = totals.reduce((sum, one) => sum + one.passed, 0);
  const failed = totals.reduce((sum, one) => sum + one.failed, 0);
  const results = process.env['STATEFULSET_TOOLS_RESULTS'];
  if (results !== undefined) writeFileSync(results, JSON.stringify({ passed, failed }));
  if (failed > 0) process.exitCode = 1;
}

/** What came of a suite. One that did not come to its end counts as a failure, whatever it had done until then. */
async function runSuite(executable: string, module: string, args: readonly string[]): Promise<Totals> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'statefulset-tools-suite-')));
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: module,
      launchArgs: [
        makeWorkspace(join(scratch, 'examples')),
        `--user-data-dir=${makeUserData(join(scratch, 'user-data'))}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
        ...args,
      ],
    });
    return readTotals(join(scratch, 'results.json'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    const { passed, failed } = readTotals(join(scratch, 'results.json'));
    return { passed, failed: Math.max(1, failed) };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The totals that a suite leaves; a failure where it left none. */
function readTotals(file: string): Totals {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && 'passed' in value && 'failed' in value) {
      return { passed: Number(value.passed), failed: Number(value.failed) };
    }
  } catch {
    // It ended before it came to that.
  }
  return { passed: 0, failed: 1 };
}

/** The browser's extension host loads one file and knows no Node. */
async function bundleForBrowser(): Promise<string> {
  const outfile = join(__dirname, 'browser/bundle.js');
  await build({
    entryPoints: [join(root, 'test/vscode/browser/index.ts')],
    outfile,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}

/** A copy of the examples, committed, so that a change has something to be compared with. */
function makeWorkspace(folder: string): string {
  cpSync(join(root, 'examples'), folder, { recursive: true });
  const git = (...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgSign=false'];
    execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' });
  };
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=The examples as they are');
  return folder;
}

/** The user data of an editor that nobody has set up: quiet, offline, and the same on every machine. */
function makeUserData(folder: string): string {
  mkdirSync(join(folder, 'User'), { recursive: true });
  cpSync(join(root, 'test/vscode/host/settings.json'), join(folder, 'User/settings.json'));
  return folder;
}
