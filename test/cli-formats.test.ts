import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatGithub } from '../server/src/cli/format-github';
import { formatJson } from '../server/src/cli/format-json';
import { formatSarif } from '../server/src/cli/format-sarif';
import { formatText } from '../server/src/cli/format-text';
import type { Report } from '../server/src/cli/report';
import { wrap } from '../server/src/cli/wrap';
import type { PlainRange } from '../server/src/core/protocol';
import { RULES } from '../server/src/core/rules/index';
import { run } from './support/cli';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';
import { SERVICE, SET } from './support/server';

function range(line: number, from: number, to: number, lastLine = line): PlainRange {
  return { start: { line, character: from }, end: { line: lastLine, character: to } };
}

/** Made up, so that it holds whatever is awkward to print and stays as it is when rules change. */
const REPORT: Report = {
  findings: [
    {
      file: 'shop, old/web: 100%.yaml',
      range: range(4, 15, 20),
      severity: 'warning',
      rule: 'governing-service-not-headless',
      message: 'Service nginx is not headless: 100% of lookups answer one address, not three. Set clusterIP: None.',
      related: [{ file: 'shop, old/service.yaml', range: range(0, 0, 3), message: 'Service nginx.' }],
      fixes: [
        {
          title: 'Insert clusterIP: None',
          edits: [{ file: 'shop, old/service.yaml', range: range(5, 0, 0), newText: '  clusterIP: None\n' }],
        },
        {
          title: 'Create a headless Service',
          edits: [
            { file: 'shop, old/new.yaml', range: range(0, 0, 0), newText: 'kind: Service\n' },
            { file: 'shop, old/web: 100%.yaml', range: range(4, 15, 20), newText: 'new' },
          ],
        },
      ],
    },
    {
      file: 'shop, old/web: 100%.yaml',
      range: range(7, 0, 4, 9),
      severity: 'error',
      rule: 'yaml-syntax',
      message: 'Two lines,\nand a\rreturn.',
      related: [],
      fixes: [],
    },
    {
      file: 'db.yaml',
      range: range(0, 0, 0),
      severity: 'information',
      rule: 'no-such-rule',
      message: 'Short.',
      related: [],
      fixes: [],
    },
    {
      file: 'db.yaml',
      range: range(1, 2, 3),
      severity: 'hint',
      rule: 'no-such-rule',
      message: 'Shorter.',
      related: [],
      fixes: [],
    },
  ],
  summary: { files: 12, resources: 30, errors: 1, warnings: 1, information: 1, hints: 1 },
};

describe('the text format', () => {
  it('is for a person', () => {
    expectGolden(fixturePath('cli', 'check.txt'), formatText(REPORT, { color: false, columns: undefined }));
  });

  it('has colours and short lines on a terminal', () => {
    const text = formatText(REPORT, { color: true, columns: 60 });
    expectGolden(fixturePath('cli', 'check-terminal.txt'), text.replaceAll('\u001B', '<ESC>'));
  });

  it('says so when nothing is found', () => {
    const summary = { files: 1, resources: 2, errors: 0, warnings: 0, information: 0, hints: 0 };
    assert.equal(
      formatText({ findings: [], summary }, { color: false, columns: 80 }),
      'Nothing found in 1 file (2 resources).\n',
    );
  });
});

describe('wrapping', () => {
  it('breaks between words only', () => {
    assert.deepEqual(wrap('one two three four', 10, '> ', '  '), ['> one two', '>   three', '>   four']);
    assert.deepEqual(wrap('unbreakable', 4, ''), ['unbreakable']);
    assert.deepEqual(wrap('', 4, '> '), ['> ']);
  });
});

describe('the json format', () => {
  it('is the contract', () => {
    expectGolden(fixturePath('cli', 'check.json'), formatJson(REPORT));
  });
});

describe('the github format', () => {
  it('escapes what would end a command', () => {
    expectGolden(fixturePath('cli', 'check.github.txt'), formatGithub(REPORT));
  });
});

describe('the sarif format', () => {
  interface Log {
    readonly version: string;
    readonly runs: readonly [
      {
        readonly tool: { readonly driver: { readonly rules: readonly Readonly<Record<string, unknown>>[] } };
        readonly results: readonly Readonly<Record<string, unknown>>[];
        readonly columnKind: string;
        readonly originalUriBaseIds: unknown;
      },
    ];
  }
  const log = JSON.parse(formatSarif(REPORT, { cwd: '/workspace' })) as Log;
  const [first] = log.runs;

  it('has results with true ranges', () => {
    // The index of a rule changes with every rule that comes; the next test looks at it.
    const results = first.results.map((result) => ({ ...result, ruleIndex: undefined }));
    expectGolden(fixturePath('cli', 'check.sarif.json'), `${JSON.stringify(results, undefined, 2)}\n`);
    assert.equal(log.version, '2.1.0');
    assert.equal(first.columnKind, 'utf16CodeUnits');
    assert.deepEqual(first.originalUriBaseIds, { WORKING_DIRECTORY: { uri: 'file:///workspace/' } });
  });

  it('describes every rule, and each result points at its own', () => {
    const { rules } = first.tool.driver;
    assert.deepEqual(
      rules.map(({ id }) => id),
      RULES.map(({ id }) => id),
    );
    for (const rule of rules) assert.match(JSON.stringify(rule['help']), /"text":".+","markdown":".+```yaml/);
    for (const { ruleId, ruleIndex } of first.results) {
      if (typeof ruleIndex === 'number') assert.equal(rules[ruleIndex]?.['id'], ruleId);
      else assert.equal(ruleId, 'no-such-rule');
    }
  });
});

describe('names', () => {
  const FILES = {
    'db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: data }
spec:
  serviceName: db
  replicas: 2
  ordinals: { start: 5 }
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:18" }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
    - metadata: { name: log }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`,
    'shop/web.yaml': `${SERVICE}---\n${SET}`,
    'shop/lone.yaml': SET.replace('name: web', 'name: lone')
      .replace('  serviceName: nginx\n', '')
      .replace('replicas: 3', 'replicas: 0'),
    'shop/template.yaml': SET.replace('name: web', 'name: ${NAME}'),
  };

  it('are printed for a person', () => {
    const { code, out, error } = run(['names', '.'], FILES);
    assert.equal(code, 0);
    assert.equal(error, 'shop/template.yaml:4: a StatefulSet whose names cannot be told is left out.\n');
    expectGolden(fixturePath('cli', 'names.txt'), out);
  });

  it('are the contract as JSON, with domain and namespace as asked for', () => {
    const { code, out } = run(
      ['names', '.', '--format=json', '--cluster-domain=example.org.', '--namespace', 'shop'],
      FILES,
    );
    assert.equal(code, 0);
    expectGolden(fixturePath('cli', 'names.json'), out);
  });

  it('are none where there is no StatefulSet', () => {
    assert.deepEqual(run(['names', '.'], { 'service.yaml': SERVICE }), {
      code: 0,
      out: 'No StatefulSet found.\n',
      error: '',
    });
  });

  it('of a number of replicas that somebody mistyped are listed up to a bound', () => {
    const { out } = run(['names', 'web.yaml'], { 'web.yaml': SET.replace('replicas: 3', 'replicas: 3000000') });
    assert.match(out, /\n {2}and 2990000 more\n$/);
  });
});
