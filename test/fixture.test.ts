import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { expectedFinding, parseFile, parseFixture } from './support/fixture';
import { deepFreeze } from './support/freeze';
import { expectGolden } from './support/golden';

describe('a fixture', () => {
  it('is plain text where it has no marks', () => {
    assert.deepEqual(parseFixture('a: 1\n# a comment with ^ in it\nb: 2\n'), {
      files: [{ name: 'main.yaml', text: 'a: 1\n# a comment with ^ in it\nb: 2\n', marks: [] }],
      cursor: undefined,
    });
  });

  it('of nothing is one empty file', () => {
    assert.deepEqual(parseFixture(''), { files: [{ name: 'main.yaml', text: '', marks: [] }], cursor: undefined });
  });

  it('drops one line break at its start and no other', () => {
    assert.equal(parseFile('\na: 1\n').text, 'a: 1\n');
    assert.equal(parseFile('\r\n\r\na: 1').text, '\r\na: 1');
  });

  it('holds several files', () => {
    const { files } = parseFixture('#// FILE: a.yaml\na: 1\n#// FILE: sub/b c.json \n{}\n');
    assert.deepEqual(
      files.map(({ name, text }) => ({ name, text })),
      [
        { name: 'a.yaml', text: 'a: 1\n' },
        { name: 'sub/b c.json', text: '{}\n' },
      ],
    );
  });

  it('gives text before the first header to the default file', () => {
    const { files } = parseFixture('a: 1\n#// FILE: b.yaml\nb: 1\n', 'first.yaml');
    assert.deepEqual(
      files.map(({ name }) => name),
      ['first.yaml', 'b.yaml'],
    );
  });

  it('marks ranges of the line above, several of them, in the order of the text', () => {
    const { text, marks } = parseFile('a: web-0.nginx\n#  ^^^^^ pod\n#        ^^^^^ service\n# ^\nb: 2\n');
    assert.equal(text, 'a: web-0.nginx\nb: 2\n');
    assert.deepEqual(
      marks.map((mark) => [text.slice(mark.span.start, mark.span.end), mark.text]),
      [
        [' ', ''],
        ['web-0', 'pod'],
        ['nginx', 'service'],
      ],
    );
  });

  it('marks column 0 without a number sign', () => {
    const { text, marks } = parseFile('x: 1\nkind: Pod\n^^^^ key\n');
    assert.deepEqual(marks, [{ span: { start: 5, end: 9 }, text: 'key' }]);
    assert.equal(text, 'x: 1\nkind: Pod\n');
  });

  it('counts a tab as one column and an emoji as two', () => {
    const tabs = parseFile('\tspec:\n#^^^^ spec\n');
    assert.deepEqual(tabs.marks[0]?.span, { start: 1, end: 5 });
    const emoji = parseFile('a: 😀 b\n#     ^ b\n');
    assert.deepEqual(emoji.marks[0]?.span, { start: 6, end: 7 });
  });

  it('keeps CRLF and a byte-order mark, and counts them', () => {
    const { text, marks } = parseFile('\uFEFFa: 1\r\nb: two\r\n#  ^^^ value\r\nc: 3\r\n');
    assert.equal(text, '\uFEFFa: 1\r\nb: two\r\nc: 3\r\n');
    assert.equal(text.slice(marks[0]?.span.start, marks[0]?.span.end), 'two');
    assert.equal(marks[0]?.text, 'value');
  });

  it('marks a range over several lines', () => {
    const { text, marks } = parseFile('a: 1\nb:\n^^~ tabs\n\tc: 2\n\td: 3\n#~^^^\ne: 4\n');
    assert.deepEqual(
      marks.map((mark) => [text.slice(mark.span.start, mark.span.end), mark.text]),
      [['b:\n\tc: 2\n\td: 3', 'tabs']],
    );
  });

  it('takes the cursor out and returns its offset and file', () => {
    const { files, cursor } = parseFixture('#// FILE: a.yaml\na: 1\n#// FILE: b.yaml\nb: t$0wo\n');
    assert.equal(files[1]?.text, 'b: two\n');
    assert.deepEqual(cursor, { file: 'b.yaml', offset: 4 });
    assert.equal(parseFile('$0').cursor, 0);
  });

  it('lines marks up with the line as written, cursor included', () => {
    const { text, marks } = parseFile('a: o$0ne two\n#  ^^^^^ one\n#        ^^^ two\n');
    assert.deepEqual(
      marks.map((mark) => text.slice(mark.span.start, mark.span.end)),
      ['one', 'two'],
    );
  });

  it('says what is wrong with itself', () => {
    const broken: readonly (readonly [string, RegExp])[] = [
      ['^^^ nothing above\n', /line 1: a mark with no line above it/],
      ['a: 1\n#   ^^ too far\n', /line 2: a mark past the end/],
      ['a: $01$0\n', /line 1: a second \$0/],
      ['a: $01\n#// FILE: b\n$0\n', /a second \$0, in b/],
      ['#// FILE: b\n#// FILE: b\n', /two files named b/],
      ['a: 1\n^~ open\n', /"open" in main\.yaml is never closed/],
      ['a: 1\n^~ open\n^~ again\n', /line 3: a range is still open/],
      ['a: 1\n#~^\n', /line 2: ~\^ closes nothing/],
    ];
    for (const [source, message] of broken) assert.throws(() => parseFixture(source), message);
    assert.throws(() => parseFile('#// FILE: a\n#// FILE: b\n'), /one file expected, 2 found/);
  });
});

describe('an expected finding', () => {
  const span = { start: 1, end: 2 };

  it('is a rule, a severity and a part of the message', () => {
    assert.deepEqual(expectedFinding({ span, text: 'not-headless warning: Service "db": see it' }), {
      span,
      rule: 'not-headless',
      severity: 'warning',
      message: 'Service "db": see it',
    });
  });

  it('may leave the message out', () => {
    assert.equal(expectedFinding({ span, text: 'not-headless hint' }).message, '');
  });

  it('of another form is refused', () => {
    for (const text of ['', 'not-headless', 'not-headless fatal: x', 'Not-headless error: x', 'a error x']) {
      assert.throws(() => expectedFinding({ span, text }), /expected "rule-id error\|warning\|information\|hint/);
    }
  });
});

describe('deepFreeze', () => {
  it('freezes what can be reached, cycles included, and returns the value', () => {
    const inner: { list: number[]; self?: unknown } = { list: [1] };
    inner.self = inner;
    const value = deepFreeze({ inner });
    assert.equal(value.inner, inner);
    assert.throws(() => inner.list.push(2), TypeError);
    assert.throws(() => Object.assign(value, { inner: 1 }), TypeError);
  });

  it('reaches into what is frozen at its surface only', () => {
    const inner = { n: 1 };
    deepFreeze(Object.freeze([inner]));
    assert.throws(() => Object.assign(inner, { n: 2 }), TypeError);
  });

  it('lets maps and sets answer but not change', () => {
    const member = { n: 1 };
    const map = deepFreeze(new Map([['a', new Set([member])]]));
    assert.equal(map.get('a')?.size, 1);
    assert.throws(() => map.set('b', new Set()), /frozen/);
    assert.throws(() => map.get('a')?.clear(), /frozen/);
    assert.throws(() => Object.assign(member, { n: 2 }), TypeError);
  });
});

describe('expectGolden', () => {
  it('compares, fails on a difference or a missing file, and writes with UPDATE=1', () => {
    const folder = mkdtempSync(join(tmpdir(), 'golden-'));
    const before = process.env['UPDATE'];
    try {
      const path = join(folder, 'new', 'a.txt');
      delete process.env['UPDATE'];
      assert.throws(() => expectGolden(path, 'one'), /is missing/);
      process.env['UPDATE'] = '1';
      expectGolden(path, 'one');
      assert.equal(readFileSync(path, 'utf8'), 'one');
      delete process.env['UPDATE'];
      expectGolden(path, 'one');
      assert.throws(() => expectGolden(path, 'two'), /differs/);
    } finally {
      if (before !== undefined) process.env['UPDATE'] = before;
      rmSync(folder, { recursive: true });
    }
  });
});
