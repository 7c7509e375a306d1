import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeLenses } from '../server/src/core/features/code-lens';
import { completion } from '../server/src/core/features/completion';
import { definition } from '../server/src/core/features/definition';
import { documentHighlights } from '../server/src/core/features/document-highlights';
import { documentLinks } from '../server/src/core/features/document-links';
import { documentSymbols } from '../server/src/core/features/document-symbols';
import { foldingRanges } from '../server/src/core/features/folding-ranges';
import { generatedNames } from '../server/src/core/features/generated-names';
import { hover } from '../server/src/core/features/hover';
import { inlayHints } from '../server/src/core/features/inlay-hints';
import { refactor, refactoringsAt } from '../server/src/core/features/refactorings';
import { references } from '../server/src/core/features/references';
import { prepareRename, rename } from '../server/src/core/features/rename';
import { selectionRanges } from '../server/src/core/features/selection-ranges';
import { summarizeStatefulSets } from '../server/src/core/features/statefulset-summary';
import { workspaceSymbols } from '../server/src/core/features/workspace-symbols';
import { locate } from '../server/src/core/workspace/locate';
import type { Span } from '../server/src/core/yaml/span';
import { parseFixture } from './support/fixture';
import { fixturePath } from './support/paths';
import { uriOf, workspaceOf } from './support/workspace';

const texts = ['hover', 'references', 'inlay-hints']
  .flatMap((folder) => readdirSync(fixturePath(folder)).map((name) => fixturePath(folder, name)))
  .filter((path) => !path.endsWith('.md'))
  .flatMap((path) => parseFixture(readFileSync(path, 'utf8')).files)
  .map((file) => file.text);

/** A text somebody is in the middle of changing: a stretch of a fixture in which something was replaced. */
const broken = fc
  .record({
    text: fc.constantFrom(...texts),
    from: fc.nat(3000),
    length: fc.integer({ min: 20, max: 1500 }),
    at: fc.nat(1500),
    removed: fc.nat(12),
    inserted: fc.constantFrom(
      '',
      ' ',
      '\n',
      ':',
      '"',
      '{',
      ']',
      '- ',
      '---\n',
      '\t',
      '&a ',
      '*a',
      '<<: *a\n',
      '{{ x }}',
      '\u0000',
      '🐘',
      '|',
      '`',
    ),
  })
  .map(({ text, from, length, at, removed, inserted }) => {
    const start = from % text.length;
    const part = text.slice(start, start + length);
    return part.slice(0, at) + inserted + part.slice(at + removed);
  });

test('No text makes a feature fail, and every place that one names is in its document', () => {
  fc.assert(
    fc.property(broken, (text) => {
      const { file, workspace } = workspaceOf(text.replaceAll('$0', ''));
      const source = file('main.yaml');
      const isWithin = (document: { readonly uri: string }, span: Span): boolean => {
        const length = workspace.document(document)?.text.length ?? -1;
        return document.uri === uriOf('main.yaml') && 0 <= span.start && span.start <= span.end && span.end <= length;
      };
      for (let offset = 0; offset <= source.text.length; offset += 1) {
        const found = hover(workspace, source, offset);
        assert.ok(found === undefined || isWithin(found.document, found.span));
      }
      for (let offset = 0; offset <= source.text.length; offset += 5) {
        for (const link of definition(workspace, source, offset)) {
          assert.ok(isWithin(link.document, link.span) && isWithin(link.document, link.whole));
          assert.ok(isWithin(link.origin.document, link.origin.span));
        }
        for (const place of references(workspace, source, offset, true))
          assert.ok(isWithin(place.document, place.span));
        for (const place of documentHighlights(workspace, source, offset))
          assert.ok(isWithin(place.document, place.span));
        const prepared = prepareRename(workspace, source, offset);
        assert.ok(prepared === undefined || 'refusal' in prepared || isWithin(prepared.document, prepared.span));
        const renamed = rename(workspace, source, offset, 'other');
        const edits = renamed === undefined || 'refusal' in renamed ? [] : renamed.edits;
        for (const [index, edit] of edits.entries()) {
          assert.ok(isWithin(edit.document, edit.span));
          const next = edits[index + 1];
          assert.ok(next?.document !== edit.document || edit.span.end <= next.span.start, 'edits do not overlap');
        }
      }
      for (const { document } of source.documents) {
        for (let offset = 0; offset <= document.text.length; offset += 7) {
          const location = locate(document, offset);
          assert.ok(location === undefined || isWithin(location.document.id, location.span));
        }
      }
      for (const lens of codeLenses(source, workspace)) assert.ok(isWithin(lens.document, lens.span));
      for (const symbol of documentSymbols(source)) {
        assert.ok(isWithin(symbol.document, symbol.span) && isWithin(symbol.document, symbol.selection));
        assert.ok(symbol.span.start <= symbol.selection.start && symbol.selection.end <= symbol.span.end);
      }
      for (const { location, fields, service } of summarizeStatefulSets(workspace)) {
        const places = [location, ...Object.values(fields), ...(service.location ? [service.location] : [])];
        for (const { document, span } of places) assert.ok(isWithin(document, span));
      }
      for (const set of workspace.all('StatefulSet')) generatedNames(set, workspace, 10);
    }),
    { numRuns: 150, seed: 7 },
  );
});

test('No text makes what is written, shown or changed in it fail', () => {
  fc.assert(
    fc.property(broken, (text) => {
      const { file, workspace, snapshot, inFile } = workspaceOf(text.replaceAll('$0', ''));
      const source = file('main.yaml');
      const { length } = source.text;
      const all = { start: 0, end: length };
      const isWithin = ({ start, end }: Span): boolean => 0 <= start && start <= end && end <= length;
      for (let offset = 0; offset <= length; offset += 3) {
        const found = completion(workspace, source, offset, { schema: true, trigger: undefined });
        if (found === undefined) continue;
        const { start, end } = inFile(found);
        assert.ok(isWithin({ start, end }) && start <= offset && offset <= end);
        assert.doesNotMatch(source.text.slice(start, end), /\n/);
        for (const item of found.items) assert.ok(item.label !== '' && item.insert.length > 0);
      }
      for (let offset = 0; offset <= length; offset += 17) {
        const spans = selectionRanges(source, offset) ?? [];
        for (const [index, span] of spans.entries()) {
          const inner = spans[index - 1] ?? { start: offset, end: offset };
          assert.ok(isWithin(span) && span.start <= inner.start && inner.end <= span.end);
        }
        for (const { id } of refactoringsAt(workspace, source, offset, true)) {
          const { edits = [] } = refactor(workspace, source, offset, id) ?? {};
          const changes = edits.flatMap((edit) => ('document' in edit ? [inFile(edit)] : []));
          for (const [index, span] of changes.toSorted((a, b) => a.start - b.start).entries()) {
            assert.ok(isWithin(span));
            assert.ok(
              index === 0 ||
                changes.every((other) => other === span || other.end <= span.start || span.end <= other.start),
            );
          }
        }
      }
      const settings = { replicas: true, serviceName: true, claims: true, partition: true };
      for (const hint of inlayHints(source, all, settings, workspace)) assert.ok(isWithin(inFile(hint)));
      for (const { span } of foldingRanges(source) ?? []) assert.ok(isWithin(span));
      for (const link of documentLinks(source, workspace)) assert.ok(isWithin(inFile(link)));
      for (const symbol of workspaceSymbols('e', snapshot)) assert.ok(isWithin(inFile(symbol)));
    }),
    { numRuns: 60, seed: 11 },
  );
});
