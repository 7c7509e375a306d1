// Packs the extension into statefulset-tools-<version>.vsix.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackageManager, createVSIX, listFiles } from '@vscode/vsce';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const build = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
if (build.status !== 0) process.exit(1);

// Packed from a copy, since two of the files are not shipped as they stand here.
const staged = mkdtempSync(join(tmpdir(), 'statefulset-tools-package-'));
try {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  for (const file of [...files, '.vscodeignore']) {
    cpSync(join(root, file), join(staged, file));
  }
  const manifest = rewrite('package.json', shippedManifest);
  rewrite('README.md', withoutRelativeLinks);
  const { name, version } = JSON.parse(manifest);
  await createVSIX({
    cwd: staged,
    packagePath: join(root, `${name}-${version}.vsix`),
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
} finally {
  rmSync(staged, { recursive: true, force: true });
}

/**
 * @param {string} file
 * @param {(text: string) => string} change
 */
function rewrite(file, change) {
  const text = change(readFileSync(join(staged, file), 'utf8'));
  writeFileSync(join(staged, file), text);
  return text;
}

/**
 * Without what is only of use in the repository.
 * @param {string} text
 */
function shippedManifest(text) {
  const {
    scripts: _scripts,
    devDependencies: _tools,
    dependencies: _bundled,
    private: _private,
    ...rest
  } = JSON.parse(text);
  return `${JSON.stringify(rest, null, 2)}\n`;
}

/**
 * Markdown without pictures of the repository, and with the bare text of links into it: VS Code shows neither.
 * @param {string} text
 */
function withoutRelativeLinks(text) {
  return text
    .replaceAll(/!\[[^\]]*\]\((?!https:)[^)]*\)\n*/g, '')
    .replaceAll(/\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g, '$1');
}
