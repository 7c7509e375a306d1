import type { DnsMention } from '../../kubernetes/dns-mention';
import type { Resource } from '../../kubernetes/read';
import type { Fix } from '../finding';

/**
 * Replaces the Service or the namespace in a DNS name; where the text says the same thing in several names, also in all of
 * them at once.
 */
export function replaceInName(
  mention: DnsMention,
  part: 'service' | 'namespace',
  name: string,
  writer: Resource,
): readonly Fix[] {
  const old = mention[part];
  if (old === undefined) return [];
  const alike = writer.dnsMentions.filter(
    (other) =>
      other[part]?.value === old.value &&
      other.service.value === mention.service.value &&
      other.pod?.set === mention.pod?.set,
  );
  const replace = (mentions: readonly DnsMention[]): Fix['edits'] =>
    mentions.flatMap((other) => {
      const span = other[part]?.span;
      return span === undefined ? [] : [{ document: writer.document, span, newText: name }];
    });
  const title = `Write ${name} in place of ${old.value}`;
  return [
    { title, edits: replace([mention]) },
    ...(alike.length > 1 && alike.includes(mention)
      ? [{ title: `${title} in all ${alike.length} such names`, edits: replace(alike) }]
      : []),
  ];
}
