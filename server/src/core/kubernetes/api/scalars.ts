import type { Node } from '../../yaml/node';
import type { ValueKind, WrongType } from './field-problem';
import type { Scalar } from './schema';

/** What the decoder would have taken in place of a value; undefined where it takes the value. */
export function scalarMismatch(node: Node, type: Scalar): WrongType['expected'] | undefined {
  if (type === 'anything' || node.type === 'unreadable') return undefined;
  const value = node.type === 'scalar' ? node.value : undefined;
  if (value === null) return undefined;
  switch (type) {
    case 'string':
    case 'time':
      return typeof value === 'string' ? undefined : 'string';
    case 'base64':
      return typeof value === 'string' || isBytes(node) ? undefined : 'string';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'boolean';
    case 'integer':
      return isInteger(value, 2 ** 31) ? undefined : 'integer';
    case 'long integer':
      return isInteger(value, 2 ** 63) || isLargest(node) ? undefined : 'integer';
    case 'number or string':
      return typeof value === 'string' || isInteger(value, 2 ** 31) ? undefined : 'number or string';
    case 'quantity':
      return typeof value === 'string' || typeof value === 'number' ? undefined : 'quantity';
    default:
      return type satisfies never;
  }
}

/** What a value is, for a person; undefined for what has no value. */
export function valueKind(node: Node): ValueKind | undefined {
  if (node.type === 'map' || node.type === 'list') return node.type;
  if (node.type === 'unreadable' || node.value === null) return undefined;
  switch (typeof node.value) {
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'string';
  }
}

/** A number without a fraction, however it is written: `3.0` reaches the API server as `3`. */
function isInteger(value: unknown, limit: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value < limit && value >= -limit;
}

/** The largest long integer, which as a number here is one more. */
function isLargest(node: Node): boolean {
  return node.type === 'scalar' && typeof node.value === 'number' && node.text === String(2n ** 63n - 1n);
}

/** Go reads a list of numbers as bytes too, whatever the documentation of the field says. */
function isBytes(node: Node): boolean {
  return (
    node.type === 'list' &&
    node.items.every((item) => item.type === 'scalar' && isInteger(item.value, 256) && Number(item.value) >= 0)
  );
}
