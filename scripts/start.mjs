// Opens the examples with the extension loaded: in the desktop VS Code if there is one, else in the embedded one.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installation } from '../test/vscode/host/installation.mjs';
import { startServer } from '../test/vscode/host/server.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const examples = join(root, 'examples');

const build = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
if (build.status !== 0) process.exit(1);

const desktop = findDesktop();
if (desktop) openDesktop(desktop);
else await openEmbedded();

/** The desktop's command, where there is a screen to open it on. */
function findDesktop() {
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = hasScreen ? (process.env['PATH'] ?? '').split(delimiter) : [];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** @param {string} code */
function openDesktop(code) {
  // User data of its own: what the person has set up, trusted or installed plays no part, and is left alone.
  const data = join(root, '.vscode-test/desktop');
  mkdirSync(join(data, 'user/User'), { recursive: true });
  cpSync(join(root, 'test/vscode/host/settings.json'), join(data, 'user/User/settings.json'));
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${join(data, 'user')}`,
    `--extensions-dir=${join(data, 'extensions')}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
    '--new-window',
    '--wait',
    examples,
  ];
  console.log(`Opening the examples in ${code}. Close the window or press Ctrl-C to end.`);
  const isWindows = process.platform === 'win32';
  const child = spawn(isWindows ? `"${code}"` : code, args, { stdio: 'inherit', shell: isWindows });
  child.once('exit', (status) => process.exit(status ?? 1));
}

async function openEmbedded() {
  const server = await startServer(installation(), {
    extensions: [root],
    settings: {
      // The examples are part of this repository: edits are compared with what is committed.
      'git.openRepositoryInParentFolders': 'always',
      // Their description is there to be read.
      'workbench.editorAssociations': { '*.md': 'vscode.markdown.preview.editor' },
    },
  });
  const address = server.address({ folder: examples, file: join(examples, 'README.md') });
  console.log(`\nOpen this address in a browser on this machine. Ctrl-C ends it.\n\n  ${address}\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
}
