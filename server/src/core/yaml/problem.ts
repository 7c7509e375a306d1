import type { Span } from './span';

export type ProblemCode = 'syntax' | 'tab-indentation' | 'duplicate-key' | 'alias' | 'limit';

/** Something wrong with the text as YAML. */
export interface Problem {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly message: string;
}
