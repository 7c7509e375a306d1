import { parentPort } from 'node:worker_threads';
import type { Rule } from '../../server/src/core/rules/rule';
import { exampleChecks } from '../support/example-checks';
import { fixtureChecks } from '../support/fixture-checks';
import type { RuleCheck } from '../support/rule-check';
import { SHAPE_FOLDERS, shapeChecks } from '../support/shape-checks';
import type { Fate } from './mutant';
import { compiledPath, dependentsOf, ORIGINALS, rulesIn, withCode, withRules } from './substitute';

/** What a worker is asked: whether anything notices this text in place of a file. */
export interface Trial {
  readonly file: string;
  /** JavaScript. */
  readonly code: string;
}

// A broken rule must not rewrite what is written down.
delete process.env['UPDATE'];

const checks = new Map<string, readonly RuleCheck[]>();

/** The checks of a rule as it is, made once: what they read is read once. */
function checksOf(id: string): readonly RuleCheck[] {
  const known = checks.get(id);
  if (known !== undefined) return known;
  const rule = ORIGINALS.get(id);
  const made = [
    ...(rule === undefined ? [] : exampleChecks(rule)),
    ...fixtureChecks(id),
    ...SHAPE_FOLDERS.flatMap((folder) => shapeChecks(folder, id)),
  ];
  checks.set(id, made);
  return made;
}

function fateOf({ file, code }: Trial): Fate {
  const path = compiledPath(file);
  try {
    return withCode(path, code, (rules) => {
      for (const rule of rules) {
        // Alone first, which is quick; among the others only what looks at these too.
        const fate = withRules(rule.kinds === 'suppression' ? withOthers([rule]) : [rule], () => failureOf(rule.id));
        if (fate !== undefined) return fate;
      }
      return withRules(withOthers(rules), () =>
        rules.map(({ id }) => failureOf(id)).find((fate) => fate !== undefined),
      );
    });
  } catch (error) {
    return { by: 'check', rule: '', name: `loading: ${String(error)}` };
  }
}

function failureOf(id: string): Fate {
  for (const { name, run } of checksOf(id)) {
    try {
      run();
    } catch {
      return { by: 'check', rule: id, name };
    }
  }
  return undefined;
}

function withOthers(rules: readonly Rule[]): readonly Rule[] {
  return [...ORIGINALS.values()].map((rule) => rules.find(({ id }) => id === rule.id) ?? rule);
}

function answerTo(question: Trial | { readonly warmUp: string }): Fate | 'ready' {
  if (!('warmUp' in question)) return fateOf(question);
  // Unbroken, so that the clock of the first trial does not count what is read once.
  for (const id of rulesIn(dependentsOf(compiledPath(question.warmUp)))) {
    const fate = failureOf(id);
    if (fate?.by === 'check') throw new Error(`${id} fails unbroken: ${fate.name}`);
  }
  return 'ready';
}

parentPort?.on('message', (question: Trial | { readonly warmUp: string }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's, not a window's
  parentPort?.postMessage(answerTo(question));
});
