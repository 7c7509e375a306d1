import { ordinalsInForce, podName } from '../../kubernetes/identity';
import type { Naming, PodNames } from '../naming';
import { podNames } from '../naming';
import { code, codes, count, fits, paragraphs, table } from './markdown';

/** With more Pods than this the middle is left out. */
const MANY = 6;
const FIRST = 3;
const LAST = 2;

/** The ordinals to show, undefined standing for the ones left out. Empty where the ordinals cannot be told. */
export function shownOrdinals(naming: Naming): readonly (number | undefined)[] {
  const { replicas, start } = naming;
  if (start === undefined || replicas === 0) return [];
  // Of unknown replicas there is at least the first.
  if (replicas === undefined) return [start, undefined];
  if (replicas <= MANY) return ordinalsInForce(replicas, start);
  return [...ordinalsInForce(FIRST, start), undefined, ...ordinalsInForce(LAST, start + replicas - LAST)];
}

/** One row for each Pod that is shown, and one for those that are not. */
export function podRows(naming: Naming, row: (pod: PodNames) => readonly string[]): readonly (readonly string[])[] {
  const left = naming.replicas === undefined ? undefined : naming.replicas - FIRST - LAST;
  return shownOrdinals(naming).map((ordinal) =>
    ordinal === undefined ? [left === undefined ? '…' : `… ${left} more`] : row(podNames(naming, ordinal)),
  );
}

/**
 * A set's Pods with their claims and, if they may have any, DNS names: as a table, or where that would be too wide as a
 * list. Undefined where there are no Pods to show, or nothing to show of them but their names.
 */
export function podList(naming: Naming, withNames: boolean): string | undefined {
  const { namespace, claimTemplates, serviceName } = naming;
  const named = withNames && namespace !== undefined && serviceName !== undefined && serviceName !== '';
  if (claimTemplates.length === 0 && !named) return undefined;
  const heads = ['Pod', claimTemplates.length > 1 ? 'Claims' : 'Claim', 'DNS name'];
  const cells = ({ name, claims, dns }: PodNames): readonly string[] => [
    code(name),
    codes(claims),
    ...(dns === null || !named ? [] : [code(dns.fqdn)]),
  ];
  const full = podRows(naming, (pod) => [...cells(pod), ...(named && pod.dns !== null ? [code(pod.dns.short)] : [])]);
  if (fits(full)) return table([...heads, shortHead(namespace)], full);
  const rows = podRows(naming, cells);
  const short = named ? shortSentence(naming) : undefined;
  return paragraphs(fits(rows) ? table(heads, rows) : rows.map(listItem).join('\n'), short);
}

/** A row as an item of a list: Pod and claims on its first line, the name in DNS on its second. */
function listItem([pod = '', claims = '', name = '']: readonly string[]): string {
  const first = claims === '' ? pod : `${pod}: ${claims}`;
  return `- ${first}${name === '' ? '' : `\\\n  ${name}`}`;
}

function shortSentence(naming: Naming): string | undefined {
  const [ordinal] = shownOrdinals(naming);
  const dns = ordinal === undefined ? null : podNames(naming, ordinal).dns;
  return dns === null
    ? undefined
    : `Within namespace ${code(naming.namespace ?? '')} the short name will do: ${code(dns.short)}.`;
}

/** The head of a column of names that are good within one namespace only. */
export function shortHead(namespace: string | undefined): string {
  return namespace === undefined ? 'Short' : `Short, in ${code(namespace)}`;
}

/**
 * The Pods in words: "3 Pods, `web-0` to `web-2`", with what is not known left open. `where` follows their number.
 */
export function podsInWords({ name, replicas, start }: Naming, where = ''): string {
  const pod = (offset: number): string => code(podName(name, (start ?? 0) + offset));
  if (replicas === 0) return `no Pods${where}${start === undefined ? '' : ` (the first would be ${pod(0)})`}`;
  if (start === undefined) return `${replicas === undefined ? 'Pods' : count(replicas, 'Pod')}${where}`;
  if (replicas === undefined) return `Pods${where} from ${pod(0)} up`;
  return `${count(replicas, 'Pod')}${where}, ${podRange(pod, 0, replicas - 1)}`;
}

/** From one Pod to another, as offsets from the first: `web-0`, or `web-0` and `web-1`, or `web-0` to `web-2`. */
export function podRange(pod: (offset: number) => string, from: number, to: number): string {
  if (from === to) return pod(from);
  return `${pod(from)} ${to === from + 1 ? 'and' : 'to'} ${pod(to)}`;
}
