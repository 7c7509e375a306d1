import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import type { Rename } from '../server/src/core/features/rename';
import { prepareRename, rename } from '../server/src/core/features/rename';
import type { Refusal } from '../server/src/core/features/rename/subject';
import type { Snapshot } from '../server/src/core/workspace/snapshot';
import { filesOf } from '../server/src/core/workspace/snapshot';
import { applyEdits } from '../server/src/core/yaml/edit';
import { findAll } from './support/check';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';
import type { FixtureWorkspace } from './support/workspace';
import { uriOf, workspaceOf } from './support/workspace';

/**
 * Each fixture is a workspace with one name marked wherever it is written, as `to NAME`: it can be renamed from each of
 * these places, with the same outcome, which the golden file holds. A mark `no REASON` is a name that cannot be renamed;
 * `not NAME: REASON` one that cannot be called so.
 */
const FIXTURES = readdirSync(fixturePath('rename')).filter((name) => !name.startsWith('after'));

interface Marked {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function marksOf({ fixture }: FixtureWorkspace): readonly Marked[] {
  return fixture.files.flatMap(({ name, marks }) => marks.map(({ span, text }) => ({ file: name, ...span, text })));
}

function renamed({ workspace, file }: FixtureWorkspace, mark: Marked, offset: number, name: string): Rename {
  const result = rename(workspace, file(mark.file), offset, name);
  assert.ok(result !== undefined && !('refusal' in result), `${mark.text} in ${mark.file}: ${JSON.stringify(result)}`);
  return result;
}

/** The texts of all files, by name, with the edits made. */
function applied({ snapshot, inFile }: FixtureWorkspace, { edits }: Rename): ReadonlyMap<string, string> {
  const texts = filesOf(snapshot).map(({ uri, text }) => {
    const own = edits.filter(({ document }) => document.uri === uri);
    const moved = own.map((edit) => ({ span: inFile(edit), newText: edit.newText }));
    return [uri.slice(uriOf('').length), applyEdits(text, moved)] as const;
  });
  return new Map(texts);
}

function sourceOf(texts: ReadonlyMap<string, string>): string {
  return [...texts].map(([name, text]) => `#// FILE: ${name}\n${text}`).join('');
}

/** What a person is told, and which lines are set apart by it. */
function remarks(fixture: FixtureWorkspace, { edits, annotations }: Rename): string {
  const lines = Object.entries(annotations).map(([key, { label, description, needsConfirmation }]) => {
    const places = edits.filter(({ annotation }) => annotation === key);
    const asks = needsConfirmation ? ', to be confirmed' : '';
    return `# ${label}${asks}: ${description}\n${places.map((edit) => `# - ${lineOf(fixture, edit)}\n`).join('')}`;
  });
  return lines.join('');
}

function lineOf({ workspace, inFile }: FixtureWorkspace, edit: Rename['edits'][number]): string {
  const text = workspace.file(edit.document.uri)?.text ?? '';
  const { start } = inFile(edit);
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1).split(/\r?\n/)[0];
  return `${edit.document.uri.slice(uriOf('').length)}: ${line?.trim() ?? ''}`;
}

/** How often each rule finds an error or a warning. */
function graveFindings(snapshot: Snapshot): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { diagnostic } of findAll(snapshot)) {
    if (diagnostic.severity !== 'error' && diagnostic.severity !== 'warning') continue;
    counts.set(diagnostic.rule, (counts.get(diagnostic.rule) ?? 0) + 1);
  }
  return counts;
}

function refusalOf(result: object | undefined): string | undefined {
  return result !== undefined && 'refusal' in result ? (result as Refusal).refusal : undefined;
}

function check(source: string, golden: string | undefined): void {
  const fixture = workspaceOf(source);
  const { workspace, file } = fixture;
  const outcomes = new Set<string>();
  for (const mark of marksOf(fixture)) {
    const [, verb, rest = ''] = /^(to|no|not) (.+)$/.exec(mark.text) ?? [];
    assert.ok(verb !== undefined, `a mark says "${mark.text}"`);
    for (const offset of [mark.start, mark.end - 1, mark.end]) {
      const prepared = prepareRename(workspace, file(mark.file), offset);
      if (verb === 'no') {
        assert.ok(refusalOf(prepared)?.includes(rest) === true, `${mark.text}: ${JSON.stringify(prepared)}`);
        continue;
      }
      assert.ok(
        prepared !== undefined && 'span' in prepared,
        `${mark.text} in ${mark.file}: ${JSON.stringify(prepared)}`,
      );
      assert.deepEqual(fixture.inFile(prepared), { start: mark.start, end: mark.end }, mark.text);
      assert.equal(prepared.name, file(mark.file).text.slice(mark.start, mark.end));
      if (verb === 'not') {
        const [, name = '', reason = ''] = /^(.*?): (.*)$/.exec(rest) ?? [];
        const refusal = refusalOf(rename(workspace, file(mark.file), offset, name === "''" ? '' : name));
        assert.ok(refusal?.includes(reason) === true, `${mark.text}: ${refusal}`);
        continue;
      }
      const result = renamed(fixture, mark, offset, rest);
      const texts = applied(fixture, result);
      outcomes.add(remarks(fixture, result) + sourceOf(texts));
      if (outcomes.size === 1 && offset === mark.start) checkOutcome(fixture, mark, rest, result, texts);
    }
  }
  assert.ok(outcomes.size <= 1, `one outcome, not ${[...outcomes].join('\n\n')}`);
  const [outcome] = outcomes;
  if (golden !== undefined && outcome !== undefined) expectGolden(golden, outcome);
}

/** What comes of a rename is as good as what was there, and can be taken back. */
function checkOutcome(
  fixture: FixtureWorkspace,
  mark: Marked,
  name: string,
  result: Rename,
  texts: ReadonlyMap<string, string>,
): void {
  const after = workspaceOf(sourceOf(texts));
  for (const { uri, documents, text } of filesOf(after.snapshot)) {
    for (const { document } of documents) {
      assert.notEqual(document.state, 'broken', uri);
      assert.deepEqual(document.problems, [], uri);
    }
    if (uri.endsWith('.json')) JSON.parse(text.replace('\uFEFF', ''));
  }
  const before = graveFindings(fixture.snapshot);
  for (const [rule, count] of graveFindings(after.snapshot)) assert.ok(count <= (before.get(rule) ?? 0), rule);
  const earlier = result.edits
    .map((edit) => ({ uri: edit.document.uri, ...fixture.inFile(edit), length: edit.newText.length }))
    .filter(({ uri, end }) => uri === uriOf(mark.file) && end <= mark.start);
  const shift = earlier.reduce((sum, { start, end, length }) => sum + length - (end - start), 0);
  const old = fixture.file(mark.file).text.slice(mark.start, mark.end);
  const plain = (texts: ReadonlyMap<string, string>): string => sourceOf(texts).replaceAll(/["']/g, '');
  const quote = /["']/.test(texts.get(mark.file)?.[mark.start + shift] ?? '') ? 1 : 0;
  const back = applied(after, renamed(after, mark, mark.start + shift + quote, old));
  const original = new Map(filesOf(fixture.snapshot).map(({ uri, text }) => [uri.slice(uriOf('').length), text]));
  assert.equal(plain(back), plain(original), `back from ${name}`);
}

describe('rename', () => {
  for (const name of FIXTURES) {
    const source = readFileSync(fixturePath('rename', name), 'utf8');
    it(`does what ${name} says`, () => check(source, fixturePath('rename', 'after', basename(name))));
    it(`does so with carriage returns and a byte-order mark in ${name}`, () => {
      check(source.replaceAll('\n', '\r\n').replaceAll(/^(#\/\/ FILE: .*\r\n)/gm, '$1\uFEFF'), undefined);
    });
  }
});
