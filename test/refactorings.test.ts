import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { refactor, refactoringsAt } from '../server/src/core/features/refactorings';
import { readSource } from '../server/src/core/workspace/file';
import { createLayer } from '../server/src/core/workspace/snapshot';
import type { Case } from './support/cases';
import { parseCases } from './support/cases';
import { applyFix, findAll } from './support/check';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';
import type { FixtureWorkspace } from './support/workspace';
import { uriOf, workspaceOf } from './support/workspace';

/**
 * Each fixture is a workspace and cases: a file with a cursor, and in the header which change is made there. Its golden
 * file holds what is offered there, what is said about the change, and the files as they are after it.
 */
const FIXTURES = readdirSync(fixturePath('refactor')).filter((name) => name.endsWith('.yaml'));

interface Changed {
  readonly before: FixtureWorkspace;
  readonly titles: readonly string[];
  readonly note: string;
  /** The texts that are not as they were, by the name of their file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly all: ReadonlyMap<string, string>;
}

function change({ source, options }: Case, newline = '\n'): Changed {
  const before = workspaceOf(source.replaceAll('\n', newline));
  const { workspace, cursor, snapshot } = before;
  const { file, offset } = cursor();
  const offers = refactoringsAt(workspace, file, offset, options.get('anywhere') === 'yes');
  const titles = offers.map(({ kind, title }) => `${kind}: ${title}`);
  const id = options.get('make');
  const made =
    id !== undefined && offers.some((offer) => offer.id === id) ? refactor(workspace, file, offset, id) : undefined;
  const { annotation, edits = [] } = made ?? {};
  const all = applyFix(snapshot, { title: '', edits });
  const texts = new Map([...all].filter(([uri, text]) => text !== workspace.file(uri)?.text));
  const note =
    annotation === undefined
      ? ''
      : `${annotation.label}${annotation.needsConfirmation ? ' (asks first)' : ''}: ${annotation.description}`;
  return { before, titles, note, texts, all };
}

function describeChange({ titles, note, texts }: Changed): string {
  const offers = titles.length === 0 ? ['  nothing'] : titles.map((title) => `  ${title}`);
  const files = [...texts].map(([uri, text]) => `--- ${uri.slice(uriOf('').length)}\n${text}`);
  return [...offers, ...(note === '' ? [] : [`  ${note}`]), ...files].join('\n');
}

describe('a refactoring', () => {
  for (const name of FIXTURES) {
    const cases = parseCases(readFileSync(fixturePath('refactor', name), 'utf8'));

    it(`is offered and made as ${name} says`, () => {
      const described = cases.map((each) => `# ${each.title}\n${describeChange(change(each))}\n`);
      expectGolden(fixturePath('refactor', name.replace(/\.yaml$/, '.txt')), described.join('\n'));
    });

    it(`leaves nothing wrong in ${name} that was right`, () => {
      for (const each of cases) {
        const { before, all, note } = change(each);
        const files = [...all].map(([uri, text]) => readSource(uri, text, false));
        const after = { ...before.snapshot, disk: createLayer(files) };
        const grave = (snapshot: typeof after): readonly string[] =>
          findAll(snapshot)
            .filter(({ diagnostic: { severity } }) => severity === 'error' || severity === 'warning')
            .map(({ diagnostic }) => `${diagnostic.rule}: ${diagnostic.message}`)
            .toSorted();
        const known = grave(before.snapshot);
        const added = grave(after).filter((finding) => !known.includes(finding));
        // That the change is refused on a set that exists is what its note says.
        const unsaid = note.includes('(asks first)')
          ? added.filter((text) => !text.startsWith('immutable-field'))
          : added;
        assert.deepEqual(unsaid, [], each.title);
        const objects = files.flatMap(({ documents }) => documents.flatMap(({ document }) => document.resources));
        const kinds = objects.flatMap(({ kind, metadata }) =>
          metadata.name === undefined ? [] : `${kind} ${metadata.name.value}`,
        );
        assert.equal(new Set(kinds).size, kinds.length, `${each.title}: no object twice`);
      }
    });

    it(`makes the same of ${name} with carriage returns`, () => {
      for (const each of cases) {
        const [plain, other] = [change(each), change(each, '\r\n')];
        assert.deepEqual(other.titles, plain.titles);
        for (const [uri, text] of other.texts) {
          assert.equal(text.replaceAll('\r\n', '\n'), plain.texts.get(uri), each.title);
          assert.ok(!/[^\r]\n/.test(text), `${each.title}: every line break is of two characters`);
        }
      }
    });
  }
});
