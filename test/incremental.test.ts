import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Analysis, DEFAULT_ANALYSIS_SETTINGS } from '../server/src/core/rules/analysis';
import { RULES } from '../server/src/core/rules/index';
import type { SourceFile } from '../server/src/core/workspace/file';
import { readSource } from '../server/src/core/workspace/file';
import type { Snapshot } from '../server/src/core/workspace/snapshot';
import { createLayer, EMPTY_SNAPSHOT, filesOf } from '../server/src/core/workspace/snapshot';
import { describe as describeFinding, findAll } from './support/check';
import { parseFixture } from './support/fixture';
import { uriOf } from './support/workspace';

/** One thing that happens in an editor or on its disk. */
type Step =
  | { readonly type: 'open' | 'save'; readonly name: string; readonly text: string }
  | { readonly type: 'close' | 'delete'; readonly name: string }
  | {
      readonly type: 'type';
      readonly name: string;
      readonly at: number;
      readonly removed: number;
      readonly inserted: string;
    };

// The rules' own examples, taken apart into documents: objects that have something to say about each other.
const documents = RULES.flatMap((rule) => [rule.bad, rule.good])
  .flatMap((example) => parseFixture(example).files)
  .flatMap((file) => file.text.split(/^---\n/m));
const name = fc.constantFrom('a.yaml', 'b.yaml', 'folder/c.yaml', 'kustomization.yaml');
const text = fc
  .array(fc.constantFrom(...documents, 'resources: [a.yaml]\nnamespace: storage\n'), { minLength: 0, maxLength: 4 })
  .map((parts) => parts.join('---\n'));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constantFrom('open' as const, 'save' as const), name, text }),
  fc.record({ type: fc.constantFrom('close' as const, 'delete' as const), name }),
  fc.record({
    type: fc.constant('type' as const),
    name,
    at: fc.nat(2000),
    removed: fc.nat(6),
    inserted: fc.constantFrom('', '\n', 'x', '---\n', ' ', '{{', 'db', '\t', '#', 'namespace: storage\n'),
  }),
);

function after(snapshot: Snapshot, taken: Step): Snapshot {
  const uri = uriOf(taken.name);
  const open = new Map(snapshot.open.files);
  const disk = new Map(snapshot.disk.files);
  const withOpen = (changed: string): Snapshot => {
    open.set(uri, readSource(uri, changed, true, open.get(uri)));
    return { ...snapshot, open: createLayer(open.values()) };
  };
  switch (taken.type) {
    case 'open':
      return withOpen(taken.text);
    case 'save':
      disk.set(uri, readSource(uri, taken.text, false));
      return { ...snapshot, disk: createLayer(disk.values()) };
    case 'close':
      open.delete(uri);
      return { ...snapshot, open: createLayer(open.values()) };
    case 'delete':
      disk.delete(uri);
      return { ...snapshot, disk: createLayer(disk.values()) };
    case 'type': {
      const before = open.get(uri)?.text;
      if (before === undefined) return snapshot;
      const at = Math.min(taken.at, before.length);
      return withOpen(before.slice(0, at) + taken.inserted + before.slice(at + taken.removed));
    }
  }
}

/** The same files read anew, so that nothing is taken over from before. */
function reread(snapshot: Snapshot): Snapshot {
  const anew = (files: Iterable<SourceFile>): readonly SourceFile[] =>
    [...files].map((file) => readSource(file.uri, file.text, false));
  return {
    ...snapshot,
    disk: createLayer(anew(snapshot.disk.files.values())),
    open: createLayer(anew(snapshot.open.files.values())),
  };
}

test('what is found step by step is what is found from scratch, and every file that changed is named', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const analysis = new Analysis();
      let snapshot: Snapshot = { ...EMPTY_SNAPSHOT, complete: true };
      analysis.update(snapshot, DEFAULT_ANALYSIS_SETTINGS);
      const published = new Map<string, readonly string[]>();
      for (const taken of steps) {
        snapshot = after(snapshot, taken);
        for (const uri of analysis.update(snapshot, DEFAULT_ANALYSIS_SETTINGS))
          published.set(uri, lines(analysis, uri));
        const fresh = findAll(reread(snapshot));
        for (const { uri } of filesOf(snapshot)) {
          assert.deepEqual(
            published.get(uri) ?? [],
            fresh.filter((found) => found.uri === uri).map(describeFinding),
            `${uri} after ${taken.type}`,
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});

function lines(analysis: Analysis, uri: string): readonly string[] {
  return analysis.diagnosticsOf(uri).map(({ start, diagnostic }) =>
    describeFinding({
      uri,
      span: { start: start + diagnostic.span.start, end: start + diagnostic.span.end },
      diagnostic,
    }),
  );
}
