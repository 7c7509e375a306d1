// Takes pictures of the extension, as it was last built, in the embedded editor: those of the README, and the rollout in
// further themes, to be looked at.
// Usage: node scripts/pictures.mjs [NAME...]

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEditor } from '../test/vscode/host/drive.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs/images');

/** The rollout in both views, half-way through an update. */
async function rollout(editor) {
  await editor.openFile('mysql/statefulset.yaml');
  await editor.waitForLens('Simulate rollout');
  await editor.openView('StatefulSets');
  await editor.command('StatefulSet: Simulate Rollout');
  await editor.choose('mysql');
  await editor.choose('Update');
  // Until the update has come to the second Pod from the top.
  const second = editor.page.locator('.pane-body .monaco-list-row').filter({ hasText: /^mysql-1B/ });
  await second.waitFor({ timeout: 120_000 });
  await editor.command('StatefulSet: Pause Rollout');
  await editor.command('StatefulSet: Show Rollout Timeline');
  await editor.page.waitForTimeout(2000);
}

/** What to do for each picture, by its file's name, in an editor that shows the examples. */
const pictures = {
  async 'hover.png'(editor) {
    await editor.openFile('mysql/statefulset.yaml');
    await editor.waitForLens('governed by');
    await editor.hover('replicas: |3');
  },
  async 'quick-fix.png'(editor) {
    await editor.openFile('redis/redis.yaml');
    await editor.waitForLens('governed by');
    await editor.goTo('serviceName: re|dis');
    await editor.waitForProblem();
    await editor.openQuickFixes('serviceName: re|dis');
  },
  'rollout.png': rollout,
  'rollout-light.png': rollout,
  'rollout-high-contrast.png': rollout,
};

/** Themes other than the usual one, by the picture's file name. */
const themes = { 'rollout-light.png': 'Default Light Modern', 'rollout-high-contrast.png': 'Default High Contrast' };

const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, prepare] of Object.entries(pictures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const editor = await openEditor({ folder: join(root, 'examples'), ...(themes[name] && { theme: themes[name] }) });
  try {
    await prepare(editor);
    await editor.picture(join(folder, name));
    console.log(`Took docs/images/${name}`);
  } catch (error) {
    await editor.picture(join(root, 'out', name));
    throw new Error(`${name}: what there was instead is in out/${name}`, { cause: error });
  } finally {
    await editor.close();
  }
}
