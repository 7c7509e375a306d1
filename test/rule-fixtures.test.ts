import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe as suite, test } from 'node:test';
import { DEFAULT_ANALYSIS_SETTINGS } from '../server/src/core/rules/analysis';
import { RULES } from '../server/src/core/rules/index';
import type { ClusterSettings } from '../server/src/core/workspace/settings';
import { findAll } from './support/check';
import { expectedFinding } from './support/fixture';
import { fixturePath } from './support/paths';
import { uriOf, workspaceOf } from './support/workspace';

/**
 * Cases beyond a rule's own examples: test/fixtures/rules/RULE/CASE.yaml, a fixture whose marks say all that this rule
 * finds in it, `# ^^^ rule-id severity: part of the message`. What other rules find there does not matter. A line
 * `# settings: {"kubernetesVersion": "1.34"}` sets what a person would.
 */
const root = fixturePath('rules');

for (const id of existsSync(root) ? readdirSync(root).toSorted() : []) {
  suite(id, () => {
    test('is a rule', () => assert.ok(RULES.some((rule) => rule.id === id)));

    for (const name of readdirSync(join(root, id)).toSorted()) {
      test(name, () => {
        const source = readFileSync(join(root, id, name), 'utf8');
        const { fixture, snapshot } = workspaceOf(source);
        const texts = new Map(fixture.files.map((file) => [uriOf(file.name), file.text]));
        const line = (file: string, at: { readonly start: number; readonly end: number }, what: string): string => {
          const text = texts.get(file) ?? '';
          const number = text.slice(0, at.start).split('\n').length;
          return `${file.replace(uriOf(''), '')}:${number} "${text.slice(at.start, at.end)}" ${at.start}-${at.end} ${what}`;
        };
        const expected = fixture.files.flatMap((file) =>
          file.marks.map((mark) => ({ uri: uriOf(file.name), ...expectedFinding(mark) })),
        );
        for (const mark of expected) assert.equal(mark.rule, id, 'a mark names another rule');
        const cluster = { ...DEFAULT_ANALYSIS_SETTINGS.cluster, ...settingsOf(source) };
        const found = findAll(snapshot, { ...DEFAULT_ANALYSIS_SETTINGS, cluster }).filter(
          ({ diagnostic }) => diagnostic.rule === id,
        );
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
      });
    }
  });
}

function settingsOf(source: string): Partial<ClusterSettings> {
  const json = /^# settings: (.*)$/m.exec(source)?.[1];
  return json === undefined ? {} : (JSON.parse(json) as Partial<ClusterSettings>);
}
