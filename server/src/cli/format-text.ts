import type { Severity } from '../core/rules/finding';
import type { Io } from './io';
import type { Report, ReportedFinding, Summary } from './report';
import type { Styles } from './styles';
import { stylesFor } from './styles';
import { wrap } from './wrap';

const INDENT = '      ';
/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100;

/** For a person: findings by file, what belongs to each beneath it, and a line that sums up. */
export function formatText({ findings, summary }: Report, io: Pick<Io, 'color' | 'columns'>): string {
  const styles = stylesFor(io.color);
  const width = io.columns === undefined ? Infinity : Math.min(io.columns, WIDEST);
  const files = [...new Set(findings.map(({ file }) => file))];
  const groups = files.map((file) => {
    const own = findings.filter((finding) => finding.file === file);
    return `${styles.title(file)}\n${own.map((finding) => formatFinding(finding, styles, width)).join('')}\n`;
  });
  return `${groups.join('')}${summaryLine(summary, files.length, findings)}\n`;
}

function formatFinding(finding: ReportedFinding, styles: Styles, width: number): string {
  const { range, severity, rule, message, related, fixes, commands = [] } = finding;
  const place = `${range.start.line + 1}:${range.start.character + 1}`;
  const lines = [`  ${place}  ${styles[severity](severity)}  ${styles.dim(rule)}`, ...wrap(message, width, INDENT)];
  for (const other of related) {
    const where = `${other.file}:${other.range.start.line + 1}:${other.range.start.character + 1}`;
    lines.push(...wrap(`${where}: ${other.message}`, width, INDENT, '  ').map(styles.dim));
  }
  // Commands are there to be copied, so they are never broken.
  if (commands.length > 0) lines.push(`${INDENT}Run:`, ...commands.map((command) => `${INDENT}  ${command}`));
  for (const fix of fixes) lines.push(...wrap(`Fix: ${fix.title}`, width, INDENT, '  '));
  return lines.map((line) => `${line}\n`).join('');
}

function summaryLine(summary: Summary, filesWithFindings: number, findings: readonly ReportedFinding[]): string {
  const resources = plural(summary.resources, 'resource');
  if (findings.length === 0) return `Nothing found in ${plural(summary.files, 'file')} (${resources}).`;
  const counts: readonly (readonly [number, Severity])[] = [
    [summary.errors, 'error'],
    [summary.warnings, 'warning'],
    [summary.information, 'information'],
    [summary.hints, 'hint'],
  ];
  const named = counts.flatMap(([count, severity]) => {
    if (count === 0) return [];
    return severity === 'information' ? `${count} information` : plural(count, severity);
  });
  return `${named.join(', ')} in ${filesWithFindings} of ${plural(summary.files, 'file')} (${resources}).`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
