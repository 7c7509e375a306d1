import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isNameToFillIn } from '../server/src/core/yaml/field';
import type { Node } from '../server/src/core/yaml/node';
import { valueAt } from '../server/src/core/yaml/node';
import { parse } from '../server/src/core/yaml/parse';
import { resolvePlain } from '../server/src/core/yaml/plain';
import { split } from '../server/src/core/yaml/split';
import { isTemplate } from '../server/src/core/yaml/template';

/** A tree as plain data, without places. */
function plain(node: Node | undefined): unknown {
  switch (node?.type) {
    case 'scalar':
      return node.value;
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
    case 'list':
      return node.items.map(plain);
    case 'unreadable':
      return '(unreadable)';
    case undefined:
      return undefined;
  }
}

/** What stands at a path of keys, as written. */
function written(text: string, ...path: readonly string[]): string | undefined {
  const node = valueAt(parse(text).root, ...path);
  return node && text.slice(node.span.start, node.span.end);
}

function problems(text: string): readonly string[] {
  return parse(text).problems.map((problem) => `${problem.code} ${text.slice(problem.span.start, problem.span.end)}`);
}

describe('documents of a file', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['one document', 'a: 1\n', ['a: 1\n']],
    ['nothing', '', ['']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['a marker first', '---\na: 1\n---\n', ['---\na: 1\n', '---\n']],
    ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['a byte-order mark', '\uFEFF---\na: 1\n---\nb: 2', ['\uFEFF---\na: 1\n', '---\nb: 2']],
    ['a marker within a longer line', 'a: ---\n---b\n', ['a: ---\n---b\n']],
    ['a marker that ends a block scalar', 'a: |\n  x\n---\nb: 2\n', ['a: |\n  x\n', '---\nb: 2\n']],
    ['indented dashes in a block scalar', 'a: |\n  ---\n  x\n', ['a: |\n  ---\n  x\n']],
    ['an end marker', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
    ['content beside the marker', '--- {a: 1}\n--- # comment\nb: 2\n', ['--- {a: 1}\n', '--- # comment\nb: 2\n']],
  ];
  for (const [name, text, expected] of cases) {
    test(name, () => {
      assert.deepEqual(
        split(text).map((chunk) => text.slice(chunk.start, chunk.end)),
        expected,
      );
    });
  }
});

test('plain scalars read as kubectl reads them', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['', null],
    ['~', null],
    ['null', null],
    ['yes', true],
    ['Off', false],
    ['y', true],
    ['3', 3],
    ['-3', -3],
    ['0755', 493],
    ['0o17', 15],
    ['0x1F', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['08', 8],
    ['1.5', 1.5],
    ['1e3', 1000],
    ['1.2.3', '1.2.3'],
    ['10Gi', '10Gi'],
    ['10.0.0.1', '10.0.0.1'],
    ['12:30:45', '12:30:45'],
    ['2026-01-01', '2026-01-01'],
    ['None', 'None'],
    ['nO', 'nO'],
  ];
  assert.deepEqual(
    cases.map(([text]) => [text, resolvePlain(text)]),
    cases,
  );
});

describe('trees', () => {
  test('scalars in every style', () => {
    const text = `a: 1\nb: "1"\nc: '1'\nd: |\n  x\n  y\ne: >-\n  x\n  y\nf: !!str 1\ng:\nh: "\\u0041"\n`;
    assert.deepEqual(plain(parse(text).root), { a: 1, b: '1', c: '1', d: 'x\ny\n', e: 'x y', f: '1', g: null, h: 'A' });
  });

  test('places of values, keys and collections', () => {
    const text = 'a:\n  b: x # comment\n  c:\n    - 1\n    - 2\n\n# more\nd: [1, 2]\n';
    assert.equal(written(text, 'a', 'b'), 'x');
    assert.equal(written(text, 'a'), 'b: x # comment\n  c:\n    - 1\n    - 2');
    assert.equal(written(text, 'a', 'c'), '- 1\n    - 2');
    assert.equal(written(text, 'd'), '[1, 2]');
  });

  test('nothing is placed behind the end', () => {
    const text = 'a: { b';
    const { root } = parse(text);
    assert.deepEqual(valueAt(root, 'a', 'b')?.span, { start: text.length, end: text.length });
  });

  test('JSON, indented with tabs too', () => {
    assert.deepEqual(plain(parse('{\n\t"a": {"b": [1, true, null, "x"]}\n}').root), { a: { b: [1, true, null, 'x'] } });
  });

  test('CRLF and a byte-order mark count as they are', () => {
    const text = '\uFEFFa: x\r\nb:\r\n  c: y\r\n';
    assert.equal(written(text, 'a'), 'x');
    assert.equal(written(text, 'b', 'c'), 'y');
  });

  test('line breaks that only YAML 1.1 knows', () => {
    const text = 'command:\u2028\n  - chown\u2028\nimage: x\rname: z\n';
    assert.deepEqual(plain(parse(text).root), { command: ['chown'], image: 'x', name: 'z' });
    assert.equal(written(text, 'name'), 'z');
  });

  test('aliases, with the place of the alias outside and of the anchor inside', () => {
    const text = 'a: &x\n  k: v\nb: *x\nc: &y 3\nd: *y\n';
    assert.deepEqual(plain(parse(text).root), { a: { k: 'v' }, b: { k: 'v' }, c: 3, d: 3 });
    assert.equal(written(text, 'b'), '*x');
    assert.equal(written(text, 'b', 'k'), 'v');
    assert.deepEqual(
      parse(text).shared.map((span) => text.slice(span.start, span.end)),
      ['k: v', '3'],
    );
  });

  test('an anchor that is set anew counts from there on', () => {
    assert.deepEqual(plain(parse('a: &x 1\nb: *x\nc: &x 2\nd: *x\n').root), { a: 1, b: 1, c: 2, d: 2 });
  });

  test('merge keys: what is written wins, then the first source', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\nd:\n  <<: *b\n';
    assert.deepEqual(plain(valueAt(parse(text).root, 'c')), { x: 0, y: 1, z: 2 });
    assert.deepEqual(plain(valueAt(parse(text).root, 'd')), { y: 2, z: 2 });
  });

  test("a template's braces and other programs' tags are unreadable", () => {
    assert.deepEqual(plain(parse('a: {{ .Values.a }}\nb: !vault x\nc: 1\n').root), {
      a: '(unreadable)',
      b: '(unreadable)',
      c: 1,
    });
  });

  test('repeated keys are reported and the last counts', () => {
    const text = 'a: 1\nb: 2\na: 3\n';
    assert.deepEqual(plain(parse(text).root), { a: 3, b: 2 });
    assert.deepEqual(problems(text), ['duplicate-key a']);
  });

  test('what leads nowhere is reported', () => {
    assert.deepEqual(
      problems('a: *nowhere\n').map((problem) => problem.split(' ')[0]),
      ['alias'],
    );
    assert.deepEqual(plain(parse('a: &x [*x]\n').root), { a: ['(unreadable)'] });
  });
});

describe('hostile texts end soon and without a throw', () => {
  const laughs = [
    'a0: &a0 {k: v}',
    ...Array.from(
      { length: 30 },
      (_, i) => `a${i + 1}: &a${i + 1} {${Array.from({ length: 9 }, (__, j) => `k${j}: *a${i}`).join(', ')}}`,
    ),
  ].join('\n');
  const merges = [
    'a0: &a0 {k: v}',
    ...Array.from({ length: 3000 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: *a${i}, k${i}: v}`),
  ].join('\n');
  for (const [name, text] of [
    ['a billion laughs', laughs],
    ['merges of merges', merges],
    ['deep nesting in flow style', '['.repeat(100_000)],
    ['deep nesting in block style', '- '.repeat(20_000)],
    ['one long line', 'a'.repeat(1_000_000)],
    ['control characters', '\0\u0001\u0002: \u0003'],
    ['a lone surrogate', 'a: \uD800'],
    ['100 kB of keys in one map', Array.from({ length: 10_000 }, (_, i) => `key${i}: 1`).join('\n')],
  ] as const) {
    test(name, () => {
      assert.equal(typeof parse(text), 'object');
    });
  }
  test('millions of comments before the first document', () => {
    assert.equal(split(`${'# x\n'.repeat(4_000_000)}---\na: 1\n`).length, 1);
  });
  test('a name of millions of words', () => {
    assert.equal(isNameToFillIn(`${'A-'.repeat(5_000_000)}x`), false);
  });
});

describe('templates', () => {
  test('are told from texts of millions of escapes', () => {
    assert.equal(isTemplate(`a: "${String.raw`\"`.repeat(4_000_000)}{{"`, 'file:///a.yaml'), false);
  });
  test('have their marks in quotes too, where they stand in a folder of templates', () => {
    assert.equal(isTemplate('a: "{{ x }}"', 'file:///chart/templates/a.yaml'), true);
  });
  for (const [text, expected] of [
    ['name: {{ .Release.Name }}', true],
    ['{{- if .Values.x }}\na: 1\n{{- end }}', true],
    ['a: "{{ x }}"', false],
    ["a: ['{{ x }}', '{% y %}']\nb: it's {{ x }}, isn't it", true],
    ['a: "{{ x', true],
    ['{{ x }}: "b"', true],
    ['{% if x %}\na: 1\n', true],
    ['# {{ comment }}\na: 1', false],
    ['a: |\n  {{ with secret }}\n  x\nb: 1', false],
    ['a:\n  - |-\n    {{ x }}\n  - b', false],
    ['a: |\n  x\nb: {{ y }}', true],
    ['a: {b: {c: 1}}', false],
    ['a:\n  name: {name}-config\n  image: {image}:{tag}', true],
    ['args:\n  - {host}.{zone}:5432', true],
    ['name: {name}', false],
    ['name: "{name}-config"\nhost: db-{name}\nargs: [{name}]\nset: {a}: b', false],
    ['run: |\n  name: {name}-config', false],
    ['# name: {name}-config\na: b # {name}-config', false],
  ] as const) {
    test(JSON.stringify(text), () => {
      assert.equal(isTemplate(text, 'file:///manifests/a.yaml'), expected);
    });
  }
});
