import type { MapNode, Node } from '../yaml/node';
import { entryOf, valueAt } from '../yaml/node';

/** Aliases make a graph of a tree; past this many values a text is cut off, and then two that differ may look equal. */
const VALUES = 5_000;

/**
 * Any text that is equal for claim templates that the API server holds equal: whatever order, style, comments and
 * quantities they are written in, and whether or not they state a default (`volumeMode: Filesystem`). `apiVersion` and
 * `kind` of a template are not kept by the API server. An unreadable part counts by where it is, not by what it says.
 */
export function claimFingerprint(template: Node): string {
  const spec = valueAt(template, 'spec');
  const own = template.type === 'map' ? template.entries : [];
  const entries = own.filter(({ key }) => key !== 'apiVersion' && key !== 'kind');
  const mode = entryOf(spec, 'volumeMode')?.value;
  const isDefault =
    mode === undefined || (mode.type === 'scalar' && (mode.text === 'Filesystem' || mode.value === null));
  return new Fingerprint(isDefault ? mode : undefined).of({ type: 'map', span: template.span, flow: true, entries });
}

class Fingerprint {
  #left = VALUES;

  /** `ignored` is a value that says no more than its absence would. */
  constructor(private readonly ignored: Node | undefined) {}

  of(node: MapNode): string {
    return this.#text(node, false) ?? '{}';
  }

  /** Undefined for what the API server treats as absent: null, and collections that are empty. */
  #text(node: Node, isQuantity: boolean): string | undefined {
    this.#left -= 1;
    if (node === this.ignored || this.#left < 0) return undefined;
    if (node.type === 'unreadable') return '?';
    if (node.type === 'scalar') {
      if (node.value === null) return undefined;
      return isQuantity ? String(quantity(node.text) ?? JSON.stringify(node.text)) : JSON.stringify(node.value);
    }
    if (node.type === 'list') {
      const items = node.items.flatMap((item) => this.#text(item, false) ?? []);
      return items.length === 0 ? undefined : `[${items.join()}]`;
    }
    const entries = node.entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const texts = entries.flatMap(({ key, value }) => {
      const text = this.#text(value, isQuantity || key === 'requests' || key === 'limits');
      return text === undefined ? [] : `${JSON.stringify(key)}:${text}`;
    });
    return texts.length === 0 ? undefined : `{${texts.join()}}`;
  }
}

const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** A quantity as a number, so that `1Gi` and `1024Mi` are one; undefined where it is none. */
export function quantity(text: string): number | undefined {
  const match = /^([-+]?[0-9.]+)(?:([eE][-+]?[0-9]+)|(m)|([kKMGTPE]?)(i?))$/.exec(text);
  if (match === null) return undefined;
  const [, digits = '', exponent = '', milli, letter = '', binary = ''] = match;
  const power = SUFFIXES.indexOf(binary === '' ? letter : letter.replace('K', 'k'));
  if (power < 0) return undefined;
  return milli === undefined
    ? Number(digits + exponent) * (binary === '' ? 1000 : 1024) ** power
    : Number(digits) / 1000;
}
