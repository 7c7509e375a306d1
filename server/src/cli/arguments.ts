import { isNearMiss } from '../core/kubernetes/near-miss';
import { UsageError } from './io';

/** The arguments of a command, taken apart. */
export interface Arguments<Option extends string> {
  /** What stands without `--`, in order. */
  readonly operands: readonly string[];
  readonly options: Readonly<Partial<Record<Option, string>>>;
}

/**
 * Takes arguments apart: `--name value`, `--name=value`, and after `--` operands only. Every option takes a value and may
 * be given once. Throws a {@link UsageError} for anything else.
 */
export function parseArguments<Option extends string>(
  args: readonly string[],
  known: readonly Option[],
): Arguments<Option> {
  const operands: string[] = [];
  const options: Partial<Record<Option, string>> = {};
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      operands.push(...rest);
      break;
    }
    // A dash alone stands for standard input.
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    const [name = '', value] = splitOnce(arg);
    const option = known.find((candidate) => `--${candidate}` === name);
    if (option === undefined) throw new UsageError(`There is no option ${name}${suggestion(name, known)}.`);
    if (options[option] !== undefined) throw new UsageError(`The option ${name} is given twice.`);
    const given = value ?? rest.shift();
    if (given === undefined || given === '') throw new UsageError(`The option ${name} needs a value.`);
    options[option] = given;
  }
  return { operands, options };
}

/** The value of an option that takes one of a few words; the first where it is not given. */
export function choiceOf<Choice extends string>(
  name: string,
  value: string | undefined,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  if (value === undefined) return choices[0];
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new UsageError(`The option --${name} takes ${list(choices)}, not ${value}.`);
  return choice;
}

/** The value of an option that takes a whole number that is not negative; undefined where it is not given. */
export function countOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`The option --${name} takes a number, not ${value}.`);
  return Number(value);
}

/** The known option that is a slip away, as the end of a sentence; else nothing. */
function suggestion(name: string, known: readonly string[]): string {
  const near = known.find((candidate) => isNearMiss(candidate, name.replace(/^-+/, '')) || `-${candidate}` === name);
  return near === undefined ? '' : `; perhaps --${near} is meant`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function splitOnce(arg: string): readonly string[] {
  const equals = arg.indexOf('=');
  return equals < 0 ? [arg] : [arg.slice(0, equals), arg.slice(equals + 1)];
}
