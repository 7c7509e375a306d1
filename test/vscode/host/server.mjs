// Starts the embedded VS Code's server on this machine only.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const quietSettings = JSON.parse(readFileSync(new URL('settings.json', import.meta.url), 'utf8'));

const startSeconds = 60;

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {(options: WorkbenchOptions) => string} address the address of a workbench
 * @property {() => void} stop ends it and removes what it stored
 *
 * @typedef {object} WorkbenchOptions
 * @property {string | undefined} folder the folder to open
 * @property {string} [file] a file to show
 * @property {readonly string[]} [extensions] the folders of the extensions under development
 * @property {string} [tests] the module whose run() is called in the extension host
 */

/**
 * @param {import("./installation.mjs").Installation} installation
 * @param {object} [options]
 * @param {object} [options.settings] further user settings
 * @param {readonly string[]} [options.extensions] the folders of extensions to have installed
 * @param {(text: string) => void} [options.onOutput] hears its log
 * @returns {Promise<Server>}
 */
export async function startServer(installation, { settings, extensions = [], onOutput } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'statefulset-tools-editor-'));
  mkdirSync(join(data, 'data/User'), { recursive: true });
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  mkdirSync(join(data, 'extensions'));
  for (const extension of extensions) {
    const { publisher, name, version } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
    symlinkSync(resolve(extension), join(data, 'extensions', `${publisher}.${name}-${version}`));
  }
  // Other people on this machine can reach the port too; in a file, since they can see the command line as well.
  const token = randomUUID();
  const tokenFile = join(data, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const parameters = {
    host: '127.0.0.1',
    port: '0',
    'server-data-dir': data,
    'connection-token-file': tokenFile,
  };
  const switches = [
    // Only with the smoke test driver may the address name an extension under development.
    '--enable-smoke-test-driver',
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--disable-workspace-trust',
  ];
  const watch = new URL('exit-with-parent.mjs', import.meta.url).href;
  const named = Object.entries(parameters).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(
    installation.node,
    ['--import', watch, installation.server, ...named, ...switches],
    // A group of its own, so that its extension hosts and language servers end with it.
    { detached: true, env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stop = () => {
    process.off('exit', stop);
    kill(child);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', stop);

  const port = await new Promise((resolve, reject) => {
    let log = '';
    const fail = (/** @type {string} */ reason) =>
      reject(new Error(`The embedded VS Code did not start: ${reason}\n${log}`));
    const timer = setTimeout(() => fail(`not listening after ${startSeconds} s`), startSeconds * 1000);
    const hear = (/** @type {Buffer} */ chunk) => {
      onOutput?.(chunk.toString());
      log = (log + chunk).slice(-10_000);
      const listening = /listening on (\d+)/.exec(log);
      if (!listening) return;
      clearTimeout(timer);
      resolve(Number(listening[1]));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`exit code ${code}`));
  }).catch((error) => {
    stop();
    throw error;
  });
  return { port, stop, address: (options) => address(port, token, options) };
}

/** Without the variables by which a VS Code that we may be running in speaks to its own children. */
function serverEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_(?!EXECUTABLE)|ELECTRON_)/.test(name)),
  );
}

/** @param {import("node:child_process").ChildProcess} child */
function kill(child) {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/**
 * @param {number} port
 * @param {string} token
 * @param {WorkbenchOptions} options
 */
function address(port, token, { folder, file, extensions = [], tests }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`;
  const payload = [
    ...(file ? [['openFile', remote(file)]] : []),
    ...extensions.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('tkn', token);
  if (folder) url.searchParams.set('folder', folder);
  else url.searchParams.set('ew', 'true');
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
