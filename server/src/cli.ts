// The command line as a process.

import { readFileSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { processGit } from './cli/git';
import { main } from './cli/main';
import { nodeDisk } from './node-disk';

const { stdout, env } = process;
const isTerminal = isatty(1);

process.exitCode = main(process.argv.slice(2), {
  cwd: process.cwd(),
  disk: nodeDisk,
  git: processGit,
  out: (text) => write(1, text),
  error: (text) => write(2, text),
  readStdin: () => readFileSync(0, 'utf8'),
  color: isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  columns: isTerminal ? stdout.columns : undefined,
});

/** Writes all of a text. Whoever reads may stop reading, as `head` does: that is no fault of ours. */
function write(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return;
      // A pipe that is full for the moment.
      if (code !== 'EAGAIN') throw error;
    }
  }
}
