import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { definition } from '../server/src/core/features/definition';
import { documentHighlights } from '../server/src/core/features/document-highlights';
import { references } from '../server/src/core/features/references';
import type { Place } from '../server/src/core/kubernetes/resource';
import type { SourceFile } from '../server/src/core/workspace/file';
import type { Span } from '../server/src/core/yaml/span';
import { fixturePath } from './support/paths';
import type { FixtureWorkspace } from './support/workspace';
import { uriOf, workspaceOf } from './support/workspace';

/**
 * Each fixture is a workspace in which every name is marked with what it is:
 *
 * - `def X`: where X is defined. A definition leads to itself, unless it refers to something else too.
 * - `ref X`: a name of X: definition leads from here to X, and the references of X come by here.
 * - `part X`: as `ref X`, but a part of the definition, such as the number of a port that has a name.
 * - `in X`: the references of X come by here, though it names something else.
 *
 * `web/0` is a part of `web`: it is defined where `web` is, and the references of `web` are its too, but not the other
 * way round. What no mark defines is nowhere in the workspace.
 */
const FIXTURES = readdirSync(fixturePath('references'));

type Role = 'def' | 'ref' | 'part' | 'in';

interface MarkedName {
  readonly file: SourceFile;
  readonly span: Span;
  readonly names: readonly { readonly role: Role; readonly name: string }[];
}

function marksOf({ fixture, file }: FixtureWorkspace): readonly MarkedName[] {
  return fixture.files.flatMap(({ name, marks }) =>
    marks.map(({ span, text }) => ({
      file: file(name),
      span,
      names: text.split(/,\s*/).map((item) => {
        const match = /^(def|ref|part|in) (\S+)$/.exec(item);
        assert.ok(match?.[1] !== undefined && match[2] !== undefined, `in ${name}: a mark says "${text}"`);
        return { role: match[1] as Role, name: match[2] };
      }),
    })),
  );
}

function has(mark: MarkedName, roles: readonly Role[], test: (name: string) => boolean): boolean {
  return mark.names.some(({ role, name }) => roles.includes(role) && test(name));
}

/** The marks that define a name: those of the whole where the part has none of its own. */
function definitionsOf(name: string, marks: readonly MarkedName[]): readonly MarkedName[] {
  const own = marks.filter((mark) => has(mark, ['def'], (other) => other === name));
  const whole = name.replace(/\/[^/]*$/, '');
  return own.length > 0 || whole === name ? own : definitionsOf(whole, marks);
}

/** The names of which a mark is one: not those that it only holds. */
function namesOf({ names }: MarkedName): readonly string[] {
  return names.flatMap(({ role, name }) => (role === 'in' ? [] : [name]));
}

function expectedDefinition(mark: MarkedName, marks: readonly MarkedName[]): readonly MarkedName[] {
  const references = mark.names.filter(({ role }) => role === 'ref' || role === 'part');
  if (references.length === 0) return [mark];
  return references.flatMap(({ name }) => definitionsOf(name, marks));
}

function expectedReferences(
  mark: MarkedName,
  marks: readonly MarkedName[],
  roles: readonly Role[],
): readonly MarkedName[] {
  return namesOf(mark).flatMap((name) => [
    ...(roles.includes('def') ? definitionsOf(name, marks) : []),
    ...marks.filter((other) => has(other, roles, (found) => found === name || found.startsWith(`${name}/`))),
  ]);
}

/** Places as a failing test shows them well: `web.yaml:12 nginx`. */
function shown(places: readonly { readonly file: SourceFile; readonly span: Span }[]): readonly string[] {
  const lines = places.map(({ file, span }) => {
    const name = file.uri.slice(uriOf('').length);
    const line = file.text.slice(0, span.start).split('\n').length;
    return `${name}:${line}:${span.start} ${file.text.slice(span.start, span.end)}`;
  });
  return [...new Set(lines)].toSorted();
}

function check(fixture: FixtureWorkspace): void {
  const { workspace, inFile } = fixture;
  const marks = marksOf(fixture);
  assert.notEqual(marks.length, 0);
  const placed = (places: readonly Place[]): readonly string[] =>
    shown(
      places.map((place) => {
        const file = workspace.file(place.document.uri);
        assert.ok(file !== undefined);
        return { file, span: inFile(place) };
      }),
    );
  for (const mark of marks) {
    const [subject = ''] = shown([mark]);
    for (const offset of [mark.span.start, mark.span.end - 1, mark.span.end]) {
      const links = definition(workspace, mark.file, offset);
      const about = `at offset ${offset} of ${subject}`;
      assert.deepEqual(placed(links), shown(expectedDefinition(mark, marks)), `definition ${about}`);
      for (const { origin, whole, span } of links) {
        assert.deepEqual(placed([origin]), [subject], `origin ${about}`);
        assert.ok(whole.start <= span.start && span.end <= whole.end, `the whole ${about}`);
      }
      const found = references(workspace, mark.file, offset, true);
      assert.deepEqual(
        placed(found),
        shown(expectedReferences(mark, marks, ['def', 'ref', 'part', 'in'])),
        `references ${about}`,
      );
      assert.equal(placed(found).length, found.length, `each reference once, ${about}`);
      const others = references(workspace, mark.file, offset, false);
      const isDefinition = (other: MarkedName): boolean =>
        namesOf(mark).some((name) => has(other, ['def'], (found) => found === name));
      const expectedOthers = expectedReferences(mark, marks, ['ref', 'in']).filter((other) => !isDefinition(other));
      assert.deepEqual(placed(others), shown(expectedOthers), `references without definition ${about}`);
      const highlights = documentHighlights(workspace, mark.file, offset);
      const isFile = namesOf(mark).every((name) => name.startsWith('file'));
      const here = expectedReferences(mark, marks, ['def', 'ref', 'part', 'in']).filter(
        ({ file }) => file === mark.file,
      );
      assert.deepEqual(
        placed(highlights),
        isFile && has(mark, ['def'], () => true) ? [] : shown([...here, mark]),
        `highlights ${about}`,
      );
    }
  }
}

describe('definition and references', () => {
  for (const name of FIXTURES) {
    const source = readFileSync(fixturePath('references', name), 'utf8');
    it(`go both ways in ${name}`, () => check(workspaceOf(source)));
    it(`go both ways in ${name} with carriage returns and a byte-order mark`, () => {
      check(workspaceOf(source.replaceAll('\n', '\r\n').replaceAll(/^(#\/\/ FILE: .*\r\n)/gm, '$1\uFEFF')));
    });
  }
});
