// The embedded VS Code: a server and workbench, a Node for them, and a browser, all from npm packages.
// It lives in .vscode-test/, is installed when first asked for, and is never part of the extension.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cache = resolve(here, '../../../.vscode-test');
const manifests = ['package.json', 'package-lock.json'];

/**
 * @typedef {object} Installation
 * @property {string} node the Node binary that the server runs on
 * @property {string} server the server's entry point
 * @property {string} bundledChromium the folder that holds the unpacked browser; may be empty on machines it is not built for
 * @property {typeof import("playwright-core")} playwright the browser's driver
 */

/**
 * The embedded VS Code, installed first if that has not happened yet or if its locked versions have changed.
 * @returns {Installation}
 */
export function installation() {
  // The folder is named for what it holds and appears by a rename, so a stale or half-done one is never used.
  const folder = join(cache, `embedded-${fingerprint()}`);
  if (!existsSync(folder)) install(folder);
  return {
    node: nodeOf(folder),
    server: join(serverOf(folder), 'out/server-main.js'),
    bundledChromium: join(folder, 'chromium'),
    playwright: createRequire(join(folder, 'package.json'))('playwright-core'),
  };
}

/** A name for the locked versions and for this recipe: a change of either asks for a new installation. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const name of [...manifests, 'installation.mjs', 'unpack-chromium.mjs'])
    hash.update(readFileSync(join(here, name)));
  return hash.digest('hex').slice(0, 12);
}

/** @param {string} folder */
function install(folder) {
  console.log('Installing the embedded VS Code into .vscode-test/ (once)...');
  const started = Date.now();
  const partial = `${folder}.${process.pid}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  for (const name of manifests) copyFileSync(join(here, name), join(partial, name));
  // No install scripts: they build native modules (logging, credentials) that nothing here needs.
  npm(partial, ['ci', '--ignore-scripts']);
  npm(serverOf(partial), ['install', '--omit=dev', '--ignore-scripts']);
  // It offers to sign in to a hosted service when the workbench opens.
  rmSync(join(serverOf(partial), 'extensions/copilot'), { recursive: true, force: true });
  unpackChromium(partial);
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another process may have finished first; its installation is the same.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  removeOthers(folder);
  console.log(`Installed the embedded VS Code in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/**
 * Removes installations of other versions, and what a process that was ended left half done.
 * @param {string} folder the one to keep
 */
function removeOthers(folder) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const isAbandoned = name.endsWith('.partial') && Date.now() - statSync(path).mtimeMs > 3_600_000;
    const isOld = /^embedded-[0-9a-f]+$/.test(name) && path !== folder;
    if (isOld || isAbandoned) rmSync(path, { recursive: true, force: true });
  }
}

/** @param {string} folder @returns {string} */
function serverOf(folder) {
  return join(folder, 'node_modules/code-server/lib/vscode');
}

/** @param {string} folder @returns {string} */
function nodeOf(folder) {
  const bundled = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(bundled)) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Error(
    `The embedded VS Code needs Node 24 on ${process.platform} ${process.arch}; this is Node ${process.versions.node}.`,
  );
}

/**
 * @param {string} cwd
 * @param {readonly string[]} args
 */
function npm(cwd, args) {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  // Under npm, the very npm that runs us; npm is a script of its own on some systems and a shell wrapper on others.
  const own = process.env['npm_execpath'];
  const [command, ...first] = own?.endsWith('.js') ? [process.execPath, own] : ['npm'];
  const done = spawnSync(command, [...first, ...args, ...quiet], {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    throw new Error(
      `npm ${args.join(' ')} failed in ${cwd}:\n${done.error?.message ?? ''}${done.stdout}${done.stderr}`,
    );
  }
}

/** @param {string} folder */
function unpackChromium(folder) {
  const archives = join(folder, 'node_modules/@sparticuz/chromium');
  const target = join(folder, 'chromium');
  mkdirSync(target);
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  // The package unpacks into the temporary directory, and needs a newer Node than the one that may run us.
  const script = join(here, 'unpack-chromium.mjs');
  const done = spawnSync(nodeOf(folder), [script, archives], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: target },
  });
  if (done.status !== 0) throw new Error(`Chromium could not be unpacked:\n${done.stderr}`);
}
