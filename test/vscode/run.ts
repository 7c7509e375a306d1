// Runs the suite inside a VS Code, on a copy of the examples that the tests may edit.

import { runTests } from '@vscode/test-electron';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findExecutable } from './executable';

const root = resolve(__dirname, '../../..');

void main();

async function main(): Promise<void> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'statefulset-tools-suite-')));
  try {
    const executable = await findExecutable(root);
    console.log(`Running in ${executable}`);
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(__dirname, 'suite/index.js'),
      launchArgs: [
        makeWorkspace(join(scratch, 'examples')),
        `--user-data-dir=${makeUserData(join(scratch, 'user-data'))}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
      ],
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A copy of the examples, committed where git is at hand, so that a change has something to be compared with. */
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
