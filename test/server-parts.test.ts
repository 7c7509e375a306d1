import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Background } from '../server/src/lsp/background';
import { decode } from '../server/src/lsp/decode';
import { createExclusion } from '../server/src/lsp/exclude';
import { compileGlob } from '../server/src/lsp/glob';
import { createLog } from '../server/src/lsp/log';
import { DEFAULT_SETTINGS, readSettings } from '../server/src/lsp/settings';
import { settled } from '../server/src/lsp/settle';
import { ancestorsOf, canonicalFolder, canonicalUri, isWithin } from '../server/src/lsp/uri';
import { walk } from '../server/src/lsp/walk';
import { VERSION } from '../server/src/version';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryDisk } from './support/memory-disk';
import { repositoryRoot } from './support/paths';

const immediate = (run: () => void): void => void setImmediate(run);

describe('a URI', () => {
  const spellings: Readonly<Record<string, readonly string[]>> = {
    'file:///c%3A/a%20b/x.yaml': ['file:///C:/a b/x.yaml', 'file:///c:/a%20b/x.yaml', 'file:///c%3a/a%20b/x.yaml'],
    'file:///a/(b)/%C3%A9.yaml': ['file:///a/%28b%29/é.yaml', 'file:///a/(b)/%c3%a9.yaml'],
    'file:///a%2Fb/100%25.yaml': ['file:///a%2Fb/100%25.yaml', 'file:///a%2Fb/100%.yaml'],
    'vscode-vfs://github/o/r/x.yaml?ref=1': ['vscode-vfs://github/o/r/x.yaml?ref=1'],
    'untitled:Untitled-1': ['untitled:Untitled-1'],
  };
  for (const [canonical, others] of Object.entries(spellings)) {
    it(`has one spelling: ${canonical}`, () => {
      for (const other of others) assert.equal(canonicalUri(other), canonical);
      assert.equal(canonicalUri(canonical), canonical);
    });
  }

  it('of a folder has no slash at its end', () => {
    assert.equal(canonicalFolder('file:///a/b/'), 'file:///a/b');
    assert.equal(canonicalFolder('file:///'), 'file://');
    assert.ok(isWithin('file:///a.yaml', canonicalFolder('file:///')));
  });

  it('lies in its folders and not in a folder whose name it merely begins with', () => {
    assert.ok(isWithin('file:///a/b.yaml', 'file:///a'));
    assert.ok(!isWithin('file:///ab/b.yaml', 'file:///a'));
    assert.deepEqual([...ancestorsOf('file:///a/b/c.yaml')], ['file:///a/b', 'file:///a']);
  });
});

describe('a glob', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['**/test', ['test', 'a/test', 'a/test/b.yaml'], ['a/tests', 'testa']],
    ['**/*.json', ['a.json', 'x/y/a.json'], ['a.yaml', 'a.json5']],
    ['charts/**', ['charts/a', 'charts/a/b.yaml'], ['chart/a', 'x/charts/a']],
    ['charts', ['charts', 'charts/a.yaml'], ['x/charts']],
    ['a/*/c.yaml', ['a/b/c.yaml'], ['a/c.yaml', 'a/b/b/c.yaml']],
    ['a/**/c.yaml', ['a/c.yaml', 'a/b/c.yaml', 'a/b/b/c.yaml'], ['c.yaml']],
    ['{a,b}/?.{yml,yaml}', ['a/x.yml', 'b/y.yaml'], ['c/x.yml', 'a/xx.yml']],
    ['[ab].y[!x]ml', ['a.yaml', 'b.yaml'], ['c.yaml', 'a.yxml']],
    ['./build/', ['build', 'build/x.yaml'], ['a/build']],
    ['a+(b).yaml', ['a+(b).yaml'], ['aab.yaml']],
    ['{unclosed', ['{unclosed'], ['unclosed']],
  ];
  for (const [glob, matching, others] of cases) {
    it(glob, () => {
      const matches = compileGlob(glob);
      for (const path of matching) assert.ok(matches(path), path);
      for (const path of others) assert.ok(!matches(path), path);
    });
  }

  it('is tried in the workspace folder that holds the file', () => {
    const isExcluded = createExclusion(['old/**', '**/a b.yaml'], ['file:///w', 'file:///v']);
    assert.ok(isExcluded('file:///w/old/x.yaml'));
    assert.ok(isExcluded('file:///v/old/x.yaml'));
    assert.ok(isExcluded('file:///v/x/a%20b.yaml'));
    assert.ok(!isExcluded('file:///w/new/old/x.yaml'));
    assert.ok(!isExcluded('file:///w'));
  });
});

describe('settings', () => {
  const read = (section: unknown): { settings: ReturnType<typeof readSettings>; problems: string[] } => {
    const problems: string[] = [];
    return { settings: readSettings(section, (problem) => problems.push(problem)), problems };
  };

  it('have defaults for all that is not set', () => {
    for (const section of [undefined, null, {}, 'text', []])
      assert.deepEqual(read(section), { settings: DEFAULT_SETTINGS, problems: [] });
  });

  it('are read nested or with dots', () => {
    const nested = read({
      clusterDomain: 'example.org.',
      defaultNamespace: 'data',
      kubernetesVersion: '1.31',
      severity: { 'governing-service-missing': 'off' },
      exclude: ['charts/**'],
      codeLens: { enabled: false },
    });
    assert.deepEqual(nested.problems, []);
    assert.deepEqual(nested.settings.analysis, {
      cluster: { clusterDomain: 'example.org', defaultNamespace: 'data', kubernetesVersion: '1.31' },
      severities: { 'governing-service-missing': 'off' },
      schemaValidation: true,
    });
    assert.equal(nested.settings.codeLens, false);
    assert.deepEqual(nested.settings.exclude, ['charts/**']);
    assert.equal(read({ 'codeLens.enabled': false, inlayHints: {} }).settings.codeLens, false);
    assert.deepEqual(read({ exclude: { '**/a': true, '**/b': false } }).settings.exclude, ['**/a']);
  });

  it('leave the schema to another extension where one checks it, unless told otherwise', () => {
    const validates = (section: unknown, elsewhere: boolean): boolean | 'json' =>
      readSettings(section, assert.fail, elsewhere).analysis.schemaValidation;
    assert.deepEqual([validates({}, false), validates({}, true)], [true, 'json']);
    assert.deepEqual(
      ['auto', 'on', 'off'].map((schemaValidation) => validates({ schemaValidation }, true)),
      ['json', true, false],
    );
    assert.deepEqual(
      ['auto', 'on', 'off'].map((schemaValidation) => validates({ schemaValidation }, false)),
      [true, true, false],
    );
  });

  it('that cannot be used are said and count as not set', () => {
    const { settings, problems } = read({
      clusterDomain: 'no domain',
      defaultNamespace: 7,
      kubernetesVersion: 'newest',
      severity: { 'no-such-rule': 'error', 'governing-service-missing': 'loud' },
      exclude: 'charts',
      inlayHints: { enabled: 'yes' },
    });
    assert.deepEqual(settings, DEFAULT_SETTINGS);
    assert.equal(problems.length, 7);
    for (const name of [
      'clusterDomain',
      'defaultNamespace',
      'kubernetesVersion',
      'no-such-rule',
      'exclude',
      'inlayHints.enabled',
    ]) {
      assert.ok(
        problems.some((problem) => problem.includes(name)),
        name,
      );
    }
  });
});

describe('bytes', () => {
  const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

  it('are UTF-8, without the byte-order mark that an editor does not show either', () => {
    assert.equal(decode(new TextEncoder().encode('é😀')), 'é😀');
    assert.equal(decode(bytes(0xef, 0xbb, 0xbf, 0x61)), 'a');
  });

  it('are UTF-16 where a byte-order mark says so', () => {
    assert.equal(decode(bytes(0xff, 0xfe, 0x61, 0x00)), 'a');
    assert.equal(decode(bytes(0xfe, 0xff, 0x00, 0x61)), 'a');
  });

  it('that are no text are refused with a reason', () => {
    assert.throws(() => decode(bytes(0x61, 0xff)), /not UTF-8/);
    assert.throws(() => decode(bytes(0x61, 0x00)), /zero characters/);
    assert.throws(() => decode(new Uint8Array(20_000_001).fill(0x61)), /more than 20000000 characters/);
  });
});

describe('a walk', () => {
  it('finds manifests by name, enters no node_modules and says what it cannot list', () => {
    const disk = new MemoryDisk(
      {
        'b.yml': '',
        'a/x y.yaml': '',
        'a/b.json': '',
        'c.txt': '',
        'node_modules/m.yaml': '',
        '.git/g.yaml': '',
        'skip/s.yaml': '',
      },
      'file:///w/',
    );
    disk.unreadable.add('file:///w/secret');
    const refused: string[] = [];
    const found = [
      ...walk(disk, 'file:///w', {
        skip: (uri) => uri.endsWith('/skip'),
        onUnreadable: (folder) => refused.push(folder),
      }),
    ];
    assert.deepEqual(
      found.filter((uri) => uri !== undefined),
      ['file:///w/b.yml', 'file:///w/a/b.json', 'file:///w/a/x%20y.yaml'],
    );
    assert.deepEqual(refused, ['file:///w/secret']);
  });
});

describe('background work', () => {
  function* count(to: number, seen: number[]): Generator<undefined, number> {
    for (let i = 0; i < to; i += 1) {
      seen.push(i);
      yield;
    }
    return to;
  }

  it('runs to its end and answers what the last step returns', async () => {
    const background = new Background(immediate);
    const seen: number[] = [];
    assert.equal(await background.run(count(5, seen)), 5);
    assert.deepEqual(seen, [0, 1, 2, 3, 4]);
  });

  it('leaves the event loop to others within some milliseconds', async () => {
    const background = new Background(immediate);
    const stop = performance.now() + 60;
    function* busy(): Generator<undefined, void> {
      while (performance.now() < stop) yield;
    }
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      if (performance.now() < stop) setImmediate(turn);
    };
    setImmediate(turn);
    await background.run(busy());
    assert.ok(turns >= 3, `${turns} turns`);
  });

  it('of several tasks goes on in turns, and a task that fails fails alone', async () => {
    const background = new Background(immediate);
    function* failing(): Generator<undefined, void> {
      yield;
      throw new Error('no luck');
    }
    const other = background.run(count(3, []));
    await assert.rejects(background.run(failing()), /no luck/);
    assert.equal(await other, 3);
  });
});

describe('settling', () => {
  it('answers a burst of changes once and a later one again', async () => {
    let runs = 0;
    const change = settled(immediate, () => (runs += 1));
    for (let i = 0; i < 5; i += 1) {
      change();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(runs, 1);
    change();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(runs, 2);
  });

  it('does not wait for ever', async () => {
    let runs = 0;
    const change = settled(immediate, () => (runs += 1));
    const stop = performance.now() + 250;
    while (performance.now() < stop) {
      change();
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(runs >= 1);
  });
});

describe('the log', () => {
  it('says a warning once', () => {
    const said: string[] = [];
    const say = (message: string): void => void said.push(message);
    const log = createLog({ info: say, warn: say, error: say });
    log.warnOnce('a');
    log.warnOnce('a');
    log.warnOnce('b');
    log.error('c failed', 'because');
    assert.deepEqual(said, ['a', 'b', 'c failed: because']);
  });
});

it('the version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  assert.equal(VERSION, manifest.version);
});
