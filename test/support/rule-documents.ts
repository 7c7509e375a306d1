import { RULES } from '../../server/src/core/rules/index';
import type { Rule } from '../../server/src/core/rules/rule';
import { parseFixture } from './fixture';

/** The rules as the rows of a Markdown table, for the README. */
export function ruleTable(): string {
  const rows = RULES.map(
    (rule) => `| [\`${rule.id}\`](docs/rules.md#${rule.id}) | ${rule.severity} | ${rule.summary} |`,
  );
  return ['| rule | at most | finds |', '|---|---|---|', ...rows].join('\n');
}

/** The page that explains every rule. */
export function rulePage(): string {
  const head = [
    '# Rules',
    '',
    'Made from the rules themselves by `npm run docs`. The severity is that of the gravest case; the setting',
    '`statefulset.severity` overrides it, and a comment silences a finding where it stands:',
    '',
    '```yaml',
    '# statefulset-tools-disable-next-line RULE -- reason',
    'serviceName: web # statefulset-tools-disable-line RULE',
    '# statefulset-tools-disable-document RULE',
    '```',
    '',
    'So does the annotation `statefulset-tools/disable` with a list of rules, for its object.',
  ];
  return `${[head.join('\n'), ...RULES.map(section)].join('\n\n')}\n`;
}

/** The JSON schema of the setting `statefulset.severity`, less what does not depend on the rules. */
export function severityProperties(): Readonly<Record<string, unknown>> {
  const levels = ['error', 'warning', 'information', 'hint', 'off'];
  return Object.fromEntries(
    RULES.map((rule) => [rule.id, { type: 'string', enum: levels, markdownDescription: rule.summary }]),
  );
}

function section(rule: Rule): string {
  return [
    `## ${rule.id}`,
    '',
    `${rule.summary} **${capitalized(rule.severity)}.**`,
    '',
    rule.why,
    '',
    `Found here, in what is marked${settingsOf(rule)}:`,
    '',
    '```yaml',
    marked(rule.bad),
    '```',
    '',
    'Not here:',
    '',
    '```yaml',
    rule.good.trim(),
    '```',
    ...(rule.documentation === undefined ? [] : ['', `[What Kubernetes says](${rule.documentation})`]),
  ].join('\n');
}

/** What a reader must set to see the same. */
function settingsOf({ exampleSettings = {} }: Rule): string {
  const settings = Object.entries(exampleSettings).map(([name, value]) => `\`statefulset.${name}\` ${value}`);
  return settings.length === 0 ? '' : `, with ${settings.join(' and ')}`;
}

/** The example with its marks as comments, wherever a line of carets alone would be no YAML. */
function marked(example: string): string {
  parseFixture(example);
  const comment = (_: string, indent: string, carets: string): string => `${indent.slice(2)}# ${carets}`;
  return example.trim().replaceAll(/^([ \t]*)([~^]+)/gm, comment);
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
