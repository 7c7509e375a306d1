import { API_TYPES, OBJECT_TYPES } from './table';

/** What a value must be, as far as the decoder of the API server looks at it. */
export type FieldType =
  | { readonly kind: Scalar }
  /** An object with fields of its own; `name` is that of its type in the API, such as `PodSpec`. */
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'list' | 'map'; readonly of: FieldType };

export type Scalar =
  | 'string'
  | 'integer'
  | 'long integer'
  | 'boolean'
  | 'quantity'
  | 'number or string'
  | 'time'
  | 'base64'
  | 'anything';

export interface ApiField {
  readonly name: string;
  readonly required: boolean;
  readonly type: FieldType;
  /** The values it is limited to; of a list, those of its items. Undefined where it is not limited to a few. */
  readonly values: readonly string[] | undefined;
}

const SCALARS: Readonly<Record<string, Scalar>> = {
  s: 'string',
  i: 'integer',
  l: 'long integer',
  b: 'boolean',
  q: 'quantity',
  p: 'number or string',
  t: 'time',
  y: 'base64',
  o: 'anything',
};

const FIELD = /^(\w+)(!)?(?::([^=]+))?(?:=(.+))?$/;

let lines: ReadonlyMap<string, string> | undefined;
const types = new Map<string, ReadonlyMap<string, ApiField>>();
const requiredFields = new Map<string, readonly string[]>();

/**
 * The type of an object; undefined where the table does not describe it, as for versions of the API that are gone. An
 * object that does not say its version counts as one of the only or newest version of its kind.
 */
export function objectType(apiVersion: string | undefined, kind: string): string | undefined {
  if (apiVersion !== undefined) return OBJECT_TYPES[`${apiVersion} ${kind}`];
  return Object.entries(OBJECT_TYPES).find(([object]) => object.endsWith(` ${kind}`))?.[1];
}

/** The version of the API that describes a kind, such as `apps/v1`; undefined for a kind that the table lacks. */
export function apiVersionOf(kind: string): string | undefined {
  return Object.keys(OBJECT_TYPES)
    .find((object) => object.endsWith(` ${kind}`))
    ?.split(' ')[0];
}

/** The fields of a type by name; none where the table has no such type. */
export function fieldsOf(type: string): ReadonlyMap<string, ApiField> {
  const known = types.get(type);
  if (known !== undefined) return known;
  lines ??= new Map(
    API_TYPES.trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line]),
  );
  const fields = new Map(
    (lines.get(type) ?? '')
      .split(' ')
      .slice(1)
      .map((text) => {
        const field = fieldOf(text);
        return [field.name, field] as const;
      }),
  );
  types.set(type, fields);
  return fields;
}

/** The names of the fields that an object of a type cannot be without. */
export function requiredFieldsOf(type: string): readonly string[] {
  const known = requiredFields.get(type);
  if (known !== undefined) return known;
  const names = [...fieldsOf(type).values()].flatMap((field) => (field.required ? [field.name] : []));
  requiredFields.set(type, names);
  return names;
}

function fieldOf(text: string): ApiField {
  const [, name = text, required, type = 's', values] = FIELD.exec(text) ?? [];
  return { name, required: required !== undefined, type: typeOf(type), values: values?.split('|') };
}

function typeOf(code: string): FieldType {
  if (code.startsWith('[]')) return { kind: 'list', of: typeOf(code.slice(2)) };
  if (code.startsWith('{}')) return { kind: 'map', of: typeOf(code.slice(2)) };
  const scalar = SCALARS[code];
  return scalar === undefined ? { kind: 'object', name: code } : { kind: scalar };
}

/** What stands at a path of an object of that kind; undefined where the table has nothing there. */
export function typeAt(
  apiVersion: string | undefined,
  kind: string,
  path: readonly (string | number)[],
): FieldType | undefined {
  const root = objectType(apiVersion, kind);
  let type: FieldType | undefined = root === undefined ? undefined : { kind: 'object', name: root };
  for (const step of path) type = type && partOf(type, step);
  return type;
}

/** The type of a field or an item of a value of that type. */
export function partOf(type: FieldType, step: string | number): FieldType | undefined {
  if (type.kind === 'object') return fieldsOf(type.name).get(String(step))?.type;
  return type.kind === 'list' || type.kind === 'map' ? type.of : undefined;
}
