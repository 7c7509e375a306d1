import type { Report } from './report';

/** One JSON object. Its form is a contract; a change of it that may break a reader raises `version`. */
export function formatJson({ findings, summary }: Report): string {
  return `${JSON.stringify({ version: 1, findings, summary }, undefined, 2)}\n`;
}
