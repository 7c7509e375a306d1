import { isNameToFillIn, isPlaceholder, isPlaceholderPair } from '../../yaml/field';
import type { Entry, MapNode, Node, ScalarNode } from '../../yaml/node';
import { entryOf, valueAt } from '../../yaml/node';
import type { Path } from '../../yaml/path';
import type { Span } from '../../yaml/span';
import { keyProblem, nameProblem, valueProblem } from './constraints';
import type { FieldProblem, MissingField, WrongType } from './field-problem';
import { scalarMismatch, valueKind } from './scalars';
import type { ApiField, FieldType } from './schema';
import { fieldsOf, objectType, requiredFieldsOf } from './schema';
import type { Found } from './value-checks/found';
import { checkValues } from './value-checks/index';

/** Beyond these the rest of an object goes unchecked: aliases can multiply what is written without end. */
const VISITS = 50_000;
const PROBLEMS = 100;

const DIRECTIVE = /^\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b/;

const NONE: readonly FieldProblem[] = [];

/**
 * What the API server will say to an object's fields: unknown ones, values of another type than theirs, what is required
 * and missing, values that are not allowed. Judged as its strict decoder and its validation do. Empty for objects that
 * the table does not describe, and for patches, which hold only a part and directives of their own.
 */
export function readFieldProblems(
  object: MapNode,
  kind: string,
  apiVersion: string | undefined,
): readonly FieldProblem[] {
  const type = objectType(apiVersion, kind);
  if (type === undefined) return NONE;
  const walk = new Walk(kind);
  walk.object(object, type, entryOf(object, 'kind')?.keySpan ?? object.span);
  walk.identity(object);
  if (walk.isPatch) return NONE;
  const problems =
    walk.isPart && !isWholeSet(object, kind)
      ? walk.problems.filter(({ code }) => code !== 'required-field-missing')
      : walk.problems;
  return problems.length === 0 ? NONE : problems;
}

class Walk {
  readonly problems: FieldProblem[] = [];
  /** Directives say that it is a patch. */
  isPatch = false;
  /** It has Pods but no image for any of them: a patch of no directives, or unfinished. What it lacks is elsewhere. */
  isPart = false;
  readonly #kind: string;
  readonly #path: (string | number)[] = [];
  /** Where something is said already: what an alias repeats, and what one rule has said, is not said again. */
  readonly #said = new Set<string>();
  #visits = 0;

  constructor(kind: string) {
    this.#kind = kind;
  }

  /** `owner` is the key or item that holds the object: where something that is missing would stand. */
  object(node: MapNode, type: string, owner: Span): void {
    const fields = fieldsOf(type);
    let open = false;
    for (const entry of node.entries) {
      const field = fields.get(entry.key);
      this.#path.push(entry.key);
      if (field !== undefined) this.#field(entry, type, field);
      else if (DIRECTIVE.test(entry.key)) this.isPatch = true;
      else if (isOpen(entry)) open = true;
      else this.#add({ code: 'unknown-field', type, path: [...this.#path], span: entry.keySpan });
      this.#path.pop();
    }
    if (open) return;
    for (const name of requiredFieldsOf(type)) if (isAbsent(node, name)) this.#missing([], name, owner);
    if (type === 'PodSpec') this.isPart ||= !hasImages(node);
    checkValues(type, node, this.#found(owner), this.#kind);
  }

  /** What makes the object this one: the version of its API and its name. */
  identity(object: MapNode): void {
    const kind = entryOf(object, 'kind')?.keySpan ?? object.span;
    const metadata = valueAt(object, 'metadata');
    if (isAbsent(object, 'apiVersion')) this.#missing([], 'apiVersion', kind);
    if (metadata === undefined || (metadata.type === 'scalar' && metadata.value === null)) {
      this.#missing(['metadata'], 'name', entryOf(object, 'metadata')?.keySpan ?? kind);
    } else if (metadata.type === 'map') {
      const name = valueAt(metadata, 'name');
      const isNameless = isAbsent(metadata, 'name') && isAbsent(metadata, 'generateName');
      if (isNameless && !metadata.entries.some(isOpen))
        this.#missing(['metadata'], 'name', entryOf(object, 'metadata')?.keySpan ?? kind);
      const detail = name === undefined ? undefined : nameProblem(this.#kind, name);
      if (name?.type === 'scalar' && detail !== undefined) this.#invalid(['metadata', 'name'], name, detail);
    }
  }

  #field(entry: Entry, type: string, field: ApiField): void {
    this.#value(entry.value, field.type, entry.keySpan, (node) => {
      const name = `${type}.${field.name}`;
      if (node.type === 'map' && field.type.kind === 'map') this.#keys(node, name);
      else if (node.type === 'scalar') this.#scalar(node, name, field.values);
    });
  }

  /** `whole` hears of each value of the right type that has no fields of its own. */
  #value(node: Node, type: FieldType, owner: Span, whole: (node: Node) => void): void {
    this.#visits += 1;
    if (this.#visits > VISITS || type.kind === 'anything' || isSilent(node)) return;
    switch (type.kind) {
      case 'object':
        if (node.type === 'map') this.object(node, type.name, owner);
        else this.#wrong(node, 'map');
        return;
      case 'list':
        if (node.type !== 'list') {
          this.#wrong(node, 'list');
          return;
        }
        for (const [index, item] of node.items.entries()) {
          this.#path.push(index);
          this.#value(item, type.of, firstOf(item), whole);
          this.#path.pop();
        }
        return;
      case 'map':
        if (node.type !== 'map') {
          this.#wrong(node, 'map');
          return;
        }
        for (const entry of node.entries) {
          if (isOpen(entry)) continue;
          this.#path.push(entry.key);
          this.#value(entry.value, type.of, entry.keySpan, whole);
          this.#path.pop();
        }
        whole(node);
        return;
      default: {
        const expected = scalarMismatch(node, type.kind);
        if (expected !== undefined) this.#wrong(node, expected);
        else whole(node);
      }
    }
  }

  #scalar(node: ScalarNode, field: string, values: readonly string[] | undefined): void {
    const problem = valueProblem(field, node);
    const isOutside = values !== undefined && node.text !== '' && !values.includes(node.text);
    if (problem !== undefined) this.#invalid([], node, problem.detail, problem.candidates);
    else if (values !== undefined && isOutside) this.#invalid([], node, `must be ${anyOf(values)}`, [], values);
  }

  #keys(node: MapNode, field: string): void {
    for (const entry of node.entries) {
      const detail = isOpen(entry) ? undefined : keyProblem(field, entry.key);
      if (detail !== undefined) this.#refused('key', [entry.key], entry, detail);
    }
  }

  #wrong(node: Node, expected: WrongType['expected']): void {
    const found = valueKind(node);
    if (found !== undefined && !(node.type === 'scalar' && isFilledIn(node)))
      this.#add({ code: 'wrong-type', path: [...this.#path], span: node.span, expected, found });
  }

  #missing(steps: Path, key: string, span: Span, when?: string): void {
    const problem: MissingField = { code: 'required-field-missing', path: [...this.#path, ...steps, key], span };
    this.#add(when === undefined ? problem : { ...problem, when });
  }

  #invalid(
    steps: Path,
    node: ScalarNode,
    detail: string,
    candidates: readonly (string | number)[] = [],
    values?: readonly string[],
  ): void {
    const { span, text } = node;
    if (isFilledIn(node)) return;
    this.#add({
      code: 'invalid-value',
      path: [...this.#path, ...steps],
      span,
      at: 'value',
      text,
      detail,
      candidates,
      values,
    });
  }

  #refused(at: 'field' | 'key', steps: Path, { key: text, keySpan: span }: Entry, detail: string): void {
    const path = [...this.#path, ...steps];
    this.#add({ code: 'invalid-value', path, span, at, text, detail, candidates: [], values: undefined });
  }

  #found(owner: Span): Found {
    return {
      path: this.#path,
      owner,
      invalid: (steps, node, detail, candidates) => this.#invalid(steps, node, detail, candidates),
      refused: (steps, entry, detail) => this.#refused('field', steps, entry, detail),
      missing: (steps, key, span, when) => this.#missing(steps, key, span, when),
    };
  }

  #add(problem: FieldProblem): void {
    const place = `${problem.span.start}-${problem.span.end}`;
    const said = problem.code === 'required-field-missing' ? `${place} ${String(problem.path.at(-1))}` : place;
    if (this.#said.has(said) || this.problems.length >= PROBLEMS) return;
    this.#said.add(said);
    this.problems.push(problem);
  }
}

function hasImages(podSpec: MapNode): boolean {
  const containers = entryOf(podSpec, 'containers')?.value;
  // Whoever writes out that there is none does not wait for them.
  if (containers?.type === 'scalar' && containers.value === null) return true;
  if (containers?.type !== 'list') return containers?.type === 'unreadable';
  return (
    containers.items.length === 0 ||
    containers.items.some((item) => item.type !== 'map' || entryOf(item, 'image') !== undefined)
  );
}

/** A set that has its selector and its labels is no part of one: the image is what somebody forgot. */
function isWholeSet(object: MapNode, kind: string): boolean {
  const places = [
    ['spec', 'selector'],
    ['spec', 'template', 'metadata', 'labels'],
  ];
  return kind === 'StatefulSet' && places.every((place) => valueAt(object, ...place)?.type === 'map');
}

/** Whether a field is absent, or null or empty, which the API server treats alike. */
function isAbsent(node: MapNode, key: string): boolean {
  const value = node.entries.find((entry) => entry.key === key)?.value;
  if (value === undefined) return true;
  if (value.type === 'scalar') return value.value === null || value.value === '';
  return value.type === 'list' && value.items.length === 0;
}

/** A pair that stands for something to be filled in, so that nobody can tell what else the map will hold. */
function isOpen({ key, value }: Entry): boolean {
  return isPlaceholder(key) || isPlaceholderPair(key, value.type === 'scalar' ? value.text : undefined);
}

/** Null counts as absent. */
function isSilent(node: Node): boolean {
  return node.type === 'unreadable' || (node.type === 'scalar' && node.value === null);
}

/** A placeholder may become anything; words such as `NODE_PORT` or `$PORT` stand for values too. */
function isFilledIn({ text }: ScalarNode): boolean {
  return isPlaceholder(text) || isNameToFillIn(text) || /^\$|^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(text);
}

function firstOf(item: Node): Span {
  return item.type === 'map' ? (item.entries[0]?.keySpan ?? item.span) : item.span;
}

function anyOf(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;
}
