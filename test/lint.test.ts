import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { repositoryRoot } from './support/paths';

/** A file that the lint must judge: what it says, where it would stand, and which rules it breaks. */
interface Sample {
  readonly shows: string;
  readonly path: string;
  readonly text: string;
  readonly breaks: readonly string[];
}

const wall = 'eslint(no-restricted-imports)';
const global = 'eslint(no-restricted-globals)';
const property = 'eslint(no-restricted-properties)';

function importing(path: string, specifier: string, shows: string, breaks: readonly string[]): Sample {
  return { shows, path, text: `import * as other from '${specifier}';\n\nexport const it = other;\n`, breaks };
}

function computing(expression: string, shows: string, breaks: readonly string[]): Sample {
  return { shows, path: 'server/src/core/rollout/sample.ts', text: `export const it = () => ${expression};\n`, breaks };
}

const core = 'server/src/core';
const samples: readonly Sample[] = [
  // The core is pure.
  importing(`${core}/sample.ts`, 'node:fs', 'core/ reads no files', [wall]),
  importing(`${core}/sample.ts`, 'fs', 'core/ reads no files, by their old name either', [wall]),
  importing(`${core}/features/sample.ts`, 'vscode', 'core/ knows no VS Code', [wall]),
  importing(`${core}/features/sample.ts`, 'vscode-languageserver', 'core/ makes no positions', [wall]),
  importing(`${core}/features/sample.ts`, 'vscode-languageserver-types', 'core/ knows no type of the protocol', [wall]),
  importing(`${core}/features/sample.ts`, '../../lsp/convert', 'core/ knows nothing of lsp/', [wall]),
  importing(`${core}/features/sample.ts`, '../../../../client/src/files', 'core/ knows nothing of the client', [wall]),
  importing(`${core}/protocol.ts`, '../node', 'core/ knows no entry point', [wall]),
  computing('Date.now()', 'core/ asks no clock', [global]),
  computing('new Date()', 'core/ makes no date', [global]),
  computing('globalThis.Date.now()', 'core/ asks no clock through globalThis', [global]),
  computing('performance.now()', 'core/ measures no time', [global]),
  computing('setTimeout(String, 1)', 'core/ waits for nothing', [global]),
  computing('Math.random()', 'core/ throws no dice', [property]),
  computing('Math.max(1, 2)', 'core/ may compute', []),
  computing('console.log(1)', 'core/ prints nothing', [global]),
  computing('process.argv', 'core/ knows no process', [global]),

  // Only core/yaml/ imports the yaml package, and nothing else.
  importing(`${core}/yaml/sample.ts`, 'yaml', 'core/yaml/ may use the yaml package', []),
  importing(`${core}/yaml/sample.ts`, './span', 'core/yaml/ may use its own files', []),
  importing(`${core}/yaml/sample.ts`, 'node:path', 'core/yaml/ uses no Node', [wall]),
  importing(`${core}/yaml/sample.ts`, '../kubernetes/service', 'core/yaml/ stands below core/kubernetes/', [wall]),
  importing(`${core}/kubernetes/sample.ts`, 'yaml', 'core/kubernetes/ does not import yaml', [wall]),
  importing(`${core}/workspace/sample.ts`, 'yaml', 'core/workspace/ does not import yaml', [wall]),
  importing(`${core}/rules/family/sample.ts`, 'yaml', 'core/rules/ does not import yaml', [wall]),
  importing(`${core}/features/sample.ts`, 'yaml', 'core/features/ does not import yaml', [wall]),
  importing(`${core}/rollout/sample.ts`, 'yaml', 'core/rollout/ does not import yaml', [wall]),
  importing('server/src/lsp/sample.ts', 'yaml', 'lsp/ does not import yaml', [wall]),
  importing('server/src/cli.ts', 'yaml', 'the command line does not import yaml', [wall]),
  importing('server/src/cli/sample.ts', 'yaml', 'a folder of the command line does not import yaml', [wall]),
  importing('client/src/sample.ts', 'yaml', 'the client does not import yaml', [wall]),

  // Each room of the core stands above what it uses.
  importing(`${core}/kubernetes/sample.ts`, '../yaml/field', 'core/kubernetes/ may use core/yaml/', []),
  importing(`${core}/kubernetes/sample.ts`, '../workspace/workspace', 'core/kubernetes/ knows no workspace', [wall]),
  importing(`${core}/kubernetes/sample.ts`, '../rollout/state', 'core/kubernetes/ knows no rollout', [wall]),
  importing(`${core}/workspace/sample.ts`, '../kubernetes/service', 'core/workspace/ may use core/kubernetes/', []),
  importing(`${core}/workspace/sample.ts`, '../rules/index', 'core/workspace/ knows no rules', [wall]),
  importing(`${core}/workspace/sample.ts`, '../features/hover', 'core/workspace/ knows no features', [wall]),
  importing(`${core}/features/sample.ts`, '../rules/finding', 'core/features/ may use findings', []),

  // A rule sees other resources only through the workspace.
  importing(`${core}/rules/family/sample.ts`, '../../workspace/workspace', 'a rule may name the workspace', []),
  importing(`${core}/rules/family/sample.ts`, '../../workspace/snapshot', 'a rule makes no workspace of its own', [
    wall,
  ]),
  importing(`${core}/rules/family/sample.ts`, '../../features/hover', 'a rule uses no feature', [wall]),
  importing(`${core}/rules/sample.ts`, '../workspace/snapshot', 'what runs the rules may keep snapshots', []),
  importing(`${core}/rules/sample.ts`, '../features/hover', 'what runs the rules uses no feature', [wall]),
  importing(`${core}/rules/family/sample.ts`, '../../rollout/state', 'a rule plays no rollout', [wall]),
  importing(
    `${core}/rules/family/sample.ts`,
    '../rollout/sample',
    'a rule may use a family that is called as a room is',
    [],
  ),
  importing(`${core}/rules/sample.ts`, './rollout/sample', 'so may what runs the rules', []),
  importing(`${core}/rules/family/sample.ts`, '../../../lsp/convert', 'a rule knows nothing of lsp/', [wall]),

  // The client shares only core/rollout and core/protocol with the server.
  importing(`${core}/rollout/sample.ts`, '../kubernetes/identity', 'core/rollout/ may use core/kubernetes/', []),
  importing(`${core}/rollout/sample.ts`, '../workspace/workspace', 'core/rollout/ knows no workspace', [wall]),
  importing(`${core}/rollout/sample.ts`, '../yaml/field', 'core/rollout/ knows no text', [wall]),
  importing('client/src/sample.ts', '../../server/src/core/protocol', 'the client may use the protocol', []),
  importing(
    'client/src/rollout/sample.ts',
    '../../../server/src/core/rollout/state',
    'the client may use the rollout',
    [],
  ),
  importing('client/src/sample.ts', 'vscode', 'the client may use VS Code', []),
  importing('client/src/sample.ts', '../../server/src/core/rules/index', 'the client knows no rules', [wall]),
  importing('client/src/sample.ts', '../../server/src/core/workspace/workspace', 'the client knows no workspace', [
    wall,
  ]),
  importing('client/src/sample.ts', '../../server/src/core/yaml/parse', 'the client reads no YAML', [wall]),
  importing('client/src/sample.ts', '../../server/src/lsp/convert', 'the client knows nothing of lsp/', [wall]),
  importing('client/src/sample.ts', '../../server/src/node', 'the client does not hold the server', [wall]),
  importing('client/src/sample.ts', 'vscode-languageserver', 'the client takes no part of the server library', [wall]),
  importing('client/src/sample.ts', 'vscode-languageserver/node', 'nor a part of a part', [wall]),

  // The server knows no editor.
  importing('server/src/lsp/sample.ts', '../core/rules/index', 'lsp/ may use the core', []),
  importing('server/src/lsp/sample.ts', 'vscode-languageserver', 'lsp/ may use the server library', []),
  importing('server/src/lsp/sample.ts', 'vscode', 'lsp/ runs in every editor', [wall]),
  importing('server/src/lsp/sample.ts', '../../../client/src/files', 'lsp/ knows nothing of the client', [wall]),
  importing('server/src/node.ts', '../../client/src/files', 'an entry point knows nothing of the client', [wall]),
];

/** The part of oxlint's JSON report that is looked at. */
interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'diagnostics' in value && Array.isArray(value.diagnostics);
}

describe('the lint', () => {
  let root = '';
  let broken: ReadonlyMap<string, readonly string[]> = new Map();

  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'statefulset-tools-lint-')));
    broken = lint(root);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  for (const [index, { shows, breaks }] of samples.entries()) {
    it(`${breaks.length === 0 ? 'allows' : 'refuses'}: ${shows}`, () => {
      assert.deepEqual(broken.get(pathOf(index)) ?? [], breaks);
    });
  }
});

/** Where a sample stands. Those called `sample.ts` share folders, so each gets a name of its own. */
function pathOf(index: number): string {
  return samples[index]?.path.replace('sample.ts', `sample-${index}.ts`) ?? '';
}

/** The rules that each sample breaks under the project's configuration, by the sample's path. */
function lint(root: string): ReadonlyMap<string, readonly string[]> {
  copyFileSync(join(repositoryRoot, '.oxlintrc.json'), join(root, '.oxlintrc.json'));
  // The type-aware part of the linter is looked up from where it runs.
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  for (const [index, { text }] of samples.entries()) {
    const file = join(root, pathOf(index));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const linter = join(repositoryRoot, 'node_modules/oxlint/bin/oxlint');
  const command = [linter, '--type-aware', '--format=json', 'client', 'server'];
  const { stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  const report: unknown = JSON.parse(stdout);
  assert.ok(isReport(report), stdout);
  const broken = new Map<string, string[]>();
  for (const { code, filename } of report.diagnostics) {
    const path = filename.replaceAll('\\', '/');
    broken.set(path, [...(broken.get(path) ?? []), code]);
  }
  return broken;
}
