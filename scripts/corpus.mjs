// Checks a folder of real files and prints what each rule finds, with file and line: to judge a rule by what it says.
// Usage: npm run corpus -- DIR [--rule PART] [--one-workspace]
// Each folder directly in DIR is a workspace of its own, as a repository is, unless --one-workspace is given.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string', default: '' }, 'one-workspace': { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('Name a folder of manifests: npm run corpus -- DIR');
  process.exit(2);
}
const compiled = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b'], {
  cwd: root,
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(1);

const require = createRequire(import.meta.url);
const { readSource } = require('../out/server/src/core/workspace/file.js');
const { createLayer } = require('../out/server/src/core/workspace/snapshot.js');
const { Analysis, DEFAULT_ANALYSIS_SETTINGS } = require('../out/server/src/core/rules/analysis.js');

const counts = new Map();
const subfolders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const workspaces =
  values['one-workspace'] || subfolders.length === 0 ? [folder] : subfolders.map((entry) => join(folder, entry.name));
for (const workspace of workspaces) check(workspace);
console.log('');
for (const [rule, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${String(count).padStart(6)}  ${rule}`);

/** @param {string} workspace */
function check(workspace) {
  const files = manifests(workspace).map((path) =>
    readSource(pathToFileURL(path).href, readFileSync(path, 'utf8'), false),
  );
  const analysis = new Analysis();
  analysis.update({ disk: createLayer(files), open: createLayer([]), complete: true }, DEFAULT_ANALYSIS_SETTINGS);
  for (const file of files) {
    for (const { start, diagnostic } of analysis.diagnosticsOf(file.uri)) {
      if (!diagnostic.rule.includes(values.rule)) continue;
      const line = file.text.slice(0, start + diagnostic.span.start).split('\n').length;
      const key = `${diagnostic.severity} ${diagnostic.rule}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      console.log(`${relative(folder, fileURLToPath(file.uri))}:${line} ${key}: ${diagnostic.message}`);
    }
  }
}

/** @param {string} directory @returns {string[]} */
function manifests(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' || entry.name === 'node_modules' ? [] : manifests(path);
    return entry.isFile() && /\.(ya?ml|json)$/i.test(entry.name) ? [path] : [];
  });
}
