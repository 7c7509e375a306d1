import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeDisk } from '../server/src/node-disk';
import { VERSION } from '../server/src/version';
import { run } from './support/cli';
import { repositoryRoot } from './support/paths';
import { CLUSTER_IP_SERVICE, SERVICE, SET } from './support/server';

describe('the command line', () => {
  it('tells its version and how it is used', () => {
    assert.deepEqual(run(['--version']), { code: 0, out: `${VERSION}\n`, error: '' });
    for (const args of [['--help'], ['-h'], ['help'], ['check', '--help']]) {
      const { code, out } = run(args);
      assert.equal(code, 0);
      assert.match(out, /^statefulset-tools: .*\n\nUsage:\n/);
    }
  });

  const wrong: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'no command': [[], /^Name a command: check, names/],
    'an unknown command': [['chekc', '.'], /^There is no command chekc; there is check, /],
    'an unknown option': [['check', '.', '--frobnicate', 'x'], /^There is no option --frobnicate\. /],
    'a slip of the fingers': [
      ['check', '.', '--fromat=json'],
      /^There is no option --fromat; perhaps --format is meant\. /,
    ],
    'one dash for two': [
      ['check', '.', '-format', 'json'],
      /^There is no option -format; perhaps --format is meant\. /,
    ],
    'an option of another command': [['check', '.', '--namespace', 'x'], /^There is no option --namespace\. /],
    'an option twice': [
      ['check', '.', '--format', 'json', '--format', 'text'],
      /^The option --format is given twice\. /,
    ],
    'an option without its value': [['check', '.', '--format'], /^The option --format needs a value\. /],
    'a format that there is not': [
      ['check', '.', '--format', 'xml'],
      /^The option --format takes text, json, sarif or github, not xml\. /,
    ],
    'a format of another command': [
      ['names', '.', '--format', 'sarif'],
      /^The option --format takes text or json, not sarif\. /,
    ],
    'a number that is none': [
      ['check', '.', '--max-warnings', 'few'],
      /^The option --max-warnings takes a number, not few\. /,
    ],
    'a namespace that cannot be': [
      ['names', '.', '--namespace', 'A_b'],
      /^The option --namespace takes the name of a namespace, not A_b\. /,
    ],
    'no path': [['check'], /^Name at least one file or directory\. /],
    'a path where nothing is': [['names', 'web.yaml', 'gone/'], /^There is no file or directory gone\/\. /],
  };
  for (const [name, [args, sentence]] of Object.entries(wrong)) {
    it(`ends with 2 and one sentence for ${name}`, () => {
      const { code, out, error } = run(args, { 'web.yaml': SET });
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(error, sentence);
      assert.match(error, /^[^\n]*\. See statefulset-tools --help\.\n$/);
    });
  }
});

describe('check', () => {
  const json = (args: readonly string[], files: Readonly<Record<string, string>>): Checked =>
    JSON.parse(run(['check', ...args, '--format', 'json'], files).out) as Checked;
  interface Checked {
    readonly version: number;
    readonly findings: readonly { readonly file: string; readonly rule: string; readonly fixes: readonly Fixed[] }[];
    readonly summary: Readonly<Record<string, number>>;
  }
  interface Fixed {
    readonly title: string;
    readonly edits: readonly { readonly file: string; readonly range: unknown; readonly newText: string }[];
  }
  const rulesIn = ({ findings }: Checked, file: string): readonly string[] =>
    findings
      .filter((finding) => finding.file === file && finding.rule.startsWith('governing-'))
      .map(({ rule }) => rule);

  it('takes all paths together for one workspace', () => {
    const files = { 'a/web.yaml': SET, 'b/service.yaml': CLUSTER_IP_SERVICE, 'c/service.yaml': SERVICE };
    assert.deepEqual(rulesIn(json(['a'], files), 'a/web.yaml'), ['governing-service-missing']);
    assert.deepEqual(rulesIn(json(['a', 'b/service.yaml'], files), 'a/web.yaml'), ['governing-service-not-headless']);
    assert.deepEqual(rulesIn(json(['a', 'c'], files), 'a/web.yaml'), []);
  });

  it('reads a file of any name that is named, and none twice', () => {
    const checked = json(['manifest.txt', 'manifest.txt', '.'], { 'manifest.txt': SET });
    assert.deepEqual(rulesIn(checked, 'manifest.txt'), ['governing-service-missing']);
    assert.equal(checked.summary['files'], 1);
    assert.equal(checked.summary['resources'], 1);
  });

  it('gives edits as ranges; a file to be made gets its text at its very start', () => {
    const { version, findings } = json(['.'], { 'sub/web.yaml': SET });
    assert.equal(version, 1);
    const fixes = findings.find(({ rule }) => rule === 'governing-service-missing')?.fixes ?? [];
    const edits = fixes.flatMap((fix) => fix.edits);
    const inFile = edits.find(({ file }) => file === 'sub/web.yaml');
    assert.deepEqual(inFile?.range, { start: { line: 11, character: 0 }, end: { line: 11, character: 0 } });
    const inNewFile = edits.find(({ file }) => file === 'sub/nginx-service.yaml');
    assert.deepEqual(inNewFile?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
    assert.match(inNewFile?.newText ?? '', /^apiVersion: v1\nkind: Service\n/);
  });

  it('ends with 1 for errors and for more warnings than allowed', () => {
    const broken = { 'web.yaml': 'kind: StatefulSet\n\tspec: {}\n' };
    const warned = { 'web.yaml': SET, 'service.yaml': CLUSTER_IP_SERVICE };
    const { warnings = 0 } = json(['.'], warned).summary;
    assert.ok(warnings > 0);
    assert.equal(run(['check', '.'], broken).code, 1);
    assert.equal(run(['check', '.'], warned).code, 0);
    assert.equal(run(['check', '.', '--max-warnings', String(warnings)], warned).code, 0);
    const { code, error } = run(['check', '.', '--max-warnings=0'], warned);
    assert.equal(code, 1);
    assert.equal(error, `There are ${warnings} warnings; --max-warnings allows 0.\n`);
  });

  it('checks what it can read, names what it cannot, and ends with 2', () => {
    const files = { 'web.yaml': SET, 'bad.yaml': Uint8Array.from([0xff, 0x00]), 'secret/a.yaml': SET };
    const { code, out, error } = run(['check', '.'], files, { unreadable: ['secret'] });
    assert.equal(code, 2);
    assert.match(out, /^web\.yaml\n/);
    assert.equal(
      error,
      'secret cannot be read: EACCES: permission denied.\nbad.yaml cannot be read: it is not UTF-8.\n',
    );
  });

  it('has nothing to say of files that are not for it', () => {
    assert.deepEqual(run(['check', '.'], { 'a.json': '{"a": 1}', 'b.txt': 'kind: StatefulSet' }), {
      code: 0,
      out: 'Nothing found in 1 file (0 resources).\n',
      error: '',
    });
  });
});

describe('the program', () => {
  const program = join(repositoryRoot, 'out', 'server', 'src', 'cli.js');

  it('checks the samples', () => {
    const options = { cwd: join(repositoryRoot, 'examples'), encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [program, 'check', 'redis', 'mysql/statefulset.yaml'],
      options,
    );
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.match(stdout, /^redis\/redis\.yaml\n {2}43:16 {2}warning {2}governing-service-not-headless\n/m);
    assert.ok(!stdout.includes('\u001B'), 'colours where nobody asked for them');
  });
});

describe('the disk', () => {
  it('is listed and read by URI, links followed but for those to folders', () => {
    const root = mkdtempSync(join(tmpdir(), 'statefulset-tools-disk-'));
    try {
      mkdirSync(join(root, 'a b'));
      writeFileSync(join(root, 'é.yaml'), 'x');
      symlinkSync(join(root, 'é.yaml'), join(root, 'link.yaml'));
      symlinkSync(root, join(root, 'a b', 'loop'));
      symlinkSync(join(root, 'nowhere'), join(root, 'dangling.yaml'));
      symlinkSync(join(root, 'circle.yaml'), join(root, 'circle.yaml'));
      const uri = pathToFileURL(root).href;
      const kinds = new Map(nodeDisk.list(uri).map(({ name, kind }) => [name, kind]));
      assert.deepEqual(Object.fromEntries(kinds), {
        'a b': 'folder',
        'é.yaml': 'file',
        'link.yaml': 'file',
        'dangling.yaml': 'other',
        'circle.yaml': 'other',
      });
      assert.deepEqual(nodeDisk.list(`${uri}/a%20b`), [{ name: 'loop', kind: 'other' }]);
      assert.equal(new TextDecoder().decode(nodeDisk.read(`${uri}/%C3%A9.yaml`, 10)), 'x');
      assert.equal(nodeDisk.kindOf(`${uri}/a%20b`), 'folder');
      assert.equal(nodeDisk.kindOf(`${uri}/none`), undefined);
      assert.equal(nodeDisk.kindOf(`${uri}/circle.yaml`), 'other', 'it is there, whatever may be behind it');
      assert.throws(() => nodeDisk.read(`${uri}/%C3%A9.yaml`, 0), /more than 0 bytes/);
      assert.throws(() => nodeDisk.read(`${uri}/a%20b`, 10), /not a regular file/);
      assert.throws(() => nodeDisk.read(`${uri}/none`, 10), /no such file/);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
