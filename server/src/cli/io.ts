import type { Disk } from '../lsp/host';
import type { Git } from './git';

/** Everything a command touches beyond its arguments, so that a test can stand in for it. */
export interface Io {
  /** The working directory, an absolute path. */
  readonly cwd: string;
  readonly disk: Disk;
  readonly git: Git;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** All of standard input. */
  readonly readStdin: () => string;
  /** Whether colours are wanted on standard output. */
  readonly color: boolean;
  /** Characters in a line of the terminal; undefined where the output goes elsewhere. */
  readonly columns: number | undefined;
}

/** What commands end with: 0 all well; 1 there are errors, or too many warnings; 2 wrong usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

/** Wrong usage: one sentence for the person who typed it. */
export class UsageError extends Error {}
