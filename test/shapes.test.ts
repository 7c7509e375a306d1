import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { describe as describeFinding, findAll } from './support/check';
import { expectedFinding } from './support/fixture';
import { fixturePath } from './support/paths';
import { uriOf, workspaceOf } from './support/workspace';

/**
 * Shapes of manifests that people really write: mistakes, each marked, and things that look like mistakes and are none.
 * Errors and warnings must be just those marked; information and hints must be there where they are marked.
 */
for (const folder of ['problems', 'traps']) {
  describe(folder, () => {
    for (const file of readdirSync(fixturePath('shapes', folder))) {
      test(basename(file, '.yaml').replaceAll('-', ' '), () => {
        const { fixture, snapshot } = workspaceOf(readFileSync(join(fixturePath('shapes', folder), file), 'utf8'));
        const expected = fixture.files.flatMap(({ name, marks }) =>
          marks.map((mark) => ({ uri: uriOf(name), ...expectedFinding(mark) })),
        );
        const isExpected = (found: ReturnType<typeof findAll>[number]): boolean =>
          expected.some(
            (mark) =>
              mark.uri === found.uri &&
              mark.rule === found.diagnostic.rule &&
              mark.severity === found.diagnostic.severity &&
              mark.span.start === found.span.start &&
              mark.span.end === found.span.end &&
              found.diagnostic.message.includes(mark.message),
          );
        const found = findAll(snapshot);
        const grave = found.filter(
          ({ diagnostic }) => diagnostic.severity === 'error' || diagnostic.severity === 'warning',
        );
        assert.deepEqual(
          grave.filter((finding) => !isExpected(finding)).map(describeFinding),
          [],
          'found but not marked',
        );
        assert.equal(
          found.filter(isExpected).length,
          expected.length,
          `marked but not found; found:\n${found.map(describeFinding).join('\n')}`,
        );
        assert.equal(folder === 'problems', expected.length > 0);
      });
    }
  });
}
