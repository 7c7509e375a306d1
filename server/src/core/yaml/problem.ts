import type { Span } from './span';

/**
 * `tolerated`: against YAML 1.2, and so unreadable here, while `kubectl` reads it. `run-together`: an object begins within
 * another's document.
 */
export type ProblemCode =
  | 'syntax'
  | 'tab-indentation'
  | 'duplicate-key'
  | 'alias'
  | 'limit'
  | 'tolerated'
  | 'run-together';

/** Something wrong with the text as YAML. */
export interface Problem {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly message: string;
  /** Of a key that is written again. */
  readonly repeated?: RepeatedKey;
}

/** Where the values of a key that is written twice stand. */
export interface RepeatedKey {
  readonly name: string;
  /** What the key says here. */
  readonly value: Span;
  /** The key where it is written before, and what it says there. */
  readonly earlier: { readonly key: Span; readonly value: Span };
}
