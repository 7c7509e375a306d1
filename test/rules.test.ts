import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { RULES } from '../server/src/core/rules/index';
import { exampleChecks } from './support/example-checks';

for (const rule of RULES) {
  suite(rule.id, () => {
    test('describes itself', () => {
      assert.match(rule.id, /^[a-z]+(-[a-z]+)*$/);
      assert.match(rule.summary, /\.$/);
      assert.match(rule.why, /\.$/);
      if (rule.kinds !== 'suppression')
        assert.match(rule.documentation ?? '', /^https:\/\/(kubernetes\.io|yaml\.org)\//);
    });

    for (const { name, run } of exampleChecks(rule)) test(name, run);
  });
}
