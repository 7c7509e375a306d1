import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { definition } from '../server/src/core/features/definition';
import { fixturePath } from './support/paths';
import { uriOf, workspaceOf } from './support/workspace';

/**
 * Each fixture is a workspace with a cursor. The marks `definition` are where it leads, each with all of what is defined
 * there; none lead nowhere. A mark `origin` is the name under the cursor. That references lead back is tried elsewhere.
 */
describe('a definition', () => {
  for (const name of readdirSync(fixturePath('definition'))) {
    it(basename(name, '.yaml').replaceAll('-', ' '), () => {
      const { fixture, workspace, cursor, inFile } = workspaceOf(readFileSync(fixturePath('definition', name), 'utf8'));
      const { file, offset } = cursor();
      const links = definition(workspace, file, offset);
      const marks = fixture.files.flatMap(({ name, marks }) => marks.map((mark) => ({ uri: uriOf(name), ...mark })));
      const expected = marks.filter(({ text }) => text === 'definition');
      const places = links.map((link) => ({ uri: link.document.uri, span: inFile(link) }));
      assert.deepEqual(
        places.toSorted((a, b) => (a.uri < b.uri ? -1 : 1)),
        expected.map(({ uri, span }) => ({ uri, span })),
      );
      for (const { span } of marks.filter(({ text }) => text === 'origin')) {
        for (const { origin } of links) assert.deepEqual(inFile(origin), span);
      }
    });
  }
});
