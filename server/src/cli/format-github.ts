import type { Severity } from '../core/rules/finding';
import type { Report, ReportedFinding } from './report';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Workflow commands by which GitHub Actions annotates the lines of a pull request, one line for each finding. */
export function formatGithub({ findings }: Report): string {
  return findings.map((finding) => `${command(finding)}\n`).join('');
}

function command({ file, range, severity, rule, message, fixes }: ReportedFinding): string {
  // Lines and columns count from one there. Columns are heeded only where start and end are in one line.
  const isOneLine = range.start.line === range.end.line;
  const properties = {
    file,
    line: range.start.line + 1,
    endLine: range.end.line + 1,
    ...(isOneLine ? { col: range.start.character + 1, endColumn: range.end.character + 1 } : {}),
    title: rule,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const text = [message, ...fixes.map((fix) => `Fix: ${fix.title}`)].join('\n');
  return `::${COMMANDS[severity]} ${written.join(',')}::${escapeText(text)}`;
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
