#!/usr/bin/env node
// The embedded VS Code behind the desktop's command line, for @vscode/test-electron's runTests({ vscodeExecutablePath }).
// Usage: launch.mjs [FOLDER] --extensionDevelopmentPath=DIR --extensionTestsPath=MODULE [--extensionDevelopmentKind=web]
// Exit code: that of the tests. Other arguments of the desktop's are accepted and have no effect here.

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { installation } from './installation.mjs';
import { isFromExtensions } from './log.mjs';
import { startServer } from './server.mjs';
import { developInBrowser, openBrowser } from './workbench.mjs';

/** Seconds that a whole run may take before it counts as stuck. */
const runSeconds = Number(process.env['STATEFULSET_TOOLS_TIMEOUT'] ?? 300);

const args = process.argv.slice(2);
const tests = named('extensionTestsPath').at(-1);
const extensions = named('extensionDevelopmentPath');
if (!tests || extensions.length === 0) {
  console.error('Usage: launch.mjs [FOLDER] --extensionDevelopmentPath=DIR --extensionTestsPath=MODULE');
  process.exit(2);
}
const folder = args.find((arg) => !arg.startsWith('-'));

const embedded = installation();
const server = await startServer(embedded, { settings: settingsOf(named('user-data-dir').at(-1)) });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
setTimeout(() => {
  console.error(`The tests did not end within ${runSeconds} s.`);
  process.exit(1);
}, runSeconds * 1000).unref();

const { browser, page } = await openBrowser(embedded);
const underTest = named('extensionDevelopmentKind').includes('web') ? await inBrowser() : onDisk();
const code = await new Promise((done, fail) => {
  page.on('crash', () => fail(new Error('The workbench crashed.')));
  browser.on('disconnected', () => fail(new Error('The browser ended.')));
  page
    .exposeFunction('codeAutomationLog', forward)
    .then(() => page.exposeFunction('codeAutomationExit', (/** @type {number} */ exitCode) => done(exitCode)))
    .then(() => page.goto(server.address({ folder: folder && resolve(folder), ...underTest })))
    .catch(fail);
});
process.exitCode = code;
await browser.close();
server.stop();
process.exit();

/** The extensions and the tests as the server's extension host reads them. */
function onDisk() {
  return { extensions: extensions.map((path) => resolve(path)), tests: moduleOf(tests) };
}

/** Nothing for the server: the browser loads the extension, and the tests, which are part of its folder. */
async function inBrowser() {
  await developInBrowser(page, server.port, extensions[0], moduleOf(tests));
  return {};
}

/**
 * The values of an argument that may be given more than once.
 * @param {string} name
 */
function named(name) {
  return args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
}

/**
 * The module's file: the desktop takes it without its extension too.
 * @param {string} path
 */
function moduleOf(path) {
  const file = [path, `${path}.js`, join(path, 'index.js')].find((name) => existsSync(name) && statSync(name).isFile());
  if (!file) throw new Error(`No test module at ${path}`);
  return realpathSync(file);
}

/**
 * The settings of a desktop's user data folder, where the tests put some.
 * @param {string | undefined} userData
 */
function settingsOf(userData) {
  const file = join(userData ?? '', 'User/settings.json');
  return userData && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/**
 * @param {string} level
 * @param {readonly unknown[]} values
 */
function forward(level, values) {
  const line = format(...values);
  if (!isFromExtensions(line)) return;
  if (level === 'error' || level === 'warn') console.error(line);
  else console.log(line);
}
