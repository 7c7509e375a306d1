import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Found } from './check';
import { describe, findAll } from './check';
import { expectedFinding } from './fixture';
import { fixturePath } from './paths';
import type { RuleCheck } from './rule-check';
import { uriOf, workspaceOf } from './workspace';

/** Shapes with mistakes, each marked, and shapes that look like mistakes and are none. */
export const SHAPE_FOLDERS = ['problems', 'traps'] as const;

/**
 * Shapes of manifests that people really write, one check each. Errors and warnings must be just those marked;
 * information and hints must be there where they are marked. With `id` only what that rule has to do with them counts.
 */
export function shapeChecks(folder: (typeof SHAPE_FOLDERS)[number], id?: string): readonly RuleCheck[] {
  return readdirSync(fixturePath('shapes', folder)).map((file) => {
    const path = join(fixturePath('shapes', folder), file);
    return {
      name: basename(file, '.yaml').replaceAll('-', ' '),
      run: () => {
        const { snapshot, expected } = shapeAt(path);
        assert.equal(folder === 'problems', expected.length > 0);
        const isOf = (rule: string): boolean => id === undefined || rule === id;
        assertFinds(
          findAll(snapshot).filter(({ diagnostic }) => isOf(diagnostic.rule)),
          expected.filter(({ rule }) => isOf(rule)),
        );
      },
    };
  });
}

/** A shape is read once, for all rules. */
const shapes = new Map<string, ReturnType<typeof shapeOf>>();

function shapeAt(path: string): ReturnType<typeof shapeOf> {
  const shape = shapes.get(path) ?? shapeOf(readFileSync(path, 'utf8'));
  shapes.set(path, shape);
  return shape;
}

function shapeOf(source: string) {
  const { fixture, snapshot } = workspaceOf(source);
  const expected = fixture.files.flatMap(({ name, marks }) =>
    marks.map((mark) => ({ uri: uriOf(name), ...expectedFinding(mark) })),
  );
  return { snapshot, expected };
}

function assertFinds(found: readonly Found[], expected: ReturnType<typeof shapeOf>['expected']): void {
  const isExpected = ({ uri, span, diagnostic }: Found): boolean =>
    expected.some(
      (mark) =>
        mark.uri === uri &&
        mark.rule === diagnostic.rule &&
        mark.severity === diagnostic.severity &&
        mark.span.start === span.start &&
        mark.span.end === span.end &&
        diagnostic.message.includes(mark.message),
    );
  const grave = found.filter(({ diagnostic }) => diagnostic.severity === 'error' || diagnostic.severity === 'warning');
  assert.deepEqual(grave.filter((finding) => !isExpected(finding)).map(describe), [], 'found but not marked');
  assert.equal(
    found.filter(isExpected).length,
    expected.length,
    `marked but not found; found:\n${found.map(describe).join('\n')}`,
  );
}
