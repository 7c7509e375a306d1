import type { MapNode, Node, ScalarNode } from '../yaml/node';
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
  /** Whether the name goes on with something to be filled in, as in `web-0.nginx.$(NAMESPACE).svc`: the rest is unknown. */
  readonly open: boolean;
}

export interface NamePart {
  readonly value: string;
  readonly span: Span;
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
// A Service name starts with a letter wherever it was made before 1.36, which keeps versions such as `loki-7.0.0` out.
const SERVICE = '[a-z](?:[-a-z0-9]*[a-z0-9])?';
// A name does not follow a variable, as the end of `$(X)-0.web` does, nor a single slash, as a file's name does; a
// bracket may stand before it, as in `tcp(mysql-0.mysql:3306)`.
const BEFORE = '(?<![A-Za-z0-9._$%})-])(?<![$%][({])(?<!(?<![/\\\\]|/dev/(?:tcp|udp))/)';
const AFTER = '(?![A-Za-z0-9_-])(\\.[$%{<@])?';
const POD_NAME = new RegExp(`${BEFORE}(${LABEL})-(0|[1-9][0-9]{0,8})\\.(${SERVICE})((?:\\.${LABEL})*)${AFTER}`, 'g');
const SERVICE_NAME = new RegExp(`${BEFORE}(${SERVICE})\\.(${LABEL})\\.svc((?:\\.${LABEL})*)${AFTER}`, 'g');

// `zoo-9.yaml` has the shape of a Pod's short name. What is a file's ending or a top-level domain is no Service here.
const NO_SERVICE = new Set(
  'bak bin cer cert cfg cnf com conf crt csv deb dev env gz html ini io jar jks js json key local lock log md net org out pem pid png properties py rpm sh so sock sql svc tar tgz tmp toml ts txt war xml yaml yml zip'.split(
    ' ',
  ),
);

// `web-0.example.com`: no namespace is called like a top-level domain.
const NO_NAMESPACE = new Set(['com', 'edu', 'gov', 'io', 'net', 'org']);

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
  const [whole, set = '', digits = '', service = '', rest = '', open = ''] = match;
  const segments = rest === '' ? [] : rest.slice(1).split('.');
  const [second = ''] = segments;
  if (NO_SERVICE.has(service) && (second === '' || NO_SERVICE.has(second))) return undefined;
  if (segments.length === 1 && NO_NAMESPACE.has(second)) return undefined;
  // `web-0.nginx.example.com` is somebody's public name, not a namespace and what follows; `web-0.default.svc` is a
  // Service of its own for one Pod.
  if (second === 'svc' || (segments.length > 1 && segments[1] !== 'svc')) return undefined;
  const name = `${set}-${digits}`;
  const at = positions(start);
  const pod = { name, set, ordinal: Number(digits), span: at(name).span };
  const servicePart = at(service);
  const [namespace, svc, ...zone] = segments;
  return {
    span: { start, end: start + whole.length - open.length },
    pod,
    service: servicePart,
    namespace: namespace === undefined ? undefined : at(namespace),
    svc: svc !== undefined,
    zone: svc === undefined || zone.length === 0 ? undefined : (at(svc), at(zone.join('.'))),
    open: open !== '',
  };
}

function serviceMention(match: RegExpMatchArray, start: number): DnsMention {
  const [whole, service = '', namespace = '', zone = '', open = ''] = match;
  const at = positions(start);
  return {
    span: { start, end: start + whole.length - open.length },
    pod: undefined,
    service: at(service),
    namespace: at(namespace),
    svc: true,
    zone: zone === '' ? undefined : (at('svc'), at(zone.slice(1))),
    open: open !== '',
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
const TEXT_KEYS = new Set(['env', 'args', 'command', 'annotations', 'data', 'stringData', 'externalName']);
/** What kubectl keeps of an earlier version of the object: its names are not in use. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** The DNS names in the texts of an object. `source` is the text of the object's document. */
export function readDnsMentions(object: MapNode, source: string): readonly DnsMention[] {
  const mentions = new Map<number, DnsMention>();
  // Aliases make a graph of the tree: what stands under an anchor is visited once.
  const visited = new Set<unknown>();
  const visit = (node: Node, inText: boolean): void => {
    if (node.type === 'scalar') {
      if (!inText || typeof node.value !== 'string') return;
      for (const mention of findDnsMentions(textOf(node, source), node.span.start)) {
        mentions.set(mention.span.start, mention);
      }
    } else if (node.type === 'list') {
      if (visited.has(node.items)) return;
      visited.add(node.items);
      for (const item of node.items) visit(item, inText);
    } else if (node.type === 'map') {
      if (visited.has(node.entries)) return;
      visited.add(node.entries);
      for (const entry of node.entries) {
        if (entry.key !== COPY) visit(entry.value, inText || TEXT_KEYS.has(entry.key));
      }
    }
  };
  visit(object, false);
  return [...mentions.values()].toSorted((a, b) => a.span.start - b.span.start);
}

/**
 * The text of a scalar as it is written, with spaces in place of what is no part of a name: escapes (`\n` before a name
 * would lend it an `n`), and comment lines of the program in a block scalar, which nobody looks up.
 */
function textOf(node: ScalarNode, source: string): string {
  const text = source.slice(node.span.start, node.span.end);
  const blank = (part: string): string => ' '.repeat(part.length);
  if (node.style === 'double') {
    return text.replaceAll(/\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^/])/g, blank);
  }
  return node.style === 'block' ? text.replaceAll(/^[ \t]*(?:#|\/\/).*$/gm, blank) : text;
}
