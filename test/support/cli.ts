import type { ExitCode } from '../../server/src/cli/io';
import { main } from '../../server/src/cli/main';
import { ROOT } from './client';
import { MemoryDisk } from './memory-disk';

export interface Outcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly error: string;
}

export interface RunOptions {
  readonly unreadable?: readonly string[];
  readonly stdin?: string;
  /** For each commit the files in the working directory. */
  readonly commits?: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;
  readonly color?: boolean;
  readonly columns?: number;
}

/** Runs the command line in this process, in a directory of files in memory. */
export function run(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
  options: RunOptions = {},
): Outcome {
  const disk = new MemoryDisk(files, `${ROOT}/`);
  for (const name of options.unreadable ?? []) disk.unreadable.add(`${ROOT}/${name}`);
  let out = '';
  let error = '';
  const code = main(args, {
    cwd: ROOT.replace('file://', ''),
    disk,
    git: { filesAt: (ref) => options.commits?.get(ref) },
    out: (text) => (out += text),
    error: (text) => (error += text),
    readStdin: () => options.stdin ?? '',
    color: options.color ?? false,
    columns: options.columns,
  });
  return { code, out, error };
}
