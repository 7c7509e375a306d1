import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { TextEdit } from '../server/src/core/yaml/edit';
import { applyEdits, insertEntry, removeEntry, setEntry } from '../server/src/core/yaml/edit';
import type { MapNode, Node } from '../server/src/core/yaml/node';
import { valueAt } from '../server/src/core/yaml/node';
import { parse } from '../server/src/core/yaml/parse';
import type { Plain } from '../server/src/core/yaml/render';
import { renderBlock } from '../server/src/core/yaml/render';

function mapAt(text: string, path: readonly (string | number)[]): MapNode {
  let node: Node | undefined = parse(text).root;
  for (const step of path)
    node = typeof step === 'string' ? valueAt(node, step) : node?.type === 'list' ? node.items[step] : undefined;
  assert.equal(node?.type, 'map');
  return node;
}

function edited(text: string, edit: TextEdit | undefined): string {
  return edit === undefined ? text : applyEdits(text, [edit]);
}

interface Case {
  readonly name: string;
  readonly before: string;
  readonly path?: readonly (string | number)[];
  readonly set?: readonly [string, Plain];
  readonly after?: string;
  readonly remove?: string;
  readonly expected: string;
}

const CASES: readonly Case[] = [
  {
    name: 'inserts first',
    before: 'spec:\n  ports: []\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: 'spec:\n  clusterIP: None\n  ports: []\n',
  },
  {
    name: 'inserts before a comment stays above its key',
    before: 'spec:\n  # why\n  ports: []\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: 'spec:\n  # why\n  clusterIP: None\n  ports: []\n',
  },
  {
    name: 'inserts after a key with a comment',
    before: 'm:\n  name: a # mine\n  labels: {}\n',
    path: ['m'],
    set: ['namespace', 'b'],
    after: 'name',
    expected: 'm:\n  name: a # mine\n  namespace: b\n  labels: {}\n',
  },
  {
    name: 'inserts at the end of a text without a final line break',
    before: 'm:\n  name: a',
    path: ['m'],
    set: ['namespace', 'b'],
    after: 'name',
    expected: 'm:\n  name: a\n  namespace: b',
  },
  {
    name: 'keeps CRLF',
    before: 'm:\r\n    name: a\r\n    x: 1\r\n',
    path: ['m'],
    set: ['namespace', 'b'],
    after: 'name',
    expected: 'm:\r\n    name: a\r\n    namespace: b\r\n    x: 1\r\n',
  },
  {
    name: 'inserts beside a merge key that is alone',
    before: 'a: &a\n  x: 1\nspec:\n  <<: *a\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: 'a: &a\n  x: 1\nspec:\n  clusterIP: None\n  <<: *a\n',
  },
  {
    name: 'inserts beside a merge key that is alone in braces',
    before: 'a: &a {x: 1}\nspec: {<<: *a}\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: 'a: &a {x: 1}\nspec: {clusterIP: None, <<: *a}\n',
  },
  {
    name: 'inserts into a flow map',
    before: 'spec: {ports: [], selector: {a: b}}\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: 'spec: {clusterIP: None, ports: [], selector: {a: b}}\n',
  },
  {
    name: 'inserts into an empty flow map',
    before: 'spec: {}\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: 'spec: {clusterIP: None}\n',
  },
  {
    name: 'inserts into JSON on one line',
    before: '{"spec": {"ports": []}}',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: '{"spec": {"clusterIP": "None", "ports": []}}',
  },
  {
    name: 'inserts into printed JSON',
    before: '{\n  "spec": {\n    "ports": []\n  }\n}\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: '{\n  "spec": {\n    "clusterIP": "None",\n    "ports": []\n  }\n}\n',
  },
  {
    name: 'inserts after a key of printed JSON',
    before: '{\n  "m": {\n    "name": "a",\n    "x": 1\n  }\n}\n',
    path: ['m'],
    set: ['namespace', 'b'],
    after: 'name',
    expected: '{\n  "m": {\n    "name": "a",\n    "namespace": "b",\n    "x": 1\n  }\n}\n',
  },
  {
    name: 'inserts into an item of a list',
    before: '- name: a\n  x: 1\n',
    path: [0],
    set: ['port', 1],
    expected: '- port: 1\n  name: a\n  x: 1\n',
  },
  {
    name: 'inserts a map',
    before: 'spec:\n    a: 1\n',
    path: ['spec'],
    set: ['selector', { app: 'x', on: 'yes' }],
    expected: 'spec:\n    selector:\n      app: x\n      "on": "yes"\n    a: 1\n',
  },
  {
    name: 'replaces a plain value',
    before: 'spec:\n  clusterIP: 10.0.0.1 # old\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: 'spec:\n  clusterIP: None # old\n',
  },
  {
    name: 'replaces a quoted value in its quotes',
    before: "spec:\n  clusterIP: ''\n",
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: "spec:\n  clusterIP: 'None'\n",
  },
  {
    name: 'replaces nothing by a value',
    before: 'spec:\n  clusterIP:\n  x: 1\n',
    path: ['spec'],
    set: ['clusterIP', 'None'],
    expected: 'spec:\n  clusterIP: None\n  x: 1\n',
  },
  {
    name: 'replaces a map in block style',
    before: 'spec:\n  selector:\n    app: a # x\n    tier: b\n  x: 1\n',
    path: ['spec'],
    set: ['selector', { app: 'c' }],
    expected: 'spec:\n  selector:\n    app: c\n  x: 1\n',
  },
  {
    name: 'replaces a map in flow style',
    before: 'spec:\n  selector: {app: a}\n',
    path: ['spec'],
    set: ['selector', { app: 'c' }],
    expected: 'spec:\n  selector: { app: c }\n',
  },
  {
    name: 'replaces a map in JSON',
    before: '{"selector": {"app": "a"}, "x": 1}',
    set: ['selector', { app: 'c' }],
    expected: '{"selector": {"app": "c"}, "x": 1}',
  },
  {
    name: 'replaces a scalar by a map',
    before: 'spec:\n  selector: x\n  y: 1\n',
    path: ['spec'],
    set: ['selector', { app: 'c' }],
    expected: 'spec:\n  selector:\n    app: c\n  y: 1\n',
  },
  {
    name: 'removes a line with its comment',
    before: 'a: 1\nb: 2 # gone\nc: 3\n',
    remove: 'b',
    expected: 'a: 1\nc: 3\n',
  },
  {
    name: 'removes a block',
    before: 'a: 1\nb:\n  - x\n  - y\n# stays\nc: 3\n',
    remove: 'b',
    expected: 'a: 1\n# stays\nc: 3\n',
  },
  {
    name: 'removes the first entry of an item',
    before: '- a: 1\n  b: 2\n',
    path: [0],
    remove: 'a',
    expected: '- b: 2\n',
  },
  {
    name: 'removes the only entry of an item',
    before: '- a: 1\n- b: 2\n',
    path: [0],
    remove: 'a',
    expected: '- {}\n- b: 2\n',
  },
  { name: 'removes from a flow map, in front', before: '{a: 1, b: 2}\n', remove: 'a', expected: '{b: 2}\n' },
  { name: 'removes from a flow map, at the end', before: '{a: 1, b: 2}\n', remove: 'b', expected: '{a: 1}\n' },
  { name: 'removes a block scalar', before: 'a: |\n  x\n  y\nb: 2\n', remove: 'a', expected: 'b: 2\n' },
  { name: 'leaves what is not there', before: 'a: 1\n', remove: 'b', expected: 'a: 1\n' },
];

describe('edits of a map', () => {
  for (const { name, before, path = [], set, after, remove, expected } of CASES) {
    test(name, () => {
      const map = mapAt(before, path);
      const edit =
        set !== undefined ? setEntry(before, map, set[0], set[1], after) : removeEntry(before, map, remove ?? '');
      assert.equal(edited(before, edit), expected);
    });
  }
});

const key = fc.stringMatching(/^[a-z][a-zA-Z]{0,6}$/);
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('None', 'yes', '0755', 'a: b', '- x', '# c', ' x', '*x', '@x'),
);
const value: fc.Arbitrary<Plain> = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

function data(node: Node | undefined): unknown {
  if (node?.type === 'scalar') return node.value;
  if (node?.type === 'list') return node.items.map(data);
  return node?.type === 'map'
    ? Object.fromEntries(node.entries.map((entry) => [entry.key, data(entry.value)]))
    : 'unreadable';
}

test('whatever is written reads back, and whatever is set is there beside what was', () => {
  fc.assert(
    fc.property(
      fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
      key,
      value,
      fc.constantFrom('\n', '\r\n'),
      (map, name, inner, newline) => {
        const text = renderBlock(map, '').join(newline) + newline;
        assert.deepEqual(data(parse(text).root), map);
        const set = applyEdits(text, [setEntry(text, mapAt(text, []), name, inner)]);
        assert.deepEqual(data(parse(set).root), { ...map, [name]: inner }, set);
        const inserted = Object.hasOwn(map, name)
          ? text
          : applyEdits(text, [insertEntry(text, mapAt(text, []), name, inner, Object.keys(map).at(-1))]);
        const removed = removeEntry(inserted, mapAt(inserted, []), name);
        if (Object.keys(map).some((other) => other !== name) && removed !== undefined) {
          const { [name]: _, ...rest } = map;
          assert.deepEqual(data(parse(applyEdits(inserted, [removed])).root), rest);
        }
      },
    ),
    { numRuns: 300 },
  );
});
