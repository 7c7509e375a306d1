import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inFolder } from '../server/src/core/workspace/by-folder';
import { readSource } from '../server/src/core/workspace/file';
import { keys } from '../server/src/core/workspace/keys';
import { folderOf } from '../server/src/core/workspace/kustomize';
import { createLayer, filesOf, find } from '../server/src/core/workspace/snapshot';
import type { Service } from '../server/src/core/kubernetes/service';

const FOLDERS = ['file:///a', 'file:///a/b', 'file:///a-b', 'file:///b'];

/** Files of some Services each, of which some are on disk, some open in an editor, and some both. */
const layer = fc
  .array(fc.record({ folder: fc.constantFrom(...FOLDERS), file: fc.nat(6), services: fc.nat(3) }), { maxLength: 14 })
  .map((files) =>
    createLayer(
      new Map(
        files.map(({ folder, file, services }) => {
          const uri = `${folder}/${file}.yaml`;
          const text = Array.from(
            { length: services },
            (_, i) => `---\nkind: Service\nmetadata: { name: s${i} }\n`,
          ).join('');
          return [uri, readSource(uri, text, false)] as const;
        }),
      ).values(),
    ),
  );

test("What stands under a key is in the order of files, an editor's text in place of the one on disk", () => {
  fc.assert(
    fc.property(layer, layer, (disk, open) => {
      const snapshot = { disk, open, complete: true };
      const expected = filesOf(snapshot).flatMap((file) =>
        file.documents.flatMap(({ document }) => document.resources),
      );
      const found = find(snapshot, keys.ofKind('Service')) as readonly Service[];
      assert.ok(found.length === expected.length && found.every((service, index) => service === expected[index]));
      for (const folder of [...FOLDERS, 'file:///c', 'file://']) {
        const here = expected.filter(({ document }) => folderOf(document.uri) === folder);
        assert.deepEqual(
          inFolder(found, folder).map(({ document, span }) => [document.uri, span]),
          here.map(({ document, span }) => [document.uri, span]),
        );
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});
