import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { processGit } from '../server/src/cli/git';
import { run } from './support/cli';
import { SERVICE, SET } from './support/server';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const commits = new Map([
  [
    'main',
    new Map([
      ['web.yaml', bytes(SET)],
      ['service.yaml', bytes(SERVICE)],
    ]),
  ],
]);
const EDITED = SET.replace('replicas: 3', 'podManagementPolicy: Parallel\n  replicas: 3');

function rules(out: string): readonly string[] {
  const { findings } = JSON.parse(out) as { findings: { severity: string; rule: string }[] };
  return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

describe('check --baseline', () => {
  it('reports what the API server refuses of the changes since a commit', () => {
    const files = { 'web.yaml': EDITED, 'service.yaml': SERVICE };
    const { code, out } = run(['check', '.', '--baseline', 'main', '--format', 'json'], files, { commits });
    assert.deepEqual(rules(out), ['immutable-field-changed']);
    assert.equal(code, 1);
    assert.equal(run(['check', '.', '--format', 'json'], files, { commits }).code, 0);
  });

  it('writes out the commands that lead round it, for a person', () => {
    const { out } = run(['check', '.', '--baseline', 'main'], { 'k8s/web.yaml': EDITED }, { commits });
    assert.match(out, /\n {6}Run:\n {8}kubectl delete statefulset web .*\n {8}kubectl apply -f k8s\/web\.yaml\n/);
  });

  it('says since when, and of HEAD that it is the last commit', () => {
    const both = new Map([...commits, ['HEAD', commits.get('main') ?? new Map<string, Uint8Array>()]]);
    const files = { 'web.yaml': EDITED };
    assert.match(run(['check', '.', '--baseline', 'main'], files, { commits: both }).out, / Parallel since main\./);
    assert.match(run(['check', '.', '--baseline', 'HEAD'], files, { commits: both }).out, / since the last commit\./);
  });

  it('names what a kustomization makes of the object, and applies that', () => {
    const kustomization = 'namePrefix: prod-\nnamespace: shop\nresources: [web.yaml]\n';
    const files = { 'web.yaml': EDITED, 'kustomization.yaml': kustomization };
    const { out } = run(['check', '.', '--baseline', 'main'], files, { commits });
    assert.match(out, /kubectl delete statefulset prod-web -n shop --cascade=orphan\n {8}kubectl apply -k \.\n/);
  });

  it('leaves them out of what programs read', () => {
    const { out } = run(['check', '.', '--baseline', 'main', '--format', 'json'], { 'web.yaml': EDITED }, { commits });
    assert.doesNotMatch(out, /"commands"/);
  });

  it('follows an object into another file', () => {
    const { out } = run(
      ['check', '.', '--baseline', 'main', '--format', 'json'],
      { 'all.yaml': `${EDITED}---\n${SERVICE}` },
      { commits },
    );
    assert.deepEqual(rules(out), ['immutable-field-changed']);
  });

  it('refuses a commit that git does not know', () => {
    const { code, error } = run(['check', '.', '--baseline', 'nowhere'], { 'web.yaml': SET }, { commits });
    assert.equal(code, 2);
    assert.match(error, /^Git knows no commit nowhere in this folder\. See/);
  });
});

describe('git', () => {
  it('reads the manifests of a commit below a folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'statefulset-tools-git-'));
    const git = (...args: readonly string[]): unknown =>
      execFileSync(
        'git',
        ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args],
        { cwd: folder, stdio: 'pipe' },
      );
    try {
      git('init', '--quiet');
      mkdirSync(join(folder, 'apps/a b'), { recursive: true });
      writeFileSync(join(folder, 'apps/a b/web.yaml'), SET);
      writeFileSync(join(folder, 'apps/empty.json'), '');
      writeFileSync(join(folder, 'apps/notes.txt'), 'no manifest');
      writeFileSync(join(folder, 'other.yaml'), SERVICE);
      git('add', '.');
      git('commit', '--quiet', '-m', 'first');
      writeFileSync(join(folder, 'apps/a b/web.yaml'), EDITED);
      const files = processGit.filesAt('HEAD', join(folder, 'apps'));
      assert.deepEqual(
        [...(files ?? [])].map(([path, content]) => [path, Buffer.from(content).toString()]),
        [
          ['a b/web.yaml', SET],
          ['empty.json', ''],
        ],
      );
      assert.equal(processGit.filesAt('nowhere', folder), undefined);
      assert.equal(processGit.filesAt('--help', folder), undefined);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
