// Makes anew what is generated from the rules: the table in the README, docs/rules.md, the settings schema.

import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const cwd = dirname(dirname(fileURLToPath(import.meta.url)));
for (const command of [
  ['node_modules/typescript/bin/tsc', '-b'],
  ['--test', 'out/test/generated.test.js'],
]) {
  const { status } = spawnSync(process.execPath, command, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, UPDATE: '1' },
  });
  if (status !== 0) process.exit(status ?? 1);
}
