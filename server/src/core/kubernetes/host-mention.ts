import type { Span } from '../yaml/span';
import type { DnsMention, NamePart } from './dns-mention';
import { AFTER, BEFORE, LABEL, NOT_IN_PATH, SERVICE, isClusterName, positions } from './dns-mention';
import type { ProgramText } from './program-text';

/**
 * A host written in some text of which it takes the workspace to tell whether it is a name of the cluster: a Service's
 * short name, a Pod's name with a variable in it, an SRV name. Unlike a {@link DnsMention} it is no ground for a finding.
 */
export type HostMention = ServiceHost | VariablePodHost | SrvHost;

interface HostBase {
  readonly span: Span;
  readonly namespace: NamePart | undefined;
}

/** `nginx` or `nginx.prod`, where a host is expected. */
export interface ServiceHost extends HostBase {
  readonly form: 'service';
  readonly service: NamePart;
  /** `url`: in a URL; `port`: with a port behind it; `value`: all of a value whose key says that it is a host. */
  readonly context: 'url' | 'port' | 'value';
  readonly port: number | undefined;
}

/** `$(POD_NAME).nginx`, `web-$i.nginx`, `${HOSTNAME%-*}-0.nginx` or `web-0.$(SERVICE)`. */
export interface VariablePodHost extends HostBase {
  readonly form: 'pod';
  readonly pod: {
    /** `web` of `web-$i`; undefined where a variable stands for it. */
    readonly set: string | undefined;
    readonly ordinal: number | undefined;
    /** Whether a variable is the whole name of a Pod, which is the one that reads it; not so of `$(SET)-0`. */
    readonly isOwn: boolean;
    readonly span: Span;
  };
  readonly service: NamePart | undefined;
}

/** `_client._tcp.nginx` (the Kubernetes DNS specification 1.1.0, section 2.4.2). */
export interface SrvHost extends HostBase {
  readonly form: 'srv';
  readonly port: NamePart;
  readonly service: NamePart;
}

/**
 * The hosts in the texts of an object, less those that are `mentions` already; in the order in which they stand.
 * `podNames` are the environment variables that hold the name of the Pod.
 */
export function readHostMentions(
  texts: readonly ProgramText[],
  mentions: readonly DnsMention[],
  podNames: ReadonlySet<string>,
): readonly HostMention[] {
  const known = new Set(mentions.map(({ span }) => span.start));
  const found = new Map<number, HostMention>();
  for (const text of texts) {
    for (const host of findHosts(text, podNames)) {
      const { start } = host.span;
      if (!known.has(start) && !found.has(start)) found.set(start, host);
    }
  }
  return [...found.values()].toSorted((a, b) => a.span.start - b.span.start);
}

/** What a shell, Kubernetes or a format string fills in: `$(NAME)`, `${NAME}`, `$NAME`, `$((i - 1))`, `{0..2}`, MinIO's `{0...2}`, `%d`. */
const VARIABLE = [
  String.raw`\$\(\([^()\n]{1,30}\)\)`,
  String.raw`\$\((?:hostname(?: -s)?|[A-Za-z_][\w.-]*)\)`,
  '`hostname(?: -s)?`',
  String.raw`\$\{[^{}\s]{1,40}\}`,
  String.raw`\$[A-Za-z_]\w*`,
  String.raw`\{\d+\.{2,3}\d+\}`,
  '%d',
].join('|');
const REST = `\\.(${SERVICE})((?:\\.${LABEL})*)${AFTER}`;
const OWN_POD = new RegExp(`(?<![\\w$.-])${NOT_IN_PATH}(${VARIABLE})${REST}`, 'g');
const ANY_POD = new RegExp(`${BEFORE}(${LABEL})-(${VARIABLE})${REST}`, 'g');
const OF_ANY_SET = new RegExp(
  `(?<![\\w$.-])${NOT_IN_PATH}(?:${VARIABLE})-(?:(0|[1-9][0-9]{0,8})|${VARIABLE})(?=\\.)${REST}`,
  'g',
);
const POD_OF_ANY = new RegExp(`${BEFORE}(${LABEL})-(0|[1-9][0-9]{0,8})(?=\\.(?:${VARIABLE})(?![\\w-]))`, 'g');
const SRV = new RegExp(`(?<![\\w.-])_(${LABEL})\\._(?:tcp|udp|sctp)${REST}`, 'g');
/** A Service in a namespace that is to be filled in. */
const SERVICE_OF_ANY = new RegExp(`${BEFORE}(${SERVICE})(?=\\.(?:${VARIABLE})\\.svc(?![\\w-]))`, 'g');
/** Variables that hold the name of the Pod in which they are read. */
const POD_NAME = /^(?:\$[({]?|`)(?:\w*HOSTNAME|\w*POD_?NAME|POD|hostname(?: -s)?)[)}`]?$/i;

// A target of gRPC has no authority: `dns:///nginx:80`.
const URL_START = /\b(?:dns:\/\/\/|[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@"'<>{}]*@)?)/gi;
const URL_HOST = new RegExp(
  `(${SERVICE})(?:\\.(${LABEL}))?(?::([0-9]{1,5}))?(?=[\\s/,"'?#;)\\]\\\\]|\\.[$%{<]|$)`,
  'y',
);
const HOST_AND_PORT = new RegExp(`(?<![\\w.$%{}/:-])(${SERVICE})(?:\\.(${LABEL}))?:([0-9]{2,5})(?![\\w.])`, 'g');
const HOST_KEY =
  /(?:^|[_.-])(?:host|server|service|svc|addr|address|endpoint|node|peer|seed|master|primary|replica|domain)(?:e?s)?(?:[_.-]?name)?$/i;
/** Options of commands that take a host: `redis-cli -h redis`, `mysql --host=db`. */
const OPTION = new RegExp(
  `(?<=^|[\\s"'])(?:-h|--?(?:[\\w-]*-)?(?:host|server|service|endpoint|master|primary|replica)(?:name)?)(?:[ \\t]+|=)["']?(${SERVICE})(?:\\.(${LABEL}))?(?=[\\s"',;|&)]|$)`,
  'gi',
);
/** Commands that look a host up or call it: `nslookup db`, `ping -c 1 db`, `nc -z db 5432`, `curl -sf db/health`. */
const COMMAND = new RegExp(
  `(?<=^|[\\s"';&|(\`])(?:nslookup|dig|ping|telnet|traceroute|getent[ \\t]+a?hosts(?:v[46])?|nc|ncat|curl|wget)(?:[ \\t]+(?:-[\\w-]+(?:=\\S+)?|\\d+))*[ \\t]+["']?(${SERVICE})(?:\\.(${LABEL}))?(?=[\\s"',;|&)/\`]|$)`,
  'g',
);
const ASSIGNMENT = /^(["']?(?:--?)?([\w.-]+)=)/;
const VALUE = new RegExp(`^(["']?)(${SERVICE}(?:\\.${LABEL})?(?:,${SERVICE}(?:\\.${LABEL})?)*)\\1$`);

function* findHosts(source: ProgramText, podNames: ReadonlySet<string>): Iterable<HostMention> {
  const { text } = source;
  if (text.includes('.')) {
    if (/[$%`{]/.test(text)) yield* variablePods(source, podNames);
    if (text.includes('._')) yield* srvNames(source);
    if (text.includes('.svc')) yield* servicesOfAny(source);
  }
  if (text.includes('://')) yield* urlHosts(source);
  if (/:[0-9]/.test(text)) yield* hostsWithPort(source);
  yield* hostValues(source);
  if (/\s/.test(text)) yield* hostsOfCommands(source);
}

function* variablePods({ text, offset }: ProgramText, podNames: ReadonlySet<string>): Iterable<HostMention> {
  for (const match of text.matchAll(OWN_POD)) {
    const [, variable = '', service = '', rest = ''] = match;
    const isOwn = POD_NAME.test(variable) || podNames.has(plainName(variable)) || /\.svc(?:\.|$)/.test(rest);
    if (isOwn)
      yield* variablePod(match, offset, variable, service, rest, { set: undefined, ordinal: undefined, isOwn });
  }
  for (const match of text.matchAll(OF_ANY_SET)) {
    const [whole, digits, service = '', rest = ''] = match;
    const ordinal = digits === undefined ? undefined : Number(digits);
    const name = whole.slice(0, endOf(match, 0) - `.${service}${rest}`.length);
    yield* variablePod(match, offset, name, service, rest, { set: undefined, ordinal, isOwn: false });
  }
  for (const match of text.matchAll(ANY_POD)) {
    const [, set = '', variable = '', service = '', rest = ''] = match;
    const pod = { set, ordinal: undefined, isOwn: false };
    yield* variablePod(match, offset, `${set}-${variable}`, service, rest, pod);
  }
  for (const match of text.matchAll(POD_OF_ANY)) {
    const [whole, set = '', ordinal = ''] = match;
    const span = { start: offset + match.index, end: offset + match.index + whole.length };
    const pod = { set, ordinal: Number(ordinal), isOwn: false, span };
    yield { form: 'pod', span, pod, service: undefined, namespace: undefined };
  }
}

/** `SELF` of `$(SELF)`, `${SELF}` or `$SELF`. */
function plainName(variable: string): string {
  return /^\$[({]?(\w+)[)}]?$/.exec(variable)?.[1] ?? '';
}

function variablePod(
  match: RegExpExecArray,
  offset: number,
  name: string,
  service: string,
  rest: string,
  known: Omit<VariablePodHost['pod'], 'span'>,
): readonly HostMention[] {
  const segments = segmentsOf(rest);
  if (!isClusterName(service, segments)) return [];
  const start = offset + match.index;
  const at = positions(start);
  const pod = { ...known, span: at(name).span };
  const host = { service: at(service), namespace: segments[0] === undefined ? undefined : at(segments[0]) };
  return [{ form: 'pod', span: { start, end: endOf(match, start) }, pod, ...host }];
}

function* srvNames({ text, offset }: ProgramText): Iterable<HostMention> {
  for (const match of text.matchAll(SRV)) {
    const [whole, port = '', service = '', rest = ''] = match;
    const segments = segmentsOf(rest);
    if (!isClusterName(service, segments)) continue;
    const start = offset + match.index;
    const begin = start + whole.indexOf(`.${service}`, port.length + 2) + 1;
    const at = positions(begin);
    const name = { value: port, span: { start: start + 1, end: start + 1 + port.length } };
    yield {
      form: 'srv',
      span: { start, end: endOf(match, start) },
      port: name,
      service: at(service),
      namespace: segments[0] === undefined ? undefined : at(segments[0]),
    };
  }
}

function* servicesOfAny({ text, offset }: ProgramText): Iterable<HostMention> {
  for (const match of text.matchAll(SERVICE_OF_ANY)) {
    yield serviceHost(offset + match.index, match[1] ?? '', undefined, undefined, 'url');
  }
}

function* hostsOfCommands({ text, offset }: ProgramText): Iterable<HostMention> {
  for (const match of [...text.matchAll(OPTION), ...text.matchAll(COMMAND)]) {
    const [whole, service = '', namespace] = match;
    const host = namespace === undefined ? service : `${service}.${namespace}`;
    yield serviceHost(offset + match.index + whole.length - host.length, service, namespace, undefined, 'value');
  }
}

function* urlHosts({ text, offset }: ProgramText): Iterable<HostMention> {
  for (const scheme of text.matchAll(URL_START)) {
    URL_HOST.lastIndex = scheme.index + scheme[0].length;
    for (let match = URL_HOST.exec(text); match !== null; match = URL_HOST.exec(text)) {
      const [whole, service = '', namespace, port] = match;
      yield serviceHost(offset + match.index, service, namespace, port, 'url');
      const next = match.index + whole.length;
      if (text[next] !== ',') break;
      URL_HOST.lastIndex = next + 1;
    }
  }
}

function* hostsWithPort({ text, offset }: ProgramText): Iterable<HostMention> {
  for (const match of text.matchAll(HOST_AND_PORT)) {
    const [, service = '', namespace, port] = match;
    yield serviceHost(offset + match.index, service, namespace, port, 'port');
  }
}

function* hostValues({ text, offset, key }: ProgramText): Iterable<HostMention> {
  const assignment = key === undefined || !isHostKey(key) ? ASSIGNMENT.exec(text) : null;
  const name = assignment?.[2] ?? key;
  if (name === undefined || !isHostKey(name)) return;
  const begin = assignment?.[1]?.length ?? 0;
  const value = text.slice(begin).replace(begin === 0 ? '' : /["']$/, '');
  const match = VALUE.exec(value);
  if (match === null) return;
  let start = offset + begin + (match[1] ?? '').length;
  for (const host of (match[2] ?? '').split(',')) {
    const [service = '', namespace] = host.split('.');
    yield serviceHost(start, service, namespace, undefined, 'value');
    start += host.length + 1;
  }
}

function isHostKey(key: string): boolean {
  return key === '-h' || HOST_KEY.test(key);
}

function serviceHost(
  start: number,
  service: string,
  namespace: string | undefined,
  port: string | undefined,
  context: ServiceHost['context'],
): ServiceHost {
  const at = positions(start);
  const name = at(service);
  const space = namespace === undefined ? undefined : at(namespace);
  return {
    form: 'service',
    span: { start, end: (space ?? name).span.end },
    service: name,
    namespace: space,
    context,
    port: port === undefined ? undefined : Number(port),
  };
}

function segmentsOf(rest: string): readonly string[] {
  return rest === '' ? [] : rest.slice(1).split('.');
}

/** Where a name ends: before the dot of something to be filled in, which is the last group of the pattern. */
function endOf(match: RegExpExecArray, start: number): number {
  return start + match[0].length - (match.at(-1) ?? '').length;
}
