import type { Rule } from '../../server/src/core/rules/rule';
import type { Found } from './check';

/** One thing that must hold of a rule, in a form that a test and the mutation run share. */
export interface RuleCheck {
  readonly name: string;
  /** Throws where it does not hold. The rule is the one of that id which is registered at the time. */
  readonly run: () => void;
}

/** What one rule found, of all that was found. */
export function ofRule({ id }: Pick<Rule, 'id'>, found: readonly Found[]): readonly Found[] {
  return found.filter(({ diagnostic }) => diagnostic.rule === id);
}

/** A value worked out when it is first asked for, and kept. */
export function once<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: make() }).value;
}
