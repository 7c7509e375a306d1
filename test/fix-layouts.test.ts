import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { RULES } from '../server/src/core/rules/index';
import { DEFAULT_ANALYSIS_SETTINGS } from '../server/src/core/rules/analysis';
import type { Snapshot } from '../server/src/core/workspace/snapshot';
import { applyFix, findAll } from './support/check';
import { dataOf, inOddLayout } from './support/odd-layout';
import { workspaceOf } from './support/workspace';

/** Rules about the text itself; nothing would be left of their examples. */
const OF_TEXT = ['yaml-syntax', 'duplicate-key', 'unused-suppression'];
const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);

interface Fixed {
  readonly title: string;
  /** What the files say once the fix is taken, by URI. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: string;
}

for (const rule of RULES.filter(({ id }) => !OF_TEXT.includes(id))) {
  suite(`fixes of ${rule.id}, however the file is laid out`, () => {
    const settings = {
      ...DEFAULT_ANALYSIS_SETTINGS,
      cluster: { ...DEFAULT_ANALYSIS_SETTINGS.cluster, ...rule.exampleSettings },
    };
    const fixesOf = (snapshot: Snapshot): readonly Fixed[] =>
      findAll(snapshot, settings)
        .filter(({ diagnostic }) => diagnostic.rule === rule.id)
        .flatMap(({ diagnostic }) => diagnostic.fixes ?? [])
        .filter(({ copy }) => copy === undefined)
        .map((fix) => {
          const texts = [...applyFix(snapshot, fix)];
          return {
            title: fix.title,
            data: Object.fromEntries(texts.map(([uri, text]) => [uri, dataOf(text)])),
            texts: texts.map(([uri, text]) => `${uri}\n${text}`).join('\n'),
          };
        });
    const plain = workspaceOf(rule.bad);
    const expected = fixesOf(plain.snapshot);

    for (const explicit of [false, true]) {
      test(explicit ? 'also with keys of their own lines' : 'mean the same', () => {
        for (const seed of SEEDS) {
          const source = plain.fixture.files
            .map(({ name, text }) => `#// FILE: ${name}\n${inOddLayout(text, seed, explicit).replace(/\n?$/, '\n')}`)
            .join('');
          for (const { title, data, texts } of fixesOf(workspaceOf(source).snapshot)) {
            const same = expected.filter((other) => other.title === title);
            // A few titles quote what is written.
            if (same.length === 0) continue;
            assert.ok(
              same.some((other) => JSON.stringify(other.data) === JSON.stringify(data)),
              `${title}, with seed ${seed}:\n${texts}\n\nof ${source}`,
            );
          }
        }
      });
    }
  });
}
