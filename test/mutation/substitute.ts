import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { RULES } from '../../server/src/core/rules/index';
import type { Rule } from '../../server/src/core/rules/rule';
import { repositoryRoot } from '../support/paths';

const FOLDER = join(repositoryRoot, 'out', 'server', 'src', 'core', 'rules');

/** What reads the list of rules: the list is changed where it stands instead of loading these again. */
const READERS = new Set(['index.js', 'check.js', 'analysis.js'].map((name) => join(FOLDER, name)));

/** Every rule as it is, by id. */
export const ORIGINALS: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** Where a source file of rules is compiled to. */
export function compiledPath(file: string): string {
  return join(repositoryRoot, 'out', ...file.replace(/\.ts$/, '.js').split('/'));
}

/** The compiled files that stop being what they are when one of them changes: it and all that import it. */
export function dependentsOf(path: string): ReadonlySet<string> {
  const found = new Set([path]);
  const modules = Object.values(require.cache).filter((module) => module?.filename.startsWith(FOLDER) === true);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const module of modules) {
      if (module === undefined || READERS.has(module.filename)) continue;
      if (module.children.some((child) => found.has(child.filename))) found.add(module.filename);
    }
  }
  return found;
}

/** The ids of the rules that are written in some compiled files. */
export function rulesIn(paths: ReadonlySet<string>): readonly string[] {
  return [...paths].flatMap((path) => rulesOf(require.cache[path]?.exports)).map(({ id }) => id);
}

/**
 * Runs `act` while a compiled file has another text; all that depends on it is loaded anew. What reads the list of rules
 * holds on to the modules it has, so those get the new exports for the time. Loading may throw.
 */
export function withCode<T>(path: string, code: string, act: (rules: readonly Rule[]) => T): T {
  const kept = [...dependentsOf(path)].map((name) => {
    const module = require.cache[name];
    return { name, module, held: exportsOf(module), exported: { ...exportsOf(module) } };
  });
  try {
    for (const { name } of kept) delete require.cache[name];
    const module = new Module(path, undefined);
    module.filename = path;
    require.cache[path] = module;
    compile(module, code, path);
    const rules = kept.flatMap(({ name }) => rulesOf(require(name)));
    for (const { name, held } of kept) Object.assign(held, require(name));
    return act(rules);
  } finally {
    for (const { name, module, held, exported } of kept) {
      require.cache[name] = module;
      Object.assign(held, exported);
    }
  }
}

/** Runs `act` while just these rules are registered. */
export function withRules<T>(rules: readonly Rule[], act: () => T): T {
  const registered = RULES as Rule[];
  const kept = [...registered];
  try {
    registered.splice(0, registered.length, ...rules);
    return act();
  } finally {
    registered.splice(0, registered.length, ...kept);
  }
}

function exportsOf(module: NodeJS.Module | undefined): object {
  return (module?.exports ?? {}) as object;
}

function compile(module: Module, code: string, path: string): void {
  const run = compileFunction(code, ['exports', 'require', 'module'], { filename: path }) as (
    ...known: readonly unknown[]
  ) => void;
  run(module.exports, createRequire(path), module);
}

function rulesOf(exports: unknown): readonly Rule[] {
  return Object.values((exports ?? {}) as Readonly<Record<string, unknown>>).filter(
    (value): value is Rule => typeof value === 'object' && value !== null && 'summary' in value && 'check' in value,
  );
}
