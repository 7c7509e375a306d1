import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writingAt } from '../server/src/core/yaml/writing';

/**
 * What is being written at `|`: its path, whether it is a key or a value, and what stands there already. Undefined where
 * nothing can.
 */
function written(source: string): readonly [path: string, part: string, text: string] | undefined {
  const offset = source.indexOf('|');
  const text = source.replace('|', '');
  const found = writingAt(text, offset);
  return found && [found.path.join('.'), found.part, text.slice(found.span.start, found.span.end)];
}

const CASES: readonly (readonly [title: string, source: string, expected: ReturnType<typeof written>])[] = [
  ['a value that is not there yet', 'spec:\n  serviceName: |', ['spec.serviceName', 'value', '']],
  ['a value without a space before it', 'spec:\n  serviceName:|', ['spec.serviceName', 'value', '']],
  ['a value before a comment', 'a: x|y # z\n', ['a', 'value', 'xy']],
  ['a value that a comment follows at once', 'a: |# z\n', ['a', 'value', '']],
  ['a value in a line of its own', 'a:\n  |\nb: 1\n', ['a.', 'key', '']],
  ['a key that is not finished', 'spec:\n  servi|\n  replicas: 3\n', ['spec.servi', 'key', 'servi']],
  ['a key that is', 'spec:\n  repl|icas: 3\n', ['spec.replicas', 'key', 'replicas']],
  ['a key before another in the same line', 'spec:\n  |replicas: 3\n', undefined],
  ['the indentation of a key', 'spec:\n |  replicas: 3\n', undefined],
  ['the space behind a dash', 'a:\n  -|  b: 1\n', undefined],
  ['what stands before an entry in braces', 'a: {| b: 1 }\n', undefined],
  ['what stands before a line of JSON', '{\n  |"a": 1\n}', undefined],
  ['a column between those of the maps around', 'a:\n  b:\n   |\n    c: 1\n', undefined],
  ['a column that no key above has', 'a:\n    b: 1\n  |\nc: 1\n', undefined],
  ['what would stand beneath a value', 'a:\n  b: "1"\n    |\n', undefined],
  ['a value whose map follows', 'a:\n  b: |\n    c: 1\n', undefined],
  ['a value whose list follows', 'a:\n  b:|\n  - c\n', undefined],
  ['a key in quotes', '"re|p": 3\n', ['rep', 'key', 'rep']],
  ['an item', 'a:\n- b: 1\n- |\n', ['a.0.', 'key', '']],
  ['a further key of an item', 'a:\n  - b: 1\n    |\n  - c: 2\n', ['a.0.', 'key', '']],
  ['a list in the column of its key', 'a:\n- b: 1\n  c:\n  - d|\n', ['a.0.c.0.d', 'key', 'd']],
  ['a text in an item', 'args:\n  - --x=web-0.|\n  - b\n', ['args.0', 'value', '--x=web-0.']],
  ['quotes', "a: 'x|y'\n", ['a', 'value', 'xy']],
  ['quotes that are not closed', 'a: "x|\nb: 1\n', ['a', 'value', 'x']],
  ['an escaped quote', 'a: "x\\"|y"\n', ['a', 'value', 'x\\"y']],
  ['braces', 'a: { b: c|, d: e }\n', ['a.b', 'value', 'c']],
  ['braces that are not closed', 'a: { b: 1, c|\nd: 2\n', ['a.c', 'key', 'c']],
  ['brackets', 'a: [b, c|]\n', ['a.1', 'value', 'c']],
  ['a line of a block of text', 'a: |-\n  one\n  two| x\nb: 1\n'.replace('|-', '>-'), ['a', 'value', 'two x']],
  ['JSON over several lines', '{\n  "a": {\n    "b": "c|"\n  }\n}\n', ['a.b', 'value', 'c']],
  ['JSON without its value', '{ "a": { "b": | } }', ['a.b', 'value', '']],
  ['an empty document', '|', ['', 'key', '']],
  ['a document behind its marker', '---\n|', ['', 'key', '']],
  ['carriage returns', 'a:\r\n  b: x|y\r\n  c: 1\r\n', ['a.b', 'value', 'xy']],
  ['a byte-order mark', '\uFEFFa: x|y\n', ['a', 'value', 'xy']],
  ['broken lines above, which are none of its own', 'a: {b: 1\nc: "open\nd:\n  e: |\n', ['d.e', 'value', '']],
  ['broken lines below', 'd:\n  e: |\nf: [1\n: x\n', ['d.e', 'value', '']],
  ['a comment', 'a: 1\n# b: |\n', undefined],
  ['a comment behind a value', 'a: 1 # |\n', undefined],
  ['a line break before everything', '\na: |', ['a', 'value', '']],
];

describe('what is being written', () => {
  for (const [title, source, expected] of CASES) {
    it(`is told for ${title}`, () => assert.deepEqual(written(source), expected));
  }

  it('knows the keys beside it, whatever stands beneath them', () => {
    const source = 'a:\n  b:\n    c: 1\n  |\n  "d": {\n    x: 1 }\n  e: |\nf: 1\n';
    assert.deepEqual(writingAt(source.replace('|', ''), source.indexOf('|'))?.siblings, ['b', 'd', 'e']);
  });

  it('knows the list that a key right above may have opened', () => {
    const openedAt = (source: string): string | undefined =>
      writingAt(source.replace('|', ''), source.indexOf('|'))?.opened;
    assert.equal(openedAt('a:\n  ports:\n  |\n'), 'ports');
    assert.equal(openedAt('a:\n- ports:\n  |\n'), 'ports');
    assert.equal(openedAt('a:\n  port: 1\n  |\n'), undefined);
  });
});
