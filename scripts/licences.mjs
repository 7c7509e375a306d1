// The licences of the packages that went into the bundles: they ask to travel with the code.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One text with the licence of every package among the bundled files.
 * @param {string} root the project's folder
 * @param {readonly string[]} inputs bundled files, relative to it
 */
export function licences(root, inputs) {
  const folders = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'))?.[1] ?? []),
  );
  const texts = new Map();
  for (const folder of [...folders].toSorted()) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${folder} brings no licence text.`);
    texts.set(`${name} ${version} (${license})`, readFileSync(join(root, folder, file), 'utf8').trim());
  }
  return [...texts].map(([title, text]) => `${title}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}
