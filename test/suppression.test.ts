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
