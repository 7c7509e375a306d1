import type { Path } from '../../yaml/path';
import type { Span } from '../../yaml/span';

/** Something in an object that the API server will not take, or does not know. */
export type FieldProblem = UnknownField | WrongType | MissingField | InvalidValue;

interface ProblemBase {
  /** From the object; of a field that is missing, where it would stand. */
  readonly path: Path;
  readonly span: Span;
}

export interface UnknownField extends ProblemBase {
  readonly code: 'unknown-field';
  /** The type that has no such field, under its name in the API. */
  readonly type: string;
}

/** What a value is, for a person: a number in quotes is a string. */
export type ValueKind = 'string' | 'number' | 'boolean' | 'map' | 'list';

export interface WrongType extends ProblemBase {
  readonly code: 'wrong-type';
  readonly expected: 'string' | 'integer' | 'boolean' | 'quantity' | 'number or string' | 'map' | 'list';
  readonly found: ValueKind;
}

export interface MissingField extends ProblemBase {
  readonly code: 'required-field-missing';
  /** Why it cannot be left out, where that depends on something else: `when there is more than one port`. */
  readonly when?: string;
}

export interface InvalidValue extends ProblemBase {
  readonly code: 'invalid-value';
  /** What is wrong: the field's value, that the field is there at all, or a key of a map that has any. */
  readonly at: 'value' | 'field' | 'key';
  /** The value, or the key, as it is written. */
  readonly text: string;
  /** The reason, to be read after the field: `must be between 1 and 65535`. */
  readonly detail: string;
  /** Values that may have been meant, the likeliest first. */
  readonly candidates: readonly (string | number)[];
  /** The closed list of which the value is none, which a schema has too; undefined where there is no such list. */
  readonly values: readonly string[] | undefined;
}

/** A path as the API server prints it: `spec.template.spec.containers[0].name`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
