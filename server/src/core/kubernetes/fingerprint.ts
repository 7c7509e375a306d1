import type { Entry, Node } from '../yaml/node';
import { entryOf, valueAt } from '../yaml/node';

/** Aliases make a graph of a tree; past this many values a text is cut off, and then two that differ may look equal. */
const VALUES = 20_000;

/**
 * A text that is equal for Pod templates of equal content, whatever order, style, comments and quantities they are
 * written in, and differs for others: for telling one revision from another, not for reading. A default that is written
 * out counts as content. An unreadable part counts by where it is, not by what it says.
 */
export function templateFingerprint(template: Node): string {
  return hash(new Canonical({ dropsEmpty: false, ignored: [], kept: [] }).of(template));
}

/**
 * A text that is equal for claim templates that the API server holds equal: as for Pod templates, and what is empty, or
 * states a default, counts as absent. `apiVersion` and `kind` of a template are not kept by the API server.
 */
export function claimFingerprint(template: Node): string {
  return hash(canonicalClaim(template, wordingOf(template), []) ?? '');
}

/** A value in which two claim templates differ. */
export interface ClaimDifference {
  /** Keys from the template down, such as `spec`, `storageClassName`. */
  readonly path: readonly string[];
  /** The value that was there, if any. */
  readonly before: Node | undefined;
  /** What stands there now, if anything. */
  readonly after: Entry | undefined;
}

/** Where two claim templates differ, in the order of the later one; nowhere where {@link claimFingerprint} is the same. */
export function claimDifferences(before: Node, after: Node): readonly ClaimDifference[] {
  const [old, now] = [wordingOf(before), wordingOf(after)];
  const wording = { ignored: [...old.ignored, ...now.ignored], kept: [...old.kept, ...now.kept] };
  return [...differencesIn({ path: [], before, after: undefined }, after, wording)];
}

function* differencesIn(place: ClaimDifference, after: Node | undefined, wording: Wording): Iterable<ClaimDifference> {
  const { path, before } = place;
  const texts = [before, after].map((node) => node && canonicalClaim(node, wording, path));
  if (texts[0] === texts[1]) return;
  if (before?.type !== 'map' || after?.type !== 'map') {
    yield place;
    return;
  }
  const keys = new Set([...after.entries, ...before.entries].map(({ key }) => key));
  for (const key of keys) {
    if (path.length === 0 && NOT_KEPT.includes(key)) continue;
    const now = entryOf(after, key);
    const inner = { path: [...path, key], before: entryOf(before, key)?.value, after: now };
    yield* differencesIn(inner, now?.value, wording);
  }
}

const NOT_KEPT = ['apiVersion', 'kind'];

/** A claim template, or what stands in one at a path, in one way of writing; undefined for what counts as absent. */
function canonicalClaim(node: Node, wording: Wording, path: readonly string[]): string | undefined {
  const whole = path.length === 0 && node.type === 'map';
  const shown = whole ? { ...node, entries: node.entries.filter(({ key }) => !NOT_KEPT.includes(key)) } : node;
  const areQuantities = path.includes('requests') || path.includes('limits');
  return new Canonical({ dropsEmpty: true, ...wording }).value(shown, areQuantities);
}

/** What a claim template says that its absence would say too (`SetDefaults_PersistentVolumeClaim`, and empty strings). */
const DEFAULTS: readonly (readonly [path: readonly string[], text: string])[] = [
  [['spec', 'volumeMode'], 'Filesystem'],
  [['spec', 'volumeName'], ''],
  [['status', 'phase'], 'Pending'],
  [['status', 'phase'], ''],
  [['metadata', 'namespace'], ''],
  [['metadata', 'generateName'], ''],
];

/** What of a claim template says more, or less, than it seems to. */
interface Wording {
  /** Values that say no more than their absence would. */
  readonly ignored: readonly Node[];
  /** Maps that say something even if they are empty: those the API server holds by a pointer. */
  readonly kept: readonly Node[];
}

function wordingOf(template: Node): Wording {
  const pointers = ['selector', 'dataSource', 'dataSourceRef'].flatMap((key) => valueAt(template, 'spec', key) ?? []);
  return { ignored: defaultsIn(template), kept: pointers };
}

function defaultsIn(template: Node): readonly Node[] {
  return DEFAULTS.flatMap(([path, text]) => {
    const node = valueAt(template, ...path);
    return node?.type === 'scalar' && node.value !== null && node.text === text ? [node] : [];
  });
}

/** Writes a tree in one way only. */
class Canonical {
  readonly #dropsEmpty: boolean;
  readonly #wording: Wording;
  #left = VALUES;

  constructor({ dropsEmpty, ...wording }: Wording & { readonly dropsEmpty: boolean }) {
    this.#dropsEmpty = dropsEmpty;
    this.#wording = wording;
  }

  of(node: Node): string {
    return this.value(node, false) ?? '';
  }

  /** Undefined for what counts as absent, as null does. */
  value(node: Node, isQuantity: boolean): string | undefined {
    this.#left -= 1;
    if (this.#wording.ignored.includes(node) || this.#left < 0) return undefined;
    switch (node.type) {
      case 'unreadable':
        return '?';
      case 'scalar': {
        if (node.value === null) return undefined;
        const amount = isQuantity ? quantity(node.text) : undefined;
        return amount === undefined ? JSON.stringify(node.value) : String(amount);
      }
      case 'list': {
        const items = node.items.flatMap((item) => this.value(item, false) ?? []);
        return items.length === 0 && this.#dropsEmpty ? undefined : `[${items.join()}]`;
      }
      case 'map':
        break;
    }
    const texts = node.entries
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .flatMap(({ key, value }) => {
        const text = this.value(value, isQuantity || key === 'requests' || key === 'limits');
        return text === undefined ? [] : `${JSON.stringify(key)}:${text}`;
      });
    const isNothing = texts.length === 0 && this.#dropsEmpty && !this.#wording.kept.includes(node);
    return isNothing ? undefined : `{${texts.join()}}`;
  }
}

const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** A quantity as a number, so that `1Gi` and `1024Mi` are one; undefined where it is none (`resource.Quantity`). */
export function quantity(text: string): number | undefined {
  const match = /^([-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))(?:([eE][-+]?[0-9]+)|(m)|([kKMGTPE]?)(i?))$/.exec(text.trim());
  if (match === null) return undefined;
  const [, digits = '', exponent = '', milli, letter = '', binary = ''] = match;
  if (milli !== undefined) return Number(digits) / 1000;
  const power = SUFFIXES.indexOf(binary === '' ? letter : letter.replace('K', 'k'));
  return power < 0 ? undefined : Number(digits + exponent) * (binary === '' ? 1000 : 1024) ** power;
}

/** 64 bits of FNV-1a, as two halves from different starts. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 13), 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
