import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ANALYSIS_SETTINGS } from '../../server/src/core/rules/analysis';
import type { ClusterSettings } from '../../server/src/core/workspace/settings';
import { accountOf } from './account';
import { findAll } from './check';
import { expectedFinding } from './fixture';
import { expectGolden } from './golden';
import { fixturePath } from './paths';
import type { RuleCheck } from './rule-check';
import { ofRule, once } from './rule-check';
import { uriOf, workspaceOf } from './workspace';

/**
 * Cases beyond a rule's own examples: test/fixtures/rules/RULE/CASE.yaml, a fixture whose marks say all that this rule
 * finds in it, `# ^^^ rule-id severity: part of the message`. What other rules find there does not matter. A line
 * `# settings: {"kubernetesVersion": "1.34"}` sets what a person would; a line `# scan: unfinished` says that not every file
 * is read yet. Where CASE.txt stands beside it, that is the whole account: every message, related place and fix.
 */
const root = fixturePath('rules');

/** The ids of the rules that have such cases. */
export function rulesWithFixtures(): readonly string[] {
  return existsSync(root) ? readdirSync(root).toSorted() : [];
}

/** The cases of a rule, one check each; none where it has none. */
export function fixtureChecks(id: string): readonly RuleCheck[] {
  const folder = join(root, id);
  const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  return files
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const read = once(() => fixtureOf(readFileSync(join(folder, name), 'utf8')));
      const account = name.replace(/yaml$/, 'txt');
      const accountCheck: RuleCheck = {
        name: account,
        run: () => {
          const { snapshot, settings } = read();
          expectGolden(join(folder, account), accountOf(snapshot, ofRule({ id }, findAll(snapshot, settings))));
        },
      };
      return [{ name, run: () => assertFinds(id, read()) }, ...(files.includes(account) ? [accountCheck] : [])];
    });
}

function fixtureOf(source: string) {
  const { fixture, snapshot } = workspaceOf(source, { complete: !/^# scan: unfinished$/m.test(source) });
  const expected = fixture.files.flatMap((file) =>
    file.marks.map((mark) => ({ uri: uriOf(file.name), ...expectedFinding(mark) })),
  );
  const cluster = { ...DEFAULT_ANALYSIS_SETTINGS.cluster, ...settingsOf(source) };
  return { fixture, snapshot, expected, settings: { ...DEFAULT_ANALYSIS_SETTINGS, cluster } };
}

function assertFinds(id: string, { fixture, snapshot, expected, settings }: ReturnType<typeof fixtureOf>): void {
  const texts = new Map(fixture.files.map((file) => [uriOf(file.name), file.text]));
  const line = (file: string, at: { readonly start: number; readonly end: number }, what: string): string => {
    const text = texts.get(file) ?? '';
    const number = text.slice(0, at.start).split('\n').length;
    return `${file.replace(uriOf(''), '')}:${number} "${text.slice(at.start, at.end)}" ${at.start}-${at.end} ${what}`;
  };
  for (const mark of expected) assert.equal(mark.rule, id, 'a mark names another rule');
  const found = ofRule({ id }, findAll(snapshot, settings));
  assert.deepEqual(
    found.map(({ uri, span, diagnostic }) => line(uri, span, diagnostic.severity)).toSorted(),
    expected.map(({ uri, span, severity }) => line(uri, span, severity)).toSorted(),
    found.map(({ diagnostic }) => diagnostic.message).join('\n'),
  );
  for (const { uri, span, message } of expected) {
    const messages = found
      .filter((other) => other.uri === uri && other.span.start === span.start && other.span.end === span.end)
      .map(({ diagnostic }) => diagnostic.message);
    assert.ok(
      messages.some((text) => text.includes(message)),
      `"${message}" is not said, but: ${messages.join('\n')}`,
    );
  }
}

function settingsOf(source: string): Partial<ClusterSettings> {
  const json = /^# settings: (.*)$/m.exec(source)?.[1];
  return json === undefined ? {} : (JSON.parse(json) as Partial<ClusterSettings>);
}
