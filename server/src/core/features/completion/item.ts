/** A piece of text to be inserted; a stop is a place to which a person goes next, with what stands there at first. */
export type InsertPart = string | { readonly stop: number; readonly text: string };

export type CompletionKind =
  | 'service'
  | 'pod'
  | 'namespace'
  | 'domain'
  | 'set'
  | 'volume'
  | 'claim'
  | 'file'
  | 'label'
  | 'port'
  | 'field'
  | 'value'
  | 'snippet';

/** Something that can be written at the cursor. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What it is or why it is offered, in a few words. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly insert: readonly InsertPart[];
  /** What it is found by, where that is not its label. */
  readonly filter?: string;
}

const BEGIN = '\uE001';
const MIDDLE = '\uE002';
const END = '\uE003';
const STOPS = new RegExp(`${BEGIN}(\\d+)${MIDDLE}([^${END}]*)${END}`, 'g');

/** A stop as a string, which can stand in plain data until that is rendered; see {@link partsOf}. */
export function stop(number: number, text: string): string {
  return `${BEGIN}${number}${MIDDLE}${text}${END}`;
}

/** A rendered text with its stops told apart. */
export function partsOf(text: string): readonly InsertPart[] {
  const parts: InsertPart[] = [];
  let end = 0;
  for (const match of text.matchAll(STOPS)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ stop: Number(match[1]), text: match[2] ?? '' });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
