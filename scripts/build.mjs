// Bundles what the extension, the language server and the command line run. Nothing else of node_modules is shipped.

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licences } from './licences.mjs';
import { withoutDocumentation } from './without-documentation.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** `without` is what must not have come in by way of a shared file. */
const bundles = [
  { from: 'client/src/node.ts', to: 'dist/client/node.js', platform: 'node', without: 'node_modules/yaml/' },
  { from: 'client/src/browser.ts', to: 'dist/client/browser.js', platform: 'browser', without: 'node_modules/yaml/' },
  { from: 'client/src/rollout/timeline/page/page.ts', to: 'dist/client/timeline.js', platform: 'browser' },
  { from: 'server/src/node.ts', to: 'dist/server/node.js', platform: 'node', executable: true },
  { from: 'server/src/browser.ts', to: 'dist/server/browser.js', platform: 'browser' },
  { from: 'server/src/cli.ts', to: 'dist/cli.js', platform: 'node', executable: true },
];

const started = Date.now();
const results = await Promise.all(bundles.map(bundle)).catch(() => process.exit(1));
mkdirSync(join(root, 'dist'), { recursive: true });
const inputs = results.flatMap((result) => Object.keys(result.metafile.inputs));
writeFileSync(join(root, 'dist/licences.txt'), licences(root, inputs));

for (const [index, { to, without }] of bundles.entries()) {
  const { bytes, inputs: parts } = results[index].metafile.outputs[to];
  const unwanted = without && Object.keys(parts).find((input) => input.includes(without));
  if (unwanted) {
    process.exitCode = 1;
    console.error(`${to} holds ${unwanted}`);
  }
  console.log(`${to.padEnd(24)}${(bytes / 1000).toFixed(1).padStart(7)} kB`);
}
console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);

/** @param {(typeof bundles)[number]} bundle */
async function bundle({ from, to, platform, executable }) {
  const needsShebang = executable && !readSource(from).startsWith('#!');
  const result = await build({
    absWorkingDir: root,
    entryPoints: [from],
    outfile: to,
    platform,
    target: platform === 'node' ? 'node20' : 'es2022',
    format: 'cjs',
    bundle: true,
    minify: true,
    // dist/licences.txt has them in full.
    legalComments: 'none',
    external: from.startsWith('client/') ? ['vscode'] : [],
    // Node would be given the CommonJS build, from which nothing unused can be left out.
    alias: { yaml: join(root, 'node_modules/yaml/browser/dist/index.js') },
    mainFields: platform === 'node' ? ['module', 'main'] : ['browser', 'module', 'main'],
    ...(needsShebang ? { banner: { js: '#!/usr/bin/env node' } } : {}),
    metafile: true,
    plugins: from.startsWith('server/src/cli') ? [] : [withoutDocumentation],
    logLevel: 'warning',
  });
  if (executable) chmodSync(join(root, to), 0o755);
  return result;
}

/** @param {string} path */
function readSource(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    // The bundler says so better.
    return '';
  }
}
