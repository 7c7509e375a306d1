import type { Node } from '../yaml/node';
import { entryOf, valueAt } from '../yaml/node';

/** Aliases make a graph of a tree; past this many values a text is cut off, and then two that differ may look equal. */
const VALUES = 20_000;

/**
 * A text that is equal for Pod templates of equal content, whatever order, style, comments and quantities they are
 * written in, and differs for others: for telling one revision from another, not for reading. A default that is written
 * out counts as content. An unreadable part counts by where it is, not by what it says.
 */
export function templateFingerprint(template: Node): string {
  return hash(new Canonical({ dropsEmpty: false, ignored: undefined }).of(template));
}

/**
 * A text that is equal for claim templates that the API server holds equal: as for Pod templates, and what is empty, or
 * states a default (`volumeMode: Filesystem`), counts as absent. `apiVersion` and `kind` of a template are not kept by
 * the API server.
 */
export function claimFingerprint(template: Node): string {
  if (template.type !== 'map') return hash('');
  const entries = template.entries.filter(({ key }) => key !== 'apiVersion' && key !== 'kind');
  const mode = entryOf(valueAt(template, 'spec'), 'volumeMode')?.value;
  const ignored = mode?.type === 'scalar' && mode.text === 'Filesystem' ? mode : undefined;
  return hash(new Canonical({ dropsEmpty: true, ignored }).of({ ...template, entries }));
}

/** Writes a tree in one way only. */
class Canonical {
  readonly #dropsEmpty: boolean;
  readonly #ignored: Node | undefined;
  #left = VALUES;

  /** `ignored` is a value that says no more than its absence would. */
  constructor(options: { readonly dropsEmpty: boolean; readonly ignored: Node | undefined }) {
    this.#dropsEmpty = options.dropsEmpty;
    this.#ignored = options.ignored;
  }

  of(node: Node): string {
    return this.#text(node, false) ?? '';
  }

  /** Undefined for what counts as absent, as null does. */
  #text(node: Node, isQuantity: boolean): string | undefined {
    this.#left -= 1;
    if (node === this.#ignored || this.#left < 0) return undefined;
    switch (node.type) {
      case 'unreadable':
        return '?';
      case 'scalar': {
        if (node.value === null) return undefined;
        const amount = isQuantity ? quantity(node.text) : undefined;
        return amount === undefined ? JSON.stringify(node.value) : String(amount);
      }
      case 'list': {
        const items = node.items.flatMap((item) => this.#text(item, false) ?? []);
        return items.length === 0 && this.#dropsEmpty ? undefined : `[${items.join()}]`;
      }
      case 'map':
        break;
    }
    const texts = node.entries
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .flatMap(({ key, value }) => {
        const text = this.#text(value, isQuantity || key === 'requests' || key === 'limits');
        return text === undefined ? [] : `${JSON.stringify(key)}:${text}`;
      });
    return texts.length === 0 && this.#dropsEmpty ? undefined : `{${texts.join()}}`;
  }
}

const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** A quantity as a number, so that `1Gi` and `1024Mi` are one; undefined where it is none (`resource.Quantity`). */
export function quantity(text: string): number | undefined {
  const match = /^([-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))(?:([eE][-+]?[0-9]+)|(m)|([kKMGTPE]?)(i?))$/.exec(text);
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
