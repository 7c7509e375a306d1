import { resolve } from 'node:path';

/** The repository's root; tests run compiled, from out/test/. */
export const repositoryRoot = resolve(__dirname, '..', '..', '..');

/** Absolute path of a file below test/fixtures/. */
export function fixturePath(...parts: readonly string[]): string {
  return resolve(repositoryRoot, 'test', 'fixtures', ...parts);
}
