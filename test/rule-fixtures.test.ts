import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { RULES } from '../server/src/core/rules/index';
import { fixtureChecks, rulesWithFixtures } from './support/fixture-checks';

for (const id of rulesWithFixtures()) {
  suite(id, () => {
    test('is a rule', () => assert.ok(RULES.some((rule) => rule.id === id)));

    for (const { name, run } of fixtureChecks(id)) test(name, run);
  });
}
