import type { Report } from './report';

/** One JSON object. Its form is a contract; a change of it that may break a reader raises `version`. */
export function formatJson({ findings, summary }: Report): string {
  // Commands to copy are of no use to whoever reads a report by program.
  const withoutCommands = (key: string, value: unknown): unknown => (key === 'commands' ? undefined : value);
  return `${JSON.stringify({ version: 1, findings, summary }, withoutCommands, 2)}\n`;
}
