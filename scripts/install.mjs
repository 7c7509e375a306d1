// Installs the locked dependencies if they are missing or differ from the lock. Needs nothing but Node and npm.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** A folder that exists while one process installs, so that a second one waits. */
const guard = join(root, '.vscode-test/installing');
const guardExpiresAfterMinutes = 10;

if (!isInstalled()) {
  await enter();
  try {
    if (!isInstalled()) install();
  } finally {
    rmSync(guard, { recursive: true, force: true });
  }
}

/** Whether npm's own record of what it put into node_modules agrees with the lock. npm writes it last. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  const names = new Set([...Object.keys(wanted), ...Object.keys(present)]);
  names.delete('');
  return [...names].every((name) => {
    // Builds for other platforms are locked but not installed.
    if (!(name in present)) return wanted[name].optional === true;
    return present[name].version === wanted[name]?.version && present[name].integrity === wanted[name]?.integrity;
  });
}

/** @param {string} lock */
function packagesOf(lock) {
  try {
    return JSON.parse(readFileSync(join(root, lock), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function enter() {
  mkdirSync(dirname(guard), { recursive: true });
  for (;;) {
    try {
      mkdirSync(guard);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const ageMinutes = (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? 0)) / 60_000;
    if (ageMinutes > guardExpiresAfterMinutes) rmSync(guard, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function install() {
  console.log('Installing the locked dependencies (npm ci)...');
  const started = Date.now();
  const args = ['ci', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  // Under npm, the very npm that runs us.
  const npm = process.env['npm_execpath'];
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error(`npm ci failed${done.error ? `: ${done.error.message}` : '.'}`);
    process.exitCode = 1;
    return;
  }
  console.log(`Installed the dependencies in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}
