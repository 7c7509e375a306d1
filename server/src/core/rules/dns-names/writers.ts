import type { DnsMention } from '../../kubernetes/dns-mention';
import type { Resource } from '../../kubernetes/read';
import { POD_MAKER_KINDS } from '../../kubernetes/workload';
import type { Workspace } from '../../workspace/workspace';

/** The kinds of objects in whose texts DNS names are looked for. */
export const DNS_WRITERS = [...POD_MAKER_KINDS, 'ConfigMap', 'Service'] as const satisfies readonly Resource['kind'][];

export type DnsWriter = Extract<Resource, { kind: (typeof DNS_WRITERS)[number] }>;

/**
 * Whether the names in an object's text can be judged: not in a copy of what a cluster has, and not before all files are
 * read, because what a name means depends on them.
 */
export function canJudge(writer: DnsWriter, workspace: Workspace): boolean {
  return workspace.complete && !writer.metadata.live;
}

/** The DNS names in an object's text, as far as they can be judged. */
export function namesIn(writer: DnsWriter, workspace: Workspace): readonly DnsMention[] {
  return canJudge(writer, workspace) ? writer.dnsMentions : [];
}

/** The highest Pod of each range that a text names at once, as a shell's `web-{0..2}.nginx` or MinIO's `web-{0...2}.nginx`. */
export function* rangesIn(writer: DnsWriter, workspace: Workspace): Iterable<DnsMention> {
  const text = workspace.document(writer.document)?.text ?? '';
  for (const host of writer.hostMentions) {
    if (host.form !== 'pod' || host.service === undefined) continue;
    const { set, span } = host.pod;
    const last = /\{\d+\.{2,3}(\d{1,4})\}$/.exec(text.slice(span.start, span.end))?.[1];
    if (set === undefined || last === undefined) continue;
    const pod = { name: `${set}-${last}`, set, ordinal: Number(last), span };
    const { service, namespace } = host;
    yield { span: host.span, pod, service, namespace, svc: false, zone: undefined, open: false };
  }
}

/** A DNS name as it is written. */
export function asWritten(mention: DnsMention, writer: Resource, workspace: Workspace): string {
  return workspace.document(writer.document)?.text.slice(mention.span.start, mention.span.end) ?? '';
}
