import type { Entry, ListNode, MapNode, Node } from './node';
import { entryOf } from './node';
import type { Span } from './span';

/**
 * A value of a resource with the places where it and its key are written. A field that is absent (or null, which the
 * API server treats alike) is undefined itself; a field that is written but cannot be read, because it has another type
 * or is a placeholder, is there with `value` undefined, and silences whoever needs the value.
 */
export interface Field<T> {
  readonly value: T | undefined;
  readonly span: Span;
  readonly key: Span;
}

/** A map of strings, such as labels: each value with its place, in the order written. */
export type StringMap = Field<ReadonlyMap<string, Field<string>>>;

// `${NAME}`, `$NAME`, `#{NAME}`, `{{ }}`, `{% %}`, `{name}`, `[[ name ]]`, `<% %>`, `((name))`, `@NAME@`, `__NAME__`, `%NAME%`,
// `%(name)s`, `<name>`, `[NAME]` and a bare `_`: what people leave for another program to fill in. Bounded, so that a long row of
// brackets is read in no time.
const PLACEHOLDER =
  /[$#]\{|\$\(?[A-Za-z_]|\{\{|\{%|\{[A-Za-z_]\w*\}|\[\[.{0,80}\]\]|<%|\(\(.{0,80}\)\)|^@.*@$|__[A-Z_]+__|%[A-Z_]+%|%\([A-Za-z_]\w*\)[sd]|^<.+>$|^\[[A-Z][A-Z_-]+\]$|(?:^|-)_(?:-|$)/;

/** Whether a short string such as a name is a placeholder for something to be filled in before the file is applied. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** No object's name is longer, and a pattern of words must not be tried on texts without end. */
const LONGEST_NAME = 253;

// `NAME`, `APP_NAME`, `YOUR-NAMESPACE`: a word in capitals that says what is to stand there.
const WORD_TO_FILL_IN =
  /^(?=[A-Z])(?:[A-Z0-9]+[-_])*(?:APP|NAME|NAMESPACE|SERVICE|RELEASE|YOUR|CHANGE|CHANGEME|REPLACE|REPLACEME|TODO|FIXME|PLACEHOLDER)(?:[-_][A-Z0-9]+)*$/;

/**
 * Whether a name is a word that stands for one to be filled in. Only for what must be in lower case: such words are good
 * names of environment variables.
 */
export function isNameToFillIn(text: string): boolean {
  return text.length <= LONGEST_NAME && WORD_TO_FILL_IN.test(text);
}

/** `lkey: lvalue`: a pair that stands for one to be filled in. */
export function isPlaceholderPair(key: string, value: string | undefined): boolean {
  return key.endsWith('key') && value === `${key.slice(0, -3)}value`;
}

/** Reads a string; undefined where absent or null. Not for prose: a placeholder makes it unreadable. */
export function stringField(node: Node | undefined, key: string): Field<string> | undefined {
  return field(node, key, (value) => readString(value));
}

/** As {@link stringField}, for a name in lower case: a word in capitals may stand for it, and makes it unreadable. */
export function nameField(node: Node | undefined, key: string): Field<string> | undefined {
  const name = stringField(node, key);
  return name?.value !== undefined && isNameToFillIn(name.value) ? { ...name, value: undefined } : name;
}

/** Reads a whole number; undefined where absent or null. */
export function integerField(node: Node | undefined, key: string): Field<number> | undefined {
  return field(node, key, (value) =>
    value.type === 'scalar' && typeof value.value === 'number' && Number.isInteger(value.value)
      ? value.value
      : undefined,
  );
}

/** Reads a boolean; undefined where absent or null. */
export function booleanField(node: Node | undefined, key: string): Field<boolean> | undefined {
  return field(node, key, (value) =>
    value.type === 'scalar' && typeof value.value === 'boolean' ? value.value : undefined,
  );
}

/** Reads what the API calls IntOrString, such as a port or `maxUnavailable`; undefined where absent or null. */
export function integerOrStringField(node: Node | undefined, key: string): Field<number | string> | undefined {
  return field(node, key, (value) => {
    if (value.type !== 'scalar') return undefined;
    return typeof value.value === 'number' ? value.value : readString(value);
  });
}

/** The map at that key; undefined where absent or null. */
export function mapField(node: Node | undefined, key: string): Field<MapNode> | undefined {
  return field(node, key, (value) => (value.type === 'map' ? value : undefined));
}

/** The list at that key; undefined where absent or null. */
export function listField(node: Node | undefined, key: string): Field<ListNode> | undefined {
  return field(node, key, (value) => (value.type === 'list' ? value : undefined));
}

/** The items of the list at that key; empty where it is absent or unreadable. */
export function itemsOf(node: Node | undefined, key: string): readonly Node[] {
  return listField(node, key)?.value?.items ?? [];
}

/** As {@link itemsOf}; a list that is written but cannot be read yields one unreadable item. */
export function itemsOrUnreadable(node: Node | undefined, key: string): readonly Node[] {
  const list = listField(node, key);
  if (list === undefined) return [];
  return list.value?.items ?? [{ type: 'unreadable', span: list.span }];
}

/** Reads the string at that key of an item that should be a map; unreadable where the item is none. */
export function stringOfItem(item: Node, key: string): Field<string> | undefined {
  return item.type === 'map' ? stringField(item, key) : { value: undefined, span: item.span, key: item.span };
}

/** The strings among the items of a list, each with its place. */
export function stringItems(node: Node | undefined, key: string): readonly Field<string>[] {
  const entry = entryOf(node, key);
  return itemsOf(node, key).flatMap((item) =>
    entry !== undefined && item.type === 'scalar' && typeof item.value === 'string'
      ? { value: item.value, span: item.span, key: entry.keySpan }
      : [],
  );
}

/** Labels, annotations, selectors: undefined where absent; a value that is no string is unreadable in itself. */
export function stringMapField(node: Node | undefined, key: string): StringMap | undefined {
  return field(node, key, (value) =>
    value.type === 'map' ? new Map(value.entries.map((entry) => [entry.key, stringEntry(entry)])) : undefined,
  );
}

function stringEntry(entry: Entry): Field<string> {
  // A label without a value (`key:`) is null, which the API server turns into an empty string.
  const empty = entry.value.type === 'scalar' && entry.value.value === null;
  const value = empty ? '' : readString(entry.value);
  return { value: isPlaceholderPair(entry.key, value) ? undefined : value, span: entry.value.span, key: entry.keySpan };
}

function readString(node: Node): string | undefined {
  if (node.type !== 'scalar' || typeof node.value !== 'string' || isPlaceholder(node.value)) return undefined;
  return node.value;
}

function field<T>(node: Node | undefined, key: string, read: (value: Node) => T | undefined): Field<T> | undefined {
  const entry = entryOf(node, key);
  if (entry === undefined) return placeholderIn(node);
  if (entry.value.type === 'scalar' && entry.value.value === null) return undefined;
  return { value: read(entry.value), span: entry.value.span, key: entry.keySpan };
}

/** A pair to be filled in may become any key that is not there yet. */
function placeholderIn(node: Node | undefined): Field<never> | undefined {
  if (node?.type !== 'map') return undefined;
  const pair = node.entries.find(
    ({ key, value }) => key.endsWith('key') && value.type === 'scalar' && isPlaceholderPair(key, value.text),
  );
  return pair && { value: undefined, span: pair.value.span, key: pair.keySpan };
}
