import assert from 'node:assert/strict';
import type { AnalysisSettings } from '../../server/src/core/rules/analysis';
import { DEFAULT_ANALYSIS_SETTINGS } from '../../server/src/core/rules/analysis';
import type { Fix, Severity } from '../../server/src/core/rules/finding';
import { RULES } from '../../server/src/core/rules/index';
import type { Rule } from '../../server/src/core/rules/rule';
import { readSource } from '../../server/src/core/workspace/file';
import type { Layer, Snapshot } from '../../server/src/core/workspace/snapshot';
import { createLayer, filesOf } from '../../server/src/core/workspace/snapshot';
import { parse } from '../../server/src/core/yaml/parse';
import { accountOf } from './account';
import type { Found } from './check';
import { applyFix, describe, findAll } from './check';
import { expectGolden } from './golden';
import { fixturePath } from './paths';
import type { RuleCheck } from './rule-check';
import { ofRule, once } from './rule-check';
import type { FixtureWorkspace } from './workspace';
import { uriOf, workspaceOf } from './workspace';

/** What must hold of the examples of every rule, whatever it is about. */
export function exampleChecks(rule: Rule): readonly RuleCheck[] {
  const settings: AnalysisSettings = {
    ...DEFAULT_ANALYSIS_SETTINGS,
    cluster: { ...DEFAULT_ANALYSIS_SETTINGS.cluster, ...rule.exampleSettings },
  };
  const bad = once(() => workspaceOf(rule.bad));
  const good = once(() => workspaceOf(rule.good));
  return [
    {
      name: 'reports just the marks of its bad example',
      run: () => {
        assert.notEqual(marksOf(bad()).length, 0, 'the bad example marks nothing');
        assert.deepEqual(placesOf(bad().snapshot, ofRule(rule, findAll(bad().snapshot, settings))), marksOf(bad()));
      },
    },
    {
      name: 'finds nothing graver in its bad example than it says of itself',
      run: () => {
        const said = RULES.find(({ id }) => id === rule.id)?.severity ?? rule.severity;
        const found = ofRule(rule, findAll(bad().snapshot, settings)).map(({ diagnostic }) => diagnostic.severity);
        assert.ok(Math.min(...found.map(rankOf)) >= rankOf(said), `${said}, but ${found.join(', ')}`);
      },
    },
    {
      name: 'says of its bad example what is written down, and offers the same fixes',
      run: () => {
        const { snapshot } = bad();
        expectGolden(
          fixturePath('examples', `${rule.id}.txt`),
          accountOf(snapshot, ofRule(rule, findAll(snapshot, settings))),
        );
      },
    },
    {
      name: 'reports nothing on its good example',
      run: () => assert.deepEqual(ofRule(rule, findAll(good().snapshot, settings)).map(describe), []),
    },
    {
      name: 'has a good example in which no rule sees anything wrong',
      run: () => {
        const grave = findAll(good().snapshot, settings).filter(
          ({ diagnostic }) => diagnostic.severity === 'error' || diagnostic.severity === 'warning',
        );
        assert.deepEqual(grave.map(describe), []);
      },
    },
    ...(
      [
        ['as written', (text: string) => text],
        ['with CRLF', (text: string) => text.replaceAll(/\r?\n/g, '\r\n')],
        ['without a final line break', (text: string) => text.replace(/\n$/, '')],
      ] as const
    ).map(([style, restyle]) => {
      const restyled = once(() => workspaceOf(rule.bad, { restyle }));
      return {
        name: `mends its bad example by each of its fixes, ${style}`,
        run: () => {
          const { snapshot } = restyled();
          const before = findAll(snapshot, settings);
          for (const { diagnostic } of ofRule(rule, before)) {
            for (const fix of (diagnostic.fixes ?? []).filter(({ copy }) => copy === undefined)) {
              const texts = applyFix(snapshot, fix);
              assertMends(rule, fix, before, texts, findAll(snapshotOf(texts, snapshot.committed), settings));
              if (style === 'with CRLF')
                for (const text of texts.values()) assert.doesNotMatch(text, /[^\r]\n/, fix.title);
            }
          }
        },
      };
    }),
  ];
}

function rankOf(severity: Severity): number {
  return ['error', 'warning', 'information', 'hint'].indexOf(severity);
}

/** That a fix takes away one finding of its rule, leaves valid YAML and brings no other error. */
function assertMends(
  rule: Rule,
  { title }: Fix,
  before: readonly Found[],
  texts: ReadonlyMap<string, string>,
  after: readonly Found[],
): void {
  if (rule.id !== 'yaml-syntax')
    assert.deepEqual(
      syntaxProblems(texts).filter((problem) => !problem.includes('written twice')),
      [],
      title,
    );
  assert.equal(
    ofRule(rule, after).length,
    ofRule(rule, before).length - 1,
    `${title}\n${[...texts.values()].join('\n=====\n')}`,
  );
  assert.deepEqual(
    errorsOf(after).filter((id) => !errorsOf(before).includes(id)),
    [],
    `${title} brings a new error`,
  );
}

function errorsOf(found: readonly Found[]): readonly string[] {
  const errors = found.filter(({ diagnostic }) => diagnostic.severity === 'error');
  return [...new Set(errors.map(({ diagnostic }) => diagnostic.rule))];
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
