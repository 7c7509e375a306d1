import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SourceFile } from '../server/src/core/workspace/file';
import { readSource } from '../server/src/core/workspace/file';
import { keys } from '../server/src/core/workspace/keys';
import { createLayer, find } from '../server/src/core/workspace/snapshot';
import { changedDocument, openDocument } from '../server/src/lsp/open-document';

const URI = 'file:///workspace/many.yaml';

/** Pieces of text of which borders between documents are made, and what may stand beside them. */
const piece = fc.constantFrom(
  '---\n',
  '---\r\n',
  '--- # x\n',
  '...\n',
  '...\r',
  '--',
  '-',
  '.',
  '\n',
  '\r\n',
  '\r',
  '\uFEFF',
  'a: 1\n',
  '{{ .x }}\n',
  'kind: Service\n',
  'kind: Service\nmetadata: { name: x }\n',
  '\0',
);
const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

/** What can be told of a file from outside. */
function describeFile({ text, documents, template }: SourceFile): unknown {
  return {
    text,
    template,
    documents: documents.map(({ start, document }) => ({ start, text: document.text, state: document.state })),
  };
}

describe('a file read after edits', () => {
  it('is what it would be from scratch, though only what was edited is looked at', () => {
    const edit = fc.record({ from: fc.nat(200), to: fc.nat(200), text });
    fc.assert(
      fc.property(
        text,
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        (first, rounds) => {
          let document = openDocument(URI, 1, first);
          let source = readSource(URI, first, true);
          for (const edits of rounds) {
            const changed = edits.reduce(
              (present, { from, to, text: newText }) => {
                const { lines } = present.document;
                const range = {
                  start: lines.positionAt(Math.min(from, to)),
                  end: lines.positionAt(Math.max(from, to)),
                };
                const next = changedDocument(present.document, 2, [{ range, text: newText }]);
                const head = Math.min(present.unchanged.head, next.unchanged.head);
                const tail = Math.min(present.unchanged.tail, next.unchanged.tail);
                return { document: next.document, unchanged: { head, tail } };
              },
              { document, unchanged: { head: Infinity, tail: Infinity } },
            );
            document = changed.document;
            source = readSource(URI, document.lines.text, true, source, changed.unchanged);
            assert.deepEqual(describeFile(source), describeFile(readSource(URI, document.lines.text, true)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps the documents around the edit', () => {
    const before = readSource(URI, 'a: 1\n---\n'.repeat(20), true);
    const edited = before.text.replace('a: 1\n---\na: 1\n', 'a: 1\n---\nb: 2\n');
    const head = edited.indexOf('b');
    const after = readSource(URI, edited, true, before, { head, tail: edited.length - head - 4 });
    const kept = after.documents.filter(({ document }) =>
      before.documents.some((place) => place.document === document),
    );
    assert.equal(kept.length, after.documents.length - 1);
  });
});

describe('the index of a large file', () => {
  /** So many documents that they are indexed in several segments. */
  const services = (names: readonly string[]): string =>
    names.map((name) => `kind: Service\nmetadata: { name: ${name} }\nspec: {}\n`).join('---\n');
  const NAMES = Array.from({ length: 400 }, (_, index) => `service-${index}`);

  it('is after edits what it would be from scratch', () => {
    const change = fc.record({
      at: fc.nat(399),
      remove: fc.constantFrom(0, 1, 2, 100),
      insert: fc.array(fc.constantFrom('service-7', 'new', 'other'), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const names = [...NAMES];
        const small = readSource('file:///workspace/z.yaml', services(['service-7', 'new']), true);
        let source = readSource(URI, services(names), true);
        let layer = createLayer([source, small]);
        for (const { at, remove, insert } of changes) {
          names.splice(at, remove, ...insert);
          source = readSource(URI, services(names), true, source);
          layer = createLayer([source, small], layer);
          const fresh = createLayer([readSource(URI, services(names), true), small]);
          for (const key of [...new Set(NAMES), 'new', 'other']
            .map((name) => keys.named('Service', name))
            .concat(keys.ofKind('Service'))) {
            const snapshotOf = (open: typeof layer) => ({ disk: createLayer([]), open, complete: true });
            const placesOf = (open: typeof layer): unknown =>
              find(snapshotOf(open), key).map((item) =>
                'document' in item ? { uri: item.document.uri, span: item.span } : item,
              );
            assert.deepEqual(placesOf(layer), placesOf(fresh), key);
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});
