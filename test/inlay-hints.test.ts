import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { InlayHintSettings } from '../server/src/core/features/inlay-hints';
import { inlayHints } from '../server/src/core/features/inlay-hints';
import { fixturePath } from './support/paths';
import { workspaceOf } from './support/workspace';

const ALL: InlayHintSettings = { replicas: true, serviceName: true, claims: true, partition: true };
const SOURCE = readFileSync(fixturePath('inlay-hints', 'web.yaml'), 'utf8');

/** The hints of a file, each as where its value ends and its words. */
function hintsOf(
  source: string,
  name: string,
  settings = ALL,
  within?: { start: number; end: number },
): readonly unknown[] {
  const { file, workspace, inFile } = workspaceOf(source);
  const all = inlayHints(file(name), within ?? { start: 0, end: file(name).text.length }, settings, workspace);
  for (const { tooltip } of all) assert.match(tooltip ?? '', /\S/);
  return all.map((hint) => [inFile(hint).end, hint.label]).toSorted(([a], [b]) => Number(a) - Number(b));
}

describe('inlay hints', () => {
  for (const source of [SOURCE, SOURCE.replaceAll('\n', '\r\n')]) {
    it(`say what values come to${source === SOURCE ? '' : ', with carriage returns too'}`, () => {
      for (const { name, marks } of workspaceOf(source).fixture.files) {
        assert.deepEqual(
          hintsOf(source, name),
          marks.map(({ span, text }) => [span.end, text]),
          name,
        );
      }
    });
  }

  it('can be switched off one by one', () => {
    const words = (settings: Partial<InlayHintSettings>): readonly unknown[] =>
      hintsOf(SOURCE, 'db.yaml', { ...ALL, ...settings }).map((hint) => (hint as readonly unknown[])[1]);
    assert.deepEqual(words({ replicas: false }), ['not in this workspace', 'all Pods stay old', 'data-db-5']);
    assert.deepEqual(words({ serviceName: false }), ['db-5', 'all Pods stay old', 'data-db-5']);
    assert.deepEqual(words({ claims: false }), ['not in this workspace', 'db-5', 'all Pods stay old']);
    assert.deepEqual(words({ partition: false }), ['not in this workspace', 'db-5', 'data-db-5']);
  });

  it('are given for the lines that are asked for', () => {
    const { fixture } = workspaceOf(SOURCE);
    const file = fixture.files.find(({ name }) => name === 'web.yaml') ?? assert.fail();
    const start = file.text.indexOf('replicas');
    assert.deepEqual(
      hintsOf(SOURCE, 'web.yaml', ALL, { start, end: start + 20 }).map((hint) => (hint as readonly unknown[])[1]),
      ['web-0 … web-2'],
    );
    assert.deepEqual(hintsOf(SOURCE, 'web.yaml', ALL, { start: 0, end: 10 }), []);
  });

  it('call nothing missing before the workspace is read', () => {
    const { file, workspace } = workspaceOf(SOURCE, { complete: false });
    const labels = inlayHints(file('db.yaml'), { start: 0, end: 10_000 }, ALL, workspace).map(({ label }) => label);
    assert.deepEqual(labels, ['db-5', 'all Pods stay old', 'data-db-5']);
  });
});
