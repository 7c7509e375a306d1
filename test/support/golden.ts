import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Compares a text with the golden file at `path`; with UPDATE=1 in the environment writes the file instead.
 * A missing file fails: a golden file is written on purpose and committed.
 */
export function expectGolden(path: string, actual: string): void {
  if (process.env['UPDATE'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.ok(existsSync(path), `${path} is missing: run the tests with UPDATE=1, look at what it holds, commit it`);
  assert.equal(
    actual,
    readFileSync(path, 'utf8'),
    `${path} differs: run the tests with UPDATE=1 if the change is meant`,
  );
}
