import type { Node } from './node';
import { resolvePlain } from './plain';

/** Plain data to be written as YAML. Map entries appear in the order given. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

const NEEDS_QUOTES = /^$|^[\s\-?:,[\]{}#&*!|>'"%@`]|[:#]\s|\s#|:$|\s$|[\n\r\t]/;

/** A string as a YAML scalar that reads back as this string: plain where possible, else in double quotes. */
export function renderString(value: string): string {
  // Other readers take more words and numbers for something else than a string, such as a date or a time of day.
  const mistaken = resolvePlain(value) !== value || /^[-+.]?[0-9][-0-9:_.eE+]*$/.test(value);
  return mistaken || NEEDS_QUOTES.test(value) ? JSON.stringify(value) : value;
}

/**
 * The lines of a value in block style, indented by `indent`; what fits on one line is one without indentation. The items
 * of a list stand beneath their key's first letter, as kubectl writes them, or `listIndent` to the right of it.
 */
export function renderBlock(value: Plain, indent: string, step = '  ', listIndent = ''): readonly string[] {
  if (isScalar(value)) return [scalar(value)];
  if (isEmpty(value)) return [isList(value) ? '[]' : '{}'];
  if (isList(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = renderBlock(item, `${indent}  `, step, listIndent);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  return Object.entries(value).flatMap(([key, inner]) => renderEntry(key, inner, indent, step, listIndent));
}

/** The lines of `key: value` in block style. */
export function renderEntry(
  key: string,
  value: Plain,
  indent: string,
  step = '  ',
  listIndent = '',
): readonly string[] {
  const name = renderString(key);
  if (isScalar(value) || isEmpty(value)) return [`${indent}${name}: ${renderBlock(value, '').join('')}`];
  return [`${indent}${name}:`, ...renderBlock(value, indent + (isList(value) ? listIndent : step), step, listIndent)];
}

/** A value on one line, in flow style; with `json` as JSON has it. */
export function renderFlow(value: Plain, json: boolean): string {
  if (isList(value)) return `[${value.map((item) => renderFlow(item, json)).join(', ')}]`;
  if (isScalar(value)) return json ? JSON.stringify(value) : flowScalar(value);
  if (isEmpty(value)) return '{}';
  const entries = Object.entries(value).map(([key, inner]) => renderFlowEntry(key, inner, json));
  return `{${json ? '' : ' '}${entries.join(', ')}${json ? '' : ' '}}`;
}

/** `key: value` on one line, in flow style. */
export function renderFlowEntry(key: string, value: Plain, json: boolean): string {
  return `${json ? JSON.stringify(key) : renderString(key)}: ${renderFlow(value, json)}`;
}

function scalar(value: string | number | boolean): string {
  return typeof value === 'string' ? renderString(value) : String(value);
}

function flowScalar(value: string | number | boolean): string {
  return typeof value === 'string' && /[,[\]{}]/.test(value) ? JSON.stringify(value) : scalar(value);
}

function isEmpty(value: readonly Plain[] | { readonly [key: string]: Plain }): boolean {
  return (isList(value) ? value : Object.keys(value)).length === 0;
}

function isScalar(value: Plain): value is string | number | boolean {
  return typeof value !== 'object';
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** A tree as plain data; undefined where a part of it cannot be read or is null. */
export function plainData(node: Node): Plain | undefined {
  if (node.type === 'unreadable') return undefined;
  if (node.type === 'scalar') return node.value ?? undefined;
  if (node.type === 'list') {
    const items = node.items.map(plainData);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const entries: [string, Plain][] = [];
  for (const { key, value } of node.entries) {
    const data = plainData(value);
    if (data === undefined) return undefined;
    entries.push([key, data]);
  }
  return Object.fromEntries(entries);
}
