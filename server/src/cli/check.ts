import { choiceOf, countOf, parseArguments } from './arguments';
import { formatGithub } from './format-github';
import { formatJson } from './format-json';
import { formatSarif } from './format-sarif';
import { formatText } from './format-text';
import type { ExitCode, Io } from './io';
import { loadBaseline } from './baseline';
import type { Loaded } from './load';
import { load } from './load';
import type { Report } from './report';
import { report } from './report';

const FORMATS: Readonly<Record<string, (report: Report, io: Io) => string>> = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
};

/** Checks files and prints what is found. */
export function check(args: readonly string[], io: Io): ExitCode {
  const { operands, options } = parseArguments(args, ['format', 'max-warnings', 'baseline']);
  const format = choiceOf('format', options.format, ['text', 'json', 'sarif', 'github']);
  const maxWarnings = countOf('max-warnings', options['max-warnings']);
  const loaded = load(operands, io);
  const found = report(options.baseline === undefined ? loaded : withBaseline(loaded, options.baseline, operands, io));
  io.out(FORMATS[format]?.(found, io) ?? '');
  for (const sentence of loaded.unreadable) io.error(`${sentence}\n`);
  const { errors, warnings } = found.summary;
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (tooMany) io.error(`There are ${warnings} warnings; --max-warnings allows ${maxWarnings}.\n`);
  if (loaded.unreadable.length > 0) return 2;
  return errors > 0 || tooMany ? 1 : 0;
}

function withBaseline(loaded: Loaded, ref: string, paths: readonly string[], io: Io): Loaded {
  const committed = loadBaseline(ref, paths, io);
  return { ...loaded, snapshot: { ...loaded.snapshot, committed, ...(ref === 'HEAD' ? {} : { baseline: ref }) } };
}
