import { LONGEST_LABEL, dnsLabelProblem } from '../name-rules';

/**
 * What the API server wants of a string (`k8s.io/apimachinery/pkg/util/validation`). Each function answers with the
 * reason for which it refuses one, to be read after `but`, or undefined where it takes it.
 */
type Format = (text: string) => string | undefined;

const LONGEST_SUBDOMAIN = 253;
const LONGEST_PORT_NAME = 15;
const LONGEST_CRON_JOB_NAME = 52;

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const QUANTITY = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?$/;

export const label: Format = (text) => {
  const problem = dnsLabelProblem(text);
  return problem === undefined && LABEL.test(text)
    ? undefined
    : `must be a DNS label of lower-case letters, digits and hyphens, at most ${LONGEST_LABEL}`;
};

export const subdomain: Format = (text) =>
  SUBDOMAIN.test(text) && text.length <= LONGEST_SUBDOMAIN
    ? undefined
    : `must be a DNS name of lower-case letters, digits, hyphens and dots, at most ${LONGEST_SUBDOMAIN}`;

/** The Jobs of a CronJob have names that are 11 characters longer. */
export const cronJobName: Format = (text) =>
  text.length > LONGEST_CRON_JOB_NAME ? `must have at most ${LONGEST_CRON_JOB_NAME} characters` : subdomain(text);

/** The name of a container port, and of a port that is named elsewhere (IANA_SVC_NAME). */
export const portName: Format = (text) => {
  if (text.length > LONGEST_PORT_NAME) return `must have at most ${LONGEST_PORT_NAME} characters`;
  if (!/^[-a-z0-9]*$/.test(text)) return 'must consist of lower-case letters, digits and hyphens';
  if (!/[a-z]/.test(text)) return 'must have a letter, for in quotes it is a name';
  if (text.includes('--')) return 'must not contain two hyphens in a row';
  return /^-|-$/.test(text) ? 'must not begin or end with a hyphen' : undefined;
};

export const labelValue: Format = (text) => {
  if (text.length > LONGEST_LABEL) return `must have at most ${LONGEST_LABEL} characters`;
  return text === '' || QUALIFIED.test(text)
    ? undefined
    : 'must consist of letters, digits, hyphens, underscores and dots, a letter or digit at both ends';
};

/** The key of a label or annotation: a name, or a DNS name, a slash and a name. */
export const labelKey: Format = (text) => {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  const prefix = parts.length > 1 ? parts[0] : undefined;
  if (parts.length > 2) return 'must have at most one slash, between a DNS name and a name';
  if (prefix !== undefined && !(SUBDOMAIN.test(prefix) && prefix.length <= LONGEST_SUBDOMAIN))
    return 'must have a lower-case DNS name before the slash';
  if (name === '') return 'must not be empty';
  if (name.length > LONGEST_LABEL)
    return `must have at most ${LONGEST_LABEL} characters${prefix === undefined ? '' : ' after the slash'}`;
  return QUALIFIED.test(name)
    ? undefined
    : 'must consist of letters, digits, hyphens, underscores and dots, a letter or digit at both ends';
};

/** The key of an annotation: as that of a label, in whatever case. */
export const annotationKey: Format = (text) => labelKey(text.toLowerCase());

/** `100m`, `1.5`, `10Gi`, spaces around it or not (`k8s.io/apimachinery/pkg/api/resource`, Quantity). */
export const quantity: Format = (text) =>
  QUANTITY.test(text.trim())
    ? undefined
    : 'must be a number with a unit such as m, k, M, G, Ki, Mi or Gi, or without one';

/** The size of a quantity; undefined where it is none. Precise enough to compare what people write. */
export function sizeOf(text: string): number | undefined {
  if (quantity(text) !== undefined) return undefined;
  const [, number = '', unit = ''] = /^([-+.0-9]+)(.*)$/.exec(text.trim()) ?? [];
  if (/^[eE][-+]?[0-9]+$/.test(unit)) return Number(number + unit);
  const power = 'kMGTPE'.indexOf(unit.replace('K', 'k').charAt(0)) + 1;
  const factor =
    unit === ''
      ? 1
      : (({ n: 1e-9, u: 1e-6, m: 1e-3 } as Readonly<Record<string, number>>)[unit] ??
        (unit.endsWith('i') ? 1024 : 1000) ** power);
  return Number(number) * factor;
}

/** What a container can ask for: `cpu`, `memory`, or a resource of somebody's own, with a prefix. */
export const resourceName: Format = (text) => {
  if (text.includes('/')) return labelKey(text);
  return /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text)
    ? undefined
    : 'must be cpu, memory, ephemeral-storage, or a name with a prefix such as example.com/';
};

/** What a variable can tell of a container's resources. */
export const containerResource: Format = (text) =>
  /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text)
    ? undefined
    : 'must be one of limits or requests, such as limits.cpu or requests.memory';

export const envName: Format = (text) =>
  /^[\x20-\x3C\x3E-\x7E]+$/.test(text) ? undefined : 'must consist of printable ASCII characters other than =';

export const configMapKey: Format = (text) => {
  if (text.length > LONGEST_SUBDOMAIN) return `must have at most ${LONGEST_SUBDOMAIN} characters`;
  if (!/^[-._a-zA-Z0-9]+$/.test(text)) return 'must consist of letters, digits, hyphens, underscores and dots';
  return text === '.' || text.startsWith('..') ? 'must not be . or begin with ..' : undefined;
};

/** A path in a volume. */
export const relativePath: Format = (text) => {
  if (text.startsWith('/')) return 'must be a relative path';
  return inside(text);
};

/** A path without steps upward. */
export const inside: Format = (text) => (text.split('/').includes('..') ? "must not contain '..'" : undefined);

/** A count of at least 0, or a percentage. */
export const percentage: Format = (text) =>
  /^[0-9]+%$/.test(text) ? undefined : "must be an integer or a percentage such as '5%'";

export const base64: Format = (text) => {
  const compact = text.replaceAll(/[\r\n]/g, '');
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact) ? undefined : 'must be base64';
};

/** An address of version 4, or whatever looks like one of version 6. */
export const ipAddress: Format = (text) => (isAddress(text) ? undefined : 'must be an IP address');

export const clusterIp: Format = (text) =>
  text === 'None' || isAddress(text) ? undefined : 'must be None or an IP address';

/** `10.0.0.0/8`; spaces around it are taken. */
export const addressRange: Format = (text) => {
  const [address = '', length, ...rest] = text.trim().split('/');
  const isRange = rest.length === 0 && /^[0-9]{1,3}$/.test(length ?? '') && isAddress(address);
  return isRange && Number(length) <= (address.includes(':') ? 128 : 32)
    ? undefined
    : 'must be a range of IP addresses such as 10.0.0.0/8';
};

function isAddress(text: string): boolean {
  if (text.includes(':')) return /^[0-9a-fA-F:.]+$/.test(text);
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) <= 255);
}

/** A domain of a search list: as other DNS names, with underscores, and a dot at its end if somebody likes. */
export const searchDomain: Format = (text) =>
  text === '.' || subdomain(text.replace(/\.$/, '').replaceAll('_', 'a')) === undefined
    ? undefined
    : 'must be a DNS name of lower-case letters, digits, hyphens, underscores and dots';

/** What a Pod can learn about itself (kubernetes.io, "Downward API"). */
export const podFieldPath: Format = (text) =>
  /^(?:metadata\.(?:name|namespace|uid|(?:labels|annotations)(?:\[.+\])?)|spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIPs?|podIPs?))$/.test(
    text,
  )
    ? undefined
    : "must be a field that the downward API offers, such as metadata.name, metadata.labels['app'] or status.podIP";

/** Five fields, or a word such as `@daily` (`CronJobSpec.schedule`). */
export const schedule: Format = (text) => {
  if (/^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/.test(text)) return undefined;
  const fields = text.trim().split(/\s+/);
  return fields.length === 5 && fields.every((field) => /^[-0-9A-Za-z*,/?]+$/.test(field))
    ? undefined
    : 'must have five fields for minute, hour, day, month and weekday, or be a word such as @daily';
};
