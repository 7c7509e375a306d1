import { VERSION } from '../version';
import { check } from './check';
import type { ExitCode, Io } from './io';
import { UsageError } from './io';
import { names } from './names';
import { simulate } from './simulate';
import { USAGE } from './usage';

const COMMANDS: Readonly<Record<string, (args: readonly string[], io: Io) => ExitCode>> = { check, names, simulate };

/** Runs the command line. `args` are those after the program's name. */
export function main(args: readonly string[], io: Io): ExitCode {
  const [first, ...rest] = args;
  const isAsked = (option: string, short: string): boolean => first === option || first === short;
  if (isAsked('--version', '-V')) {
    io.out(`${VERSION}\n`);
    return 0;
  }
  if (isAsked('--help', '-h') || first === 'help' || rest.includes('--help')) {
    io.out(USAGE);
    return 0;
  }
  try {
    const command = first === undefined || !Object.hasOwn(COMMANDS, first) ? undefined : COMMANDS[first];
    if (command === undefined) throw new UsageError(unknownCommand(first));
    return command(rest, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.error(`${error.message} See statefulset-tools --help.\n`);
    return 2;
  }
}

function unknownCommand(command: string | undefined): string {
  const known = Object.keys(COMMANDS);
  const listed = `${known.slice(0, -1).join(', ')} or ${known.at(-1)}`;
  return command === undefined ? `Name a command: ${listed}.` : `There is no command ${command}; there is ${listed}.`;
}
