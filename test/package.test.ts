import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PackageManager, listFiles } from '@vscode/vsce';
import { expectGolden } from './support/golden';
import { fixturePath, repositoryRoot } from './support/paths';

/** Folders that hold tens of thousands of files, none of them ours to ship: one file stands for all. */
const large = ['node_modules', '.vscode-test', '.git', 'out'];

describe('the package', () => {
  let copy = '';
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'statefulset-tools-package-'));
    for (const entry of readdirSync(repositoryRoot)) {
      if (!large.includes(entry)) cpSync(join(repositoryRoot, entry), join(copy, entry), { recursive: true });
    }
    for (const folder of large) {
      mkdirSync(join(copy, folder));
      writeFileSync(join(copy, folder, 'package.json'), '{}');
    }
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it('holds the files that are listed, and no other', async () => {
    // The bundles hold what they need of node_modules.
    const files = await listFiles({ cwd: copy, packageManager: PackageManager.None });
    const lines = files.toSorted().map((file) => `${file}\n`);
    expectGolden(fixturePath('package-files.txt'), lines.join(''));
  });

  it('has every file that its manifest names', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
    const packed = new Set(readFileSync(fixturePath('package-files.txt'), 'utf8').split('\n'));
    const named = pathsIn(manifest);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((path) => !packed.has(path)),
      [],
    );
  });
});

describe('the locks', () => {
  for (const lock of ['package-lock.json', 'test/vscode/host/package-lock.json']) {
    it(`name no registry: ${lock}`, () => {
      assert.doesNotMatch(readFileSync(join(repositoryRoot, lock), 'utf8'), /"resolved": "https?:/);
    });
  }
});

/** The files of the project that a manifest names, however deep: texts such as `./dist/cli.js` or `images/icon.png`. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const [, path] = /^(?:\.\/)?([\w-]+\/[\w./-]+\.(?:js|json|md|png|svg))$/.exec(value) ?? [];
    return path === undefined ? [] : [path];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
