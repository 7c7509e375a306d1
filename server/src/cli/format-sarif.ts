import { pathToFileURL } from 'node:url';
import type { PlainRange } from '../core/protocol';
import type { Severity } from '../core/rules/finding';
import { RULES } from '../core/rules/index';
import type { Rule } from '../core/rules/rule';
import { VERSION } from '../version';
import type { Io } from './io';
import type { Report, ReportedEdit, ReportedFinding } from './report';

/** Names of SARIF 2.1.0 (OASIS), as far as they are used here. */
type SarifObject = Readonly<Record<string, unknown>>;

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};
const BASE = 'WORKING_DIRECTORY';

/** A SARIF 2.1.0 log, as code scanning services take it. */
export function formatSarif({ findings }: Report, io: Pick<Io, 'cwd'>): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'StatefulSet Tools', version: VERSION, rules: RULES.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(io.cwd).href.replace(/\/$/, '')}/` } },
        results: findings.map(resultOf),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(rule: Rule): SarifObject {
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.why },
    help: { text: rule.why, markdown: `${rule.why}\n\nAs it should be:\n\n\`\`\`yaml\n${rule.good.trim()}\n\`\`\`\n` },
    ...(rule.documentation === undefined ? {} : { helpUri: rule.documentation }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
  };
}

function resultOf(finding: ReportedFinding): SarifObject {
  const { related, fixes } = finding;
  const index = RULES.findIndex((rule) => rule.id === finding.rule);
  return {
    ruleId: finding.rule,
    ...(index < 0 ? {} : { ruleIndex: index }),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physicalLocation(finding) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other, id) => ({
            id,
            physicalLocation: physicalLocation(other),
            message: { text: other.message },
          })),
        }),
    ...(fixes.length === 0
      ? {}
      : { fixes: fixes.map((fix) => ({ description: { text: fix.title }, artifactChanges: changesOf(fix.edits) })) }),
  };
}

function changesOf(edits: readonly ReportedEdit[]): readonly SarifObject[] {
  return [...new Set(edits.map(({ file }) => file))].map((file) => ({
    artifactLocation: artifactLocation(file),
    replacements: edits
      .filter((edit) => edit.file === file)
      .map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
  }));
}

function physicalLocation({ file, range }: { readonly file: string; readonly range: PlainRange }): SarifObject {
  return { artifactLocation: artifactLocation(file), region: region(range) };
}

function artifactLocation(file: string): SarifObject {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

/** Lines and columns count from one; the end column is that after the last character. */
function region({ start, end }: PlainRange): SarifObject {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
