import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LinePosition } from '../server/src/lsp/lines';
import { LineIndex } from '../server/src/lsp/lines';
import { changedDocument, openDocument } from '../server/src/lsp/open-document';

/** Texts in which line breaks of every kind meet. */
const text = fc
  .array(fc.constantFrom('a', 'é', '😀', '\r', '\n', '\r\n', ' '), { maxLength: 30 })
  .map((parts) => parts.join(''));

/** Lines and their breaks by a regular expression: slow and plainly right. */
function linesOf(source: string): readonly { readonly start: number; readonly content: number }[] {
  const found: { start: number; content: number }[] = [];
  let start = 0;
  for (const match of source.matchAll(/\r\n|\r|\n/g)) {
    found.push({ start, content: match.index });
    start = match.index + match[0].length;
  }
  return [...found, { start, content: source.length }];
}

function positionIn(source: string, offset: number): LinePosition {
  const lines = linesOf(source);
  const line = lines.findLastIndex(({ start }) => start <= offset);
  const { start = 0, content = 0 } = lines[line] ?? {};
  return { line, character: Math.min(offset, content) - start };
}

describe('a line index', () => {
  it('counts lines as LSP does', () => {
    const index = LineIndex.of('a\nb\r\nc\rd');
    assert.equal(index.lineCount, 4);
    assert.deepEqual(index.positionAt(7), { line: 3, character: 0 });
    assert.equal(index.offsetAt({ line: 2, character: 1 }), 6);
  });

  it('knows no position between CR and LF', () => {
    assert.deepEqual(LineIndex.of('a\r\nb').positionAt(2), { line: 0, character: 1 });
  });

  it('takes what lies outside the text for its nearest end', () => {
    const index = LineIndex.of('ab\ncd');
    assert.equal(index.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(index.offsetAt({ line: 99, character: 0 }), 5);
    assert.equal(index.offsetAt({ line: -1, character: 3 }), 0);
    assert.deepEqual(index.positionAt(-3), { line: 0, character: 0 });
    assert.deepEqual(index.positionAt(99), { line: 1, character: 2 });
  });

  it('agrees with a plain count for every offset, there and back', () => {
    fc.assert(
      fc.property(text, (source) => {
        const index = LineIndex.of(source);
        assert.equal(index.lineCount, linesOf(source).length);
        for (let offset = 0; offset <= source.length; offset += 1) {
          const position = index.positionAt(offset);
          assert.deepEqual(position, positionIn(source, offset));
          const isBetween = source[offset - 1] === '\r' && source[offset] === '\n';
          assert.equal(index.offsetAt(position), isBetween ? offset - 1 : offset);
        }
      }),
    );
  });

  it('is after an edit what it would be from scratch', () => {
    fc.assert(
      fc.property(text, text, fc.nat(40), fc.nat(40), (source, newText, a, b) => {
        const start = Math.min(a, b, source.length);
        const end = Math.min(Math.max(a, b), source.length);
        const edited = LineIndex.of(source).replaced(start, end, newText);
        assert.deepEqual(edited, LineIndex.of(source.slice(0, start) + newText + source.slice(end)));
        assert.equal(edited.lineCount, linesOf(edited.text).length);
        for (let offset = 0; offset <= edited.text.length; offset += 1) {
          assert.deepEqual(edited.positionAt(offset), positionIn(edited.text, offset));
        }
      }),
    );
  });
});

describe('an open document', () => {
  const range = (line: number, from: number, to: number): { start: LinePosition; end: LinePosition } => ({
    start: { line, character: from },
    end: { line, character: to },
  });

  it('takes several changes one after the other', () => {
    const { document } = changedDocument(openDocument('file:///a.yaml', 1, 'one\ntwo\n'), 2, [
      { range: range(0, 0, 3), text: '1\n1' },
      { range: range(1, 0, 1), text: 'uno' },
    ]);
    assert.equal(document.lines.text, '1\nuno\ntwo\n');
    assert.equal(document.version, 2);
  });

  it('takes the whole text too', () => {
    const { document } = changedDocument(openDocument('file:///a.yaml', 1, 'one'), 2, [{ text: 'two\n' }]);
    assert.equal(document.lines.text, 'two\n');
  });

  it('survives a range that ends before it starts', () => {
    const backwards = { start: { line: 0, character: 3 }, end: { line: 0, character: 1 } };
    const { document } = changedDocument(openDocument('file:///a.yaml', 1, 'abcd'), 2, [
      { range: backwards, text: 'X' },
    ]);
    assert.equal(document.lines.text, 'abcXd');
  });
});
