import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { RULES } from '../server/src/core/rules/index';
import type { AnalysisSettings } from '../server/src/core/rules/analysis';
import { DEFAULT_ANALYSIS_SETTINGS } from '../server/src/core/rules/analysis';
import type { Rule } from '../server/src/core/rules/rule';
import { readSource } from '../server/src/core/workspace/file';
import type { Layer, Snapshot } from '../server/src/core/workspace/snapshot';
import { createLayer, filesOf } from '../server/src/core/workspace/snapshot';
import { parse } from '../server/src/core/yaml/parse';
import type { Found } from './support/check';
import { applyFix, describe, findAll } from './support/check';
import type { FixtureWorkspace } from './support/workspace';
import { uriOf, workspaceOf } from './support/workspace';

function ofRule(rule: Rule, found: readonly Found[]): readonly Found[] {
  return found.filter(({ diagnostic }) => diagnostic.rule === rule.id);
}

function settingsOf(rule: Rule): AnalysisSettings {
  return {
    ...DEFAULT_ANALYSIS_SETTINGS,
    cluster: { ...DEFAULT_ANALYSIS_SETTINGS.cluster, ...rule.exampleSettings },
  };
}

function marksOf({ fixture }: FixtureWorkspace): readonly string[] {
  return fixture.files.flatMap((file) =>
    file.marks.map(
      ({ span }) => `${uriOf(file.name)} ${span.start}-${span.end} ${file.text.slice(span.start, span.end)}`,
    ),
  );
}

function placesOf(snapshot: Snapshot, found: readonly Found[]): readonly string[] {
  const texts = new Map(filesOf(snapshot).map((file) => [file.uri, file.text]));
  return found.map(
    ({ uri, span }) => `${uri} ${span.start}-${span.end} ${texts.get(uri)?.slice(span.start, span.end) ?? ''}`,
  );
}

function snapshotOf(texts: ReadonlyMap<string, string>, committed: Layer | undefined): Snapshot {
  return {
    disk: createLayer([...texts].map(([uri, text]) => readSource(uri, text, true))),
    open: createLayer([]),
    ...(committed === undefined ? {} : { committed }),
    complete: true,
  };
}

function syntaxProblems(texts: ReadonlyMap<string, string>): readonly string[] {
  return [...texts].flatMap(([uri, text]) =>
    readSource(uri, text, true).documents.flatMap(({ document }) =>
      parse(document.text).problems.map((problem) => `${uri}: ${problem.message}`),
    ),
  );
}

for (const rule of RULES) {
  suite(rule.id, () => {
    const settings = settingsOf(rule);

    test('describes itself', () => {
      assert.match(rule.id, /^[a-z]+(-[a-z]+)*$/);
      assert.match(rule.summary, /\.$/);
      assert.match(rule.why, /\.$/);
      if (rule.kinds !== 'suppression')
        assert.match(rule.documentation ?? '', /^https:\/\/(kubernetes\.io|yaml\.org)\//);
    });

    test('reports just the marks of its bad example', () => {
      const bad = workspaceOf(rule.bad);
      assert.notEqual(marksOf(bad).length, 0, 'the bad example marks nothing');
      assert.deepEqual(placesOf(bad.snapshot, ofRule(rule, findAll(bad.snapshot, settings))), marksOf(bad));
    });

    test('reports nothing on its good example', () => {
      const { snapshot } = workspaceOf(rule.good);
      assert.deepEqual(ofRule(rule, findAll(snapshot, settings)).map(describe), []);
    });

    test('has a good example in which no rule sees anything wrong', () => {
      const found = findAll(workspaceOf(rule.good).snapshot, settings).filter(
        ({ diagnostic }) => diagnostic.severity === 'error' || diagnostic.severity === 'warning',
      );
      assert.deepEqual(found.map(describe), []);
    });

    for (const [style, restyle] of [
      ['as written', (text: string) => text],
      ['with CRLF', (text: string) => text.replaceAll(/\r?\n/g, '\r\n')],
      ['without a final line break', (text: string) => text.replace(/\n$/, '')],
    ] as const) {
      test(`mends its bad example by each of its fixes, ${style}`, () => {
        const { snapshot } = workspaceOf(rule.bad, { restyle });
        const before = findAll(snapshot, settings);
        for (const finding of ofRule(rule, before)) {
          for (const fix of (finding.diagnostic.fixes ?? []).filter(({ copy }) => copy === undefined)) {
            const texts = applyFix(snapshot, fix);
            if (rule.id !== 'yaml-syntax')
              assert.deepEqual(
                syntaxProblems(texts).filter((problem) => !problem.includes('written twice')),
                [],
                fix.title,
              );
            const after = findAll(snapshotOf(texts, snapshot.committed), settings);
            assert.equal(
              ofRule(rule, after).length,
              ofRule(rule, before).length - 1,
              `${fix.title}\n${[...texts.values()].join('\n=====\n')}`,
            );
            const errors = (found: readonly Found[]): readonly string[] => [
              ...new Set(
                found
                  .filter(({ diagnostic }) => diagnostic.severity === 'error')
                  .map(({ diagnostic }) => diagnostic.rule),
              ),
            ];
            assert.deepEqual(
              errors(after).filter((id) => !errors(before).includes(id)),
              [],
              `${fix.title} brings a new error`,
            );
            if (style === 'with CRLF')
              for (const text of texts.values()) assert.doesNotMatch(text, /[^\r]\n/, fix.title);
          }
        }
      });
    }
  });
}
