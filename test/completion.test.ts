import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Completion } from '../server/src/core/features/completion';
import { completion } from '../server/src/core/features/completion';
import type { CompletionItem } from '../server/src/core/features/completion/item';
import { FIELD_MEANINGS } from '../server/src/core/features/completion/field-meanings';
import { VALUE_MEANINGS } from '../server/src/core/features/completion/value-meanings';
import { fieldsOf } from '../server/src/core/kubernetes/api/schema';
import { parse } from '../server/src/core/yaml/parse';
import { split } from '../server/src/core/yaml/split';
import type { Case } from './support/cases';
import { parseCases } from './support/cases';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';
import { workspaceOf } from './support/workspace';

/**
 * Each fixture is a workspace and cases, each with a cursor. Its golden file holds what is offered there, and the lines
 * that come of taking it: `‸` marks a place to which a person goes next.
 */
const FIXTURES = readdirSync(fixturePath('completion')).filter((name) => name.endsWith('.yaml'));

/** More items than these are only counted. */
const SHOWN = 8;

interface Completed {
  readonly text: string;
  readonly at: number;
  readonly found: Completion | undefined;
}

function complete({ source, file: name, options }: Case, newline: '\n' | '\r\n'): Completed {
  const { cursor, workspace, inFile } = workspaceOf(newline === '\n' ? source : source.replaceAll('\n', newline));
  const { file, offset } = cursor();
  assert.ok(file.uri.endsWith(name));
  const found = completion(workspace, file, offset, {
    schema: options.get('schema') !== 'off',
    trigger: options.get('trigger')?.replace('space', ' '),
  });
  if (found === undefined) return { text: file.text, at: offset, found };
  const span = inFile(found);
  assert.ok(span.start <= offset && offset <= span.end, 'what is replaced is around the cursor');
  return { text: file.text, at: offset, found: { ...found, span } };
}

/** The text once an item is taken, with `‸` where a person goes next if `stops`. */
function accept(text: string, { span }: Completion, { insert }: CompletionItem, stops: boolean): string {
  const inserted = insert.map((part) => (typeof part === 'string' ? part : `${stops ? '‸' : ''}${part.text}`));
  return text.slice(0, span.start) + inserted.join('') + text.slice(span.end);
}

function describeItem({ text }: Completed, found: Completion, item: CompletionItem): string {
  const after = accept(text, found, item, true);
  const start = text.slice(0, found.span.start).lastIndexOf('\n') + 1;
  const tail = text.length - found.span.end;
  const end = after.indexOf('\n', after.length - tail);
  const lines = after
    .slice(start, end < 0 ? after.length : end)
    .trimEnd()
    .split(/\r?\n/);
  const { label, detail, documentation } = item;
  const notes = [detail === undefined ? '' : ` · ${detail}`, documentation === undefined ? '' : ` · ${documentation}`];
  return [`  ${label}${notes.join('')}`, ...lines.map((line) => `      |${line}`)].join('\n');
}

function describeCase(completed: Completed): string {
  const items = completed.found?.items ?? [];
  if (completed.found === undefined || items.length === 0) return '  nothing';
  const { found } = completed;
  const left = items.length > SHOWN ? [`  and ${items.length - SHOWN} more`] : [];
  return [...items.slice(0, SHOWN).map((item) => describeItem(completed, found, item)), ...left].join('\n');
}

describe('completion', () => {
  for (const name of FIXTURES) {
    const cases = parseCases(readFileSync(fixturePath('completion', name), 'utf8'));

    it(`offers what ${name} says`, () => {
      const described = cases.map((each) => `${each.title}\n${describeCase(complete(each, '\n'))}\n`);
      expectGolden(fixturePath('completion', name.replace(/\.yaml$/, '.txt')), described.join('\n'));
    });

    it(`offers the same of ${name} with carriage returns`, () => {
      for (const each of cases)
        assert.equal(describeCase(complete(each, '\r\n')), describeCase(complete(each, '\n')), each.title);
    });

    it(`leaves no text of ${name} worse than it was`, () => {
      for (const each of cases) {
        const { text, found } = complete(each, '\n');
        for (const item of found?.items ?? []) {
          const after = accept(text, found ?? assert.fail(), item, false);
          assert.ok(problems(after) <= problems(text), `${each.title}: ${item.label}\n${after}`);
        }
      }
    });
  }

  it('explains only fields and values that there are', () => {
    for (const [type, fields] of Object.entries(FIELD_MEANINGS)) {
      for (const field of Object.keys(fields)) assert.ok(fieldsOf(type).has(field), `${type}.${field}`);
    }
    for (const [path, values] of Object.entries(VALUE_MEANINGS)) {
      const [type = '', name = ''] = path.split('.');
      const field = fieldsOf(type).get(name);
      assert.ok(field !== undefined, path);
      if (field.values === undefined) continue;
      for (const value of Object.keys(values)) assert.ok(field.values.includes(value), `${path}: ${value}`);
    }
  });
});

function problems(text: string): number {
  return split(text).reduce((sum, { start, end }) => sum + parse(text.slice(start, end)).problems.length, 0);
}
