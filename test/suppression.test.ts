import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DEFAULT_ANALYSIS_SETTINGS } from '../server/src/core/rules/analysis';
import { RULES } from '../server/src/core/rules/index';
import { suppressionFixes } from '../server/src/core/rules/suppression/suppress';
import { readSource } from '../server/src/core/workspace/file';
import type { Snapshot } from '../server/src/core/workspace/snapshot';
import { createLayer } from '../server/src/core/workspace/snapshot';
import { applyFix, describe as describeFinding, findAll } from './support/check';
import { workspaceOf } from './support/workspace';

function manifest(lines: {
  readonly top?: string;
  readonly annotations?: string;
  readonly above?: string;
  readonly beside?: string;
}): string {
  return `${lines.top ?? ''}apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
${lines.annotations ?? ''}spec:
${lines.above ?? ''}  serviceName: missing${lines.beside ?? ''}
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: "postgres:17" }] }
`;
}

function rulesFound(text: string): readonly string[] {
  const { snapshot } = workspaceOf(text);
  return findAll(snapshot)
    .map(({ diagnostic }) => diagnostic.rule)
    .filter((rule) => rule === 'governing-service-missing' || rule === 'unused-suppression');
}

const RULE = 'governing-service-missing';
const CASES: readonly (readonly [string, Parameters<typeof manifest>[0], readonly string[]])[] = [
  ['nothing', {}, [RULE]],
  ['a comment above the line', { above: `  # statefulset-tools-disable-next-line ${RULE}\n` }, []],
  ['a reason after dashes', { above: `  # statefulset-tools-disable-next-line ${RULE} -- an operator makes it\n` }, []],
  [
    'several rules',
    { above: `  # statefulset-tools-disable-next-line ${RULE}, selector-does-not-match\n` },
    ['unused-suppression'],
  ],
  ['no rule named', { above: '  # statefulset-tools-disable-next-line\n' }, []],
  [
    'another comment between',
    { above: `  # statefulset-tools-disable-next-line ${RULE}\n  # an operator makes it\n` },
    [],
  ],
  ['an empty line between', { above: `  # statefulset-tools-disable-next-line ${RULE}\n\n   \n` }, []],
  ['a comment beside the line', { beside: ` # statefulset-tools-disable-line ${RULE}` }, []],
  ['a comment for the document', { top: `# statefulset-tools-disable-document ${RULE}\n` }, []],
  ['an annotation', { annotations: `  annotations:\n    statefulset-tools/disable: "${RULE}"\n` }, []],
  [
    'an annotation with several rules',
    { annotations: `  annotations:\n    statefulset-tools/disable: ${RULE}, yaml-syntax\n` },
    ['unused-suppression'],
  ],
  ['another rule', { above: '  # statefulset-tools-disable-next-line yaml-syntax\n' }, ['unused-suppression', RULE]],
  ['another line', { top: `# statefulset-tools-disable-next-line ${RULE}\n` }, ['unused-suppression', RULE]],
  [
    'a reason after hyphens that nothing follows',
    { above: `  # statefulset-tools-disable-next-line ${RULE} --an operator makes it\n` },
    [],
  ],
  ['a reason after a dash', { above: `  # statefulset-tools-disable-next-line ${RULE} — an operator\n` }, []],
  ['several number signs', { above: `  ## statefulset-tools-disable-next-line ${RULE}\n` }, []],
  ['a comment above the first marker', { top: `# Ours\n# statefulset-tools-disable-document ${RULE}\n\n---\n` }, []],
  ['a comment beside the marker', { top: `--- # statefulset-tools-disable-document ${RULE}\n` }, []],
  [
    'a block scalar as annotation',
    { annotations: `  annotations:\n    statefulset-tools/disable: |\n      ${RULE}\n` },
    [],
  ],
  [
    'a reason in the annotation',
    { annotations: `  annotations:\n    statefulset-tools/disable: ${RULE} -- an operator makes it\n` },
    [],
  ],
  [
    'one of its own that is unused',
    {
      above:
        '  # statefulset-tools-disable-next-line unused-suppression\n  # statefulset-tools-disable-next-line yaml-syntax\n',
    },
    [RULE],
  ],
  [
    'one of its own that nothing needs',
    { above: '  # statefulset-tools-disable-next-line unused-suppression\n' },
    ['unused-suppression', RULE],
  ],
  [
    'a rule named only in the reason',
    { above: `  # statefulset-tools-disable-next-line yaml-syntax -- not ${RULE}\n` },
    ['unused-suppression', RULE],
  ],
];

describe('suppressions', () => {
  for (const [name, lines, expected] of CASES) {
    test(name, () => {
      assert.deepEqual(rulesFound(manifest(lines)), expected);
    });
  }

  test('are not called unused before the workspace is read', () => {
    const { snapshot } = workspaceOf(manifest({ above: `  # statefulset-tools-disable-next-line ${RULE}\n` }), {
      complete: false,
    });
    assert.deepEqual(findAll(snapshot), []);
  });

  test('name the rule that is meant where there is none of that name', () => {
    const comment = (rule: string): string => `  # statefulset-tools-disable-next-line ${rule}\n`;
    const { snapshot } = workspaceOf(manifest({ above: comment('governing-service-mising') }));
    const [unused] = findAll(snapshot).filter(({ diagnostic }) => diagnostic.rule === 'unused-suppression');
    assert.match(
      unused?.diagnostic.message ?? '',
      /no rule governing-service-mising.* Is governing-service-missing meant/,
    );
    const [fix, removal] = unused?.diagnostic.fixes ?? [];
    assert.ok(fix && removal?.safe === false);
    assert.deepEqual([...applyFix(snapshot, fix).values()], [manifest({ above: comment(RULE) })]);
  });

  const UNUSED: readonly (readonly [string, string, message: RegExp, fixed: string | undefined])[] = [
    [
      'a rule in another case',
      '# statefulset-tools-disable-next-line Unknown-Field',
      /Is unknown-field meant/,
      '# statefulset-tools-disable-next-line unknown-field',
    ],
    [
      'no directive',
      '# statefulset-tools-disable-nextline unknown-field',
      /disable-nextline is no suppression/,
      '# statefulset-tools-disable-next-line unknown-field',
    ],
    [
      'half a directive',
      '# statefulset-tools-disable unknown-field',
      /Write statefulset-tools-disable-next-line, /,
      '# statefulset-tools-disable-next-line unknown-field',
    ],
    [
      'a reason without hyphens',
      `# statefulset-tools-disable-next-line ${RULE} an operator makes it`,
      /no rule an\. A reason stands after two hyphens/,
      `# statefulset-tools-disable-next-line ${RULE} -- an operator makes it`,
    ],
    [
      'the last of several',
      `# statefulset-tools-disable-next-line ${RULE}, yaml-syntax -- why`,
      /no finding of yaml-syntax/,
      `# statefulset-tools-disable-next-line ${RULE} -- why`,
    ],
    [
      'the first of several',
      `# statefulset-tools-disable-next-line yaml-syntax, ${RULE}`,
      /no finding of yaml-syntax/,
      `# statefulset-tools-disable-next-line ${RULE}`,
    ],
    ['all of them', '# statefulset-tools-disable-next-line yaml-syntax -- why', /no finding of yaml-syntax/, undefined],
  ];
  for (const [name, comment, message, fixed] of UNUSED) {
    test(`are corrected: ${name}`, () => {
      const { snapshot } = workspaceOf(manifest({ above: `  ${comment}\n` }));
      const [unused, ...others] = findAll(snapshot).filter(
        ({ diagnostic }) => diagnostic.rule === 'unused-suppression',
      );
      assert.ok(unused !== undefined && others.length === 0);
      assert.match(unused.diagnostic.message, message);
      const [fix] = unused.diagnostic.fixes ?? [];
      assert.ok(fix);
      const expected = manifest(fixed === undefined ? {} : { above: `  ${fixed}\n` });
      assert.deepEqual([...applyFix(snapshot, fix).values()], [expected]);
    });
  }

  const ANNOTATIONS: readonly (readonly [before: string, after: string])[] = [
    [`    statefulset-tools/disable: "${RULE}, yaml-syntax"\n`, `    statefulset-tools/disable: "${RULE}"\n`],
    [
      `    statefulset-tools/disable: |-\n      yaml-syntax\n      ${RULE}\n`,
      `    statefulset-tools/disable: |-\n      ${RULE}\n`,
    ],
    ['    a: b\n    statefulset-tools/disable: yaml-syntax # why\n', '    a: b\n'],
    ['    statefulset-tools/disable: "yaml-syntax"\n', ''],
  ];
  for (const [before, after] of ANNOTATIONS) {
    test(`are taken out of an annotation: ${before.trim()}`, () => {
      const annotations = (entries: string): string => (entries === '' ? '' : `  annotations:\n${entries}`);
      const { snapshot } = workspaceOf(manifest({ annotations: annotations(before) }));
      const [unused] = findAll(snapshot).filter(({ diagnostic }) => diagnostic.rule === 'unused-suppression');
      const [fix] = unused?.diagnostic.fixes ?? [];
      assert.ok(fix);
      assert.deepEqual([...applyFix(snapshot, fix).values()], [manifest({ annotations: annotations(after) })]);
    });
  }

  test('are written into JSON as an annotation, beside those that are there', () => {
    const object = (annotations: object): string =>
      JSON.stringify(
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'a', ...annotations },
          spec: { ports: [{ port: '80' }], foo: 1 },
        },
        undefined,
        2,
      );
    const annotated = (list: string): object => ({ annotations: { 'statefulset-tools/disable': list } });
    const fixed = (text: string, rule: string): string => {
      const { snapshot } = workspaceOf(text, { defaultName: 'a.json' });
      const found = findAll(snapshot).find(({ diagnostic }) => diagnostic.rule === rule);
      const document = snapshot.disk.files.get(found?.uri ?? '')?.documents[0]?.document;
      assert.ok(found && document);
      const [fix, ...others] = suppressionFixes(document, found.diagnostic);
      assert.ok(fix?.title === `Disable ${rule} for this object` && others.length === 0);
      return [...applyFix(snapshot, fix).values()][0] ?? '';
    };
    const once = fixed(object({}), 'wrong-type');
    assert.deepEqual(JSON.parse(once), JSON.parse(object(annotated('wrong-type'))));
    const twice = fixed(once, 'unknown-field');
    assert.equal(twice, once.replace('"wrong-type"', '"wrong-type, unknown-field"'));
    assert.deepEqual(findAll(workspaceOf(twice, { defaultName: 'a.json' }).snapshot), []);
  });

  test('in a text that a value holds silence nothing', () => {
    const { snapshot } = workspaceOf(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  b: |\n    # statefulset-tools-disable-document unknown-field\nfoo: {}\n',
    );
    assert.deepEqual(
      findAll(snapshot).map(({ diagnostic }) => diagnostic.rule),
      ['unknown-field'],
    );
  });

  test('are not looked for in a text that a value holds', () => {
    const comment = `# statefulset-tools-disable-next-line ${RULE}`;
    const { snapshot } = workspaceOf(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: "see ${comment}"\n  b: |\n    ${comment}\n    spec: {}\n`,
    );
    assert.deepEqual(findAll(snapshot).map(describeFinding), []);
  });

  test('are not called unused where the rule is switched off', () => {
    const { snapshot } = workspaceOf(manifest({ above: '  # statefulset-tools-disable-next-line yaml-syntax\n' }));
    const found = findAll(snapshot, { ...DEFAULT_ANALYSIS_SETTINGS, severities: { 'yaml-syntax': 'off' } });
    assert.equal(
      found.some(({ diagnostic }) => diagnostic.rule === 'unused-suppression'),
      false,
    );
  });
});

describe('writing a suppression silences each finding of the examples, and is not called unused', () => {
  for (const rule of RULES.filter((candidate) => candidate.kinds !== 'suppression')) {
    test(rule.id, () => {
      const { snapshot } = workspaceOf(rule.bad);
      const found = findAll(snapshot).filter(({ diagnostic }) => diagnostic.rule === rule.id);
      for (const { uri, start, diagnostic } of found) {
        const document = snapshot.disk.files.get(uri)?.documents.find((place) => place.start === start)?.document;
        assert.ok(document);
        const fixes = suppressionFixes(document, diagnostic);
        assert.ok(fixes.length > 0);
        for (const fix of fixes) {
          const files = [...applyFix(snapshot, fix)].map(([name, text]) => readSource(name, text, true));
          const after: Snapshot = { ...snapshot, disk: createLayer(files) };
          const left = findAll(after);
          assert.ok(left.filter((other) => other.diagnostic.rule === rule.id).length < found.length, fix.title);
          assert.deepEqual(
            left.filter((other) => other.diagnostic.rule === 'unused-suppression').map(describeFinding),
            [],
          );
        }
      }
    });
  }
});
