import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TextEdit } from '../server/src/core/yaml/edit';
import { applyEdits } from '../server/src/core/yaml/edit';
import { appendItem, removeItem } from '../server/src/core/yaml/edit-list';
import type { ListNode } from '../server/src/core/yaml/node';
import { valueAt } from '../server/src/core/yaml/node';
import { parse } from '../server/src/core/yaml/parse';

/** The text after an edit of the list at `list`; undefined where the edit is declined. */
function edited(text: string, edit: (text: string, list: ListNode) => TextEdit | undefined): string | undefined {
  const list = valueAt(parse(text).root, 'list');
  assert.ok(list?.type === 'list');
  const made = edit(text, list);
  return made && applyEdits(text, [made]);
}

const append = (text: string): string | undefined =>
  edited(text, (source, list) => appendItem(source, list, { name: 'c', size: 1 }));
const remove = (text: string, index: number): string | undefined =>
  edited(text, (source, list) => removeItem(source, list, index));

describe('appendItem', () => {
  for (const [style, text, expected] of [
    [
      'beneath the dashes of the others',
      'list:\n  - name: a\n    size: 1\nx: 1\n',
      'list:\n  - name: a\n    size: 1\n  - name: c\n    size: 1\nx: 1\n',
    ],
    [
      'without indentation, as kubectl writes',
      'list:\n- a\n# about x\nx: 1\n',
      'list:\n- a\n- name: c\n  size: 1\n# about x\nx: 1\n',
    ],
    ['with CRLF', 'list:\r\n- a\r\n', 'list:\r\n- a\r\n- name: c\r\n  size: 1\r\n'],
    ['at an end without a line break', 'list:\n- a', 'list:\n- a\n- name: c\n  size: 1'],
    ['after a block scalar', 'list:\n- |\n  a\n  b\nx: 1\n', 'list:\n- |\n  a\n  b\n- name: c\n  size: 1\nx: 1\n'],
    ['in brackets', 'list: [a, b]\n', 'list: [a, b, { name: c, size: 1 }]\n'],
    ['in empty brackets', 'list: []\n', 'list: [{ name: c, size: 1 }]\n'],
    ['in JSON', '{"list": [\n  "a"\n]}\n', '{"list": [\n  "a",\n  {"name": "c", "size": 1}\n]}\n'],
  ] as const) {
    it(`adds an item ${style}`, () => assert.equal(append(text), expected));
  }

  it('declines where the items stand behind an alias', () => {
    assert.equal(append('other: &a [a]\nlist: *a\n'), undefined);
  });
});

describe('removeItem', () => {
  for (const [what, text, index, expected] of [
    ['the first', 'list:\n  - name: a\n    size: 1\n  - name: b\n', 0, 'list:\n  - name: b\n'],
    ['the last', 'list:\n- a # first\n- b # second\nx: 1\n', 1, 'list:\n- a # first\nx: 1\n'],
    ['the last of a text without a final line break', 'list:\r\n- a\r\n- b', 1, 'list:\r\n- a'],
    ['an anchored one', 'list:\n- &a a\n- b\n', 0, 'list:\n- b\n'],
    ['a block scalar', 'list:\n- a\n- |\n  b\n  b\nx: 1\n', 1, 'list:\n- a\nx: 1\n'],
    ['the first in brackets', 'list: [a, b]\n', 0, 'list: [b]\n'],
    ['the last in brackets', 'list: [a, b ]\n', 1, 'list: [a ]\n'],
  ] as const) {
    it(`removes ${what}`, () => assert.equal(remove(text, index), expected));
  }

  it('declines to empty a list, and to part two dashes of one line', () => {
    assert.equal(remove('list:\n- a\n', 0), undefined);
    assert.equal(remove('list:\n- a\n', 1), undefined);
    const text = 'list:\n- - a\n  - b\n';
    const inner = valueAt(parse(text).root, 'list');
    const list = inner?.type === 'list' ? inner.items[0] : undefined;
    assert.ok(list?.type === 'list');
    assert.equal(removeItem(text, list, 0), undefined);
  });
});
