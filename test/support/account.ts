import type { Fix } from '../../server/src/core/rules/finding';
import { copiedText } from '../../server/src/core/rules/finding';
import type { Snapshot } from '../../server/src/core/workspace/snapshot';
import { filesOf, placeOf } from '../../server/src/core/workspace/snapshot';
import { shifted } from '../../server/src/core/yaml/span';
import type { Found } from './check';
import { applyFix } from './check';
import { uriOf } from './workspace';

/**
 * All that is said of a snapshot, as text for a golden file: each finding with its place and message, the other places
 * it names, and what each of its fixes would change, line by line.
 */
export function accountOf(snapshot: Snapshot, found: readonly Found[]): string {
  const texts = new Map(filesOf(snapshot).map((file) => [file.uri, file.text]));
  const place = (uri: string, { start, end }: { readonly start: number; readonly end: number }): string => {
    const text = texts.get(uri) ?? '';
    const line = text.slice(0, start).split('\n').length;
    return `${nameOf(uri)}:${line} ${JSON.stringify(text.slice(start, end))}`;
  };
  const lines = found.flatMap(({ uri, span, diagnostic }) => [
    `${diagnostic.severity} ${place(uri, span)}${diagnostic.schema === true ? ' (as a schema would)' : ''}`,
    `  ${diagnostic.message}`,
    ...(diagnostic.related ?? []).map((related) => {
      const { uri: other } = related.document;
      const start = placeOf(snapshot, related.document)?.start ?? 0;
      return `  see ${place(other, shifted(related.span, start))}: ${related.message}`;
    }),
    ...(diagnostic.fixes ?? []).flatMap((fix) => [
      `  fix: ${fix.title}${fix.safe === true ? ' (safe)' : ''}`,
      ...changesOf(snapshot, fix).map((line) => `    ${line}`.trimEnd()),
    ]),
  ]);
  return `${lines.join('\n')}\n`;
}

function changesOf(snapshot: Snapshot, fix: Fix): readonly string[] {
  if (fix.copy !== undefined)
    return copiedText(fix.copy, nameOf)
      .trimEnd()
      .split('\n')
      .map((line) => `copy ${line}`);
  const before = new Map(filesOf(snapshot).map((file) => [file.uri, file.text]));
  return [...applyFix(snapshot, fix)].flatMap(([uri, text]) => {
    const old = (before.get(uri) ?? '').split('\n');
    const present = text.split('\n');
    const least = Math.min(old.length, present.length);
    let head = 0;
    while (head < least && old[head] === present[head]) head += 1;
    let tail = 0;
    while (tail < least - head && old.at(-1 - tail) === present.at(-1 - tail)) tail += 1;
    const changes = [
      ...old.slice(head, old.length - tail).map((line) => `- ${line}`),
      ...present.slice(head, present.length - tail).map((line) => `+ ${line}`),
    ];
    return changes.length === 0 ? [] : [`${nameOf(uri)}:${head + 1}`, ...changes];
  });
}

function nameOf(uri: string): string {
  return uri.replace(uriOf(''), '');
}
