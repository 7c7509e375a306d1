import type { Span } from '../yaml/span';
import type { ProgramText } from './program-text';

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

export const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
// A Service name starts with a letter wherever it was made before 1.36, which keeps versions such as `loki-7.0.0` out.
export const SERVICE = '[a-z](?:[-a-z0-9]*[a-z0-9])?';
/** Not right after a single slash, as a file's name is; `//` and `/dev/tcp/` stand before a host. */
export const NOT_IN_PATH = '(?<!(?<![/\\\\]|/dev/(?:tcp|udp))/)';
// A name does not follow a variable, as the end of `$(X)-0.web` does; a bracket may stand before it, as in
// `tcp(mysql-0.mysql:3306)`.
export const BEFORE = `(?<![A-Za-z0-9._$%})-])(?<![$%][({])${NOT_IN_PATH}`;
// What stands before an `@` is somebody's address or name.
export const AFTER = '(?![A-Za-z0-9_-])(?![A-Za-z0-9._-]*(?<=[A-Za-z0-9_-])@)(\\.[$%{<@])?';
const POD_NAME = new RegExp(`${BEFORE}(${LABEL})-(0|[1-9][0-9]{0,8})\\.(${SERVICE})((?:\\.${LABEL})*)${AFTER}`, 'g');
const SERVICE_NAME = new RegExp(`${BEFORE}(${SERVICE})\\.(${LABEL})\\.svc((?:\\.${LABEL})*)${AFTER}`, 'g');

// `zoo-9.yaml` has the shape of a Pod's short name. What is a file's ending or a top-level domain is no Service here.
const NO_SERVICE = new Set(
  'bak bin cer cert cfg cnf com conf crt csv deb dev env gz html ini io jar jks js json key local lock log md net org out pem pid png properties py rpm sh so sock sql svc tar tgz tmp toml ts txt war xml yaml yml zip'.split(
    ' ',
  ),
);

// `web-0.example.com`, `web-0.web.yaml`: no namespace is called like a top-level domain or a file's ending, but for these.
const NO_NAMESPACE = new Set(['com', 'edu', 'gov', 'io', 'net', 'org', ...NO_SERVICE]);
for (const name of ['dev', 'env', 'local']) NO_NAMESPACE.delete(name);

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
  if (!isClusterName(service, segments)) return undefined;
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

/** Whether a name of that Service and these further segments can be a Pod's, rather than a file's or a public host's. */
export function isClusterName(service: string, segments: readonly string[]): boolean {
  const [second = '', third] = segments;
  if (NO_SERVICE.has(service) && (second === '' || NO_SERVICE.has(second))) return false;
  if (segments.length === 1 && NO_NAMESPACE.has(second)) return false;
  // `web-0.nginx.example.com` is somebody's public name, not a namespace and what follows; `web-0.default.svc` is a
  // Service of its own for one Pod.
  return second !== 'svc' && (third === undefined || third === 'svc');
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
export function positions(start: number): (part: string) => NamePart {
  let next = start;
  return (value) => {
    const span = { start: next, end: next + value.length };
    next = span.end + 1;
    return { value, span };
  };
}

/** The DNS names in the texts of an object, in the order in which they stand. */
export function readDnsMentions(texts: readonly ProgramText[]): readonly DnsMention[] {
  const mentions = new Map<number, DnsMention>();
  for (const { text, offset } of texts) {
    for (const mention of findDnsMentions(text, offset)) mentions.set(mention.span.start, mention);
  }
  return [...mentions.values()].toSorted((a, b) => a.span.start - b.span.start);
}
