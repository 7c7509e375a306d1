import type { MapNode, Node } from '../yaml/node';
import type { Span } from '../yaml/span';

/** A cluster DNS name written in some text: of a Pod under its Service, or of a Service in its `.svc` form. */
export interface DnsMention {
  readonly span: Span;
  /** `web-0` of `web-0.nginx`; undefined for a Service's own name. */
  readonly pod:
    | { readonly name: string; readonly set: string; readonly ordinal: number; readonly span: Span }
    | undefined;
  readonly service: NamePart;
  readonly namespace: NamePart | undefined;
  /** Whether `.svc` is written, which leaves no doubt that this is a cluster name. */
  readonly svc: boolean;
  /** What follows `.svc.`, such as `cluster.local`. */
  readonly zone: NamePart | undefined;
}

export interface NamePart {
  readonly value: string;
  readonly span: Span;
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
// A Service name starts with a letter wherever it was made before 1.36, which keeps versions such as `loki-7.0.0` out.
const SERVICE = '[a-z](?:[-a-z0-9]*[a-z0-9])?';
const BEFORE = '(?<![A-Za-z0-9._$%{}()-])';
const POD_NAME = new RegExp(
  `${BEFORE}(${LABEL})-(0|[1-9][0-9]{0,8})\\.(${SERVICE})((?:\\.${LABEL})*)(?![A-Za-z0-9_-])`,
  'g',
);
const SERVICE_NAME = new RegExp(`${BEFORE}(${SERVICE})\\.(${LABEL})\\.svc((?:\\.${LABEL})*)(?![A-Za-z0-9_-])`, 'g');

// `zoo-9.yaml` has the shape of a Pod's short name. What is a file's ending or a top-level domain is no Service here.
const NO_SERVICE = new Set(
  'bak bin cer cert cfg cnf com conf crt csv db deb dev env gz html ini io jar jks js json key local lock log md net org out pem pid png properties py rpm sh so sock sql svc tar tgz tmp toml ts txt war xml yaml yml zip'.split(
    ' ',
  ),
);

/** Finds the cluster DNS names in a text. Spans count from `offset`. */
export function findDnsMentions(text: string, offset = 0): readonly DnsMention[] {
  if (!text.includes('.')) return [];
  const mentions: DnsMention[] = [];
  for (const match of text.matchAll(POD_NAME)) {
    const mention = podMention(match, offset + match.index);
    if (mention !== undefined) mentions.push(mention);
  }
  if (text.includes('.svc')) {
    for (const match of text.matchAll(SERVICE_NAME)) mentions.push(serviceMention(match, offset + match.index));
  }
  return mentions;
}

function podMention(match: RegExpMatchArray, start: number): DnsMention | undefined {
  const [whole, set = '', digits = '', service = '', rest = ''] = match;
  const segments = rest === '' ? [] : rest.slice(1).split('.');
  if (segments.length === 0 && NO_SERVICE.has(service)) return undefined;
  // `web-0.nginx.example.com` is somebody's public name, not a namespace and what follows.
  if (segments.length > 1 && segments[1] !== 'svc') return undefined;
  const name = `${set}-${digits}`;
  const at = positions(start);
  const pod = { name, set, ordinal: Number(digits), span: at(name).span };
  const servicePart = at(service);
  const [namespace, svc, ...zone] = segments;
  return {
    span: { start, end: start + whole.length },
    pod,
    service: servicePart,
    namespace: namespace === undefined ? undefined : at(namespace),
    svc: svc !== undefined,
    zone: svc === undefined || zone.length === 0 ? undefined : (at(svc), at(zone.join('.'))),
  };
}

function serviceMention(match: RegExpMatchArray, start: number): DnsMention {
  const [whole, service = '', namespace = '', zone = ''] = match;
  const at = positions(start);
  return {
    span: { start, end: start + whole.length },
    pod: undefined,
    service: at(service),
    namespace: at(namespace),
    svc: true,
    zone: zone === '' ? undefined : (at('svc'), at(zone.slice(1))),
  };
}

/** Places one dot-separated part after another. */
function positions(start: number): (part: string) => NamePart {
  let next = start;
  return (value) => {
    const span = { start: next, end: next + value.length };
    next = span.end + 1;
    return { value, span };
  };
}

/** The keys under which a manifest holds text that programs read, as opposed to names, labels and images. */
const TEXT_KEYS = new Set(['env', 'args', 'command', 'annotations', 'data', 'stringData']);

/** The DNS names in the texts of an object. `source` is the text of the object's document. */
export function readDnsMentions(object: MapNode, source: string): readonly DnsMention[] {
  const mentions = new Map<number, DnsMention>();
  // Aliases make a graph of the tree: what stands under an anchor is visited once.
  const visited = new Set<unknown>();
  const visit = (node: Node, inText: boolean): void => {
    if (node.type === 'scalar') {
      if (!inText || typeof node.value !== 'string') return;
      for (const mention of findDnsMentions(source.slice(node.span.start, node.span.end), node.span.start)) {
        mentions.set(mention.span.start, mention);
      }
    } else if (node.type === 'list') {
      if (visited.has(node.items)) return;
      visited.add(node.items);
      for (const item of node.items) visit(item, inText);
    } else if (node.type === 'map') {
      if (visited.has(node.entries)) return;
      visited.add(node.entries);
      for (const entry of node.entries) visit(entry.value, inText || TEXT_KEYS.has(entry.key));
    }
  };
  visit(object, false);
  return [...mentions.values()].toSorted((a, b) => a.span.start - b.span.start);
}
