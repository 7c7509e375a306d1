import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { repositoryRoot } from '../support/paths';
import type { Fate, Mutant } from './mutant';
import { mutated } from './mutant';
import { mutantsOf } from './mutants';
import { compiledPath, dependentsOf, rulesIn } from './substitute';
import { loadCompiler } from './syntax';
import { Trials } from './trials';
import { TypeCheck } from './type-check';

/**
 * Breaks each rule in small ways, one at a time, and says which breakages none of the rule's own tests notices: neither
 * its examples nor its fixtures nor the shapes, nor the compiler.
 * Usage: npm run mutation -- [PART], where PART is a part of the path of the files to break.
 */
const RULES_FOLDER = 'server/src/core/rules';

async function main([part = '']: readonly string[]): Promise<void> {
  const compiler = await loadCompiler();
  const types = new TypeCheck(compiler);
  const files = readdirSync(join(repositoryRoot, RULES_FOLDER), { recursive: true, encoding: 'utf8' })
    .map((name) => `${RULES_FOLDER}/${name.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && file.includes(part))
    .filter((file) => rulesIn(dependentsOf(compiledPath(file))).length > 0)
    .toSorted();
  const fates = new Map<Mutant, Fate>();
  const queue = [...files];
  const take = async (): Promise<void> => {
    const trials = new Trials();
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const text = readFileSync(join(repositoryRoot, file), 'utf8');
      for (const mutant of mutantsOf(file, types.source(file), compiler.ast)) {
        const code = javaScriptOf(mutated(text, mutant));
        fates.set(
          mutant,
          code === undefined
            ? { by: 'compiler', message: 'syntax' }
            : ((await trials.try(file, code)) ?? objectionTo(mutant, text, types)),
        );
      }
    }
    await trials.end();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, take));
  types.close();
  report(files, fates);
}

function javaScriptOf(text: string): string | undefined {
  try {
    return transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2023', logLevel: 'silent' }).code;
  } catch {
    return undefined;
  }
}

function objectionTo(mutant: Mutant, text: string, types: TypeCheck): Fate {
  const message = types.objection(mutant.file, mutated(text, mutant));
  return message === undefined ? undefined : { by: 'compiler', message };
}

function report(files: readonly string[], fates: ReadonlyMap<Mutant, Fate>): void {
  for (const file of files) {
    const text = readFileSync(join(repositoryRoot, file), 'utf8');
    for (const [mutant, fate] of fates)
      if (mutant.file === file && fate === undefined) console.log(lineOf(text, mutant));
  }
  const families = new Map<string, [Mutant, Fate][]>();
  for (const entry of fates) {
    const family = basename(dirname(entry[0].file));
    families.set(family, [...(families.get(family) ?? []), entry]);
  }
  console.log(`\n${'family'.padEnd(20)} mutants  tests  compiler  clock  unnoticed (words)`);
  for (const [family, entries] of [...families, ['in all', [...fates]] as const]) {
    const count = (by: string | undefined): number => entries.filter(([, fate]) => fate?.by === by).length;
    const words = entries.filter(([{ touches }, fate]) => fate === undefined && touches === 'words').length;
    const cells = [entries.length, count('check'), count('compiler'), count('clock'), count(undefined)];
    const widths = [8, 7, 10, 7, 11];
    console.log(
      `${family.padEnd(20)}${cells.map((cell, index) => String(cell).padStart(widths[index] ?? 0)).join('')} (${words})`,
    );
  }
}

function lineOf(text: string, { file, start, end, replacement, what, touches }: Mutant): string {
  const line = text.slice(0, start).split('\n').length;
  const short = (piece: string): string => {
    const plain = piece.replaceAll(/\s+/g, ' ');
    return plain.length > 90 ? `${plain.slice(0, 60)} … ${plain.slice(-27)}` : plain;
  };
  const note = touches === 'words' ? ' (words)' : '';
  return `${file}:${line} ${what}${note}: ${short(text.slice(start, end))} => ${short(replacement) || 'nothing'}`;
}

void main(process.argv.slice(2));
