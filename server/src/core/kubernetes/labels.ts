import type { Field, StringMap } from '../yaml/field';
import { isPlaceholder, itemsOrUnreadable, mapField, stringField, stringItems, stringMapField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { entryOf } from '../yaml/node';
import type { Span } from '../yaml/span';

/** A `LabelSelector`, as workloads, disruption budgets and affinity terms have it. */
export interface LabelSelector {
  readonly matchLabels: StringMap | undefined;
  readonly matchExpressions: readonly LabelRequirement[];
}

export interface LabelRequirement {
  readonly key: Field<string> | undefined;
  readonly operator: Field<string> | undefined;
  /** Undefined where one of the values cannot be read. */
  readonly values: readonly string[] | undefined;
  /** Those values that can be read, with their places. */
  readonly valueFields: readonly Field<string>[];
  /** Where the values are written, if they are. */
  readonly valuesSpan: Span | undefined;
}

/** Reads the selector at that key; undefined where absent. */
export function readLabelSelector(node: Node | undefined, key: string): Field<LabelSelector> | undefined {
  const field = mapField(node, key);
  if (field === undefined) return undefined;
  if (field.value === undefined) return { ...field, value: undefined };
  const matchExpressions = itemsOrUnreadable(field.value, 'matchExpressions').map((item) => ({
    key: stringField(item, 'key'),
    operator: stringField(item, 'operator'),
    values: readValues(item),
    valueFields: stringItems(item, 'values').filter(({ value }) => !isPlaceholder(value ?? '')),
    valuesSpan: entryOf(item, 'values')?.value.span,
  }));
  return { ...field, value: { matchLabels: stringMapField(field.value, 'matchLabels'), matchExpressions } };
}

function readValues(requirement: Node): readonly string[] | undefined {
  const values = itemsOrUnreadable(requirement, 'values').map((item) =>
    item.type === 'scalar' && typeof item.value === 'string' && !isPlaceholder(item.value) ? item.value : undefined,
  );
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** Labels as plain strings; undefined where one value is unreadable. Absent labels are no labels. */
export function plainLabels(labels: StringMap | undefined): ReadonlyMap<string, string> | undefined {
  if (labels === undefined) return new Map();
  if (labels.value === undefined) return undefined;
  const plain = new Map<string, string>();
  for (const [key, field] of labels.value) {
    if (field.value === undefined) return undefined;
    plain.set(key, field.value);
  }
  return plain;
}

/**
 * Whether every pair of the selector is among the labels. An empty selector matches nothing here: a Service without a
 * selector has no endpoints managed for it (`ServiceSpec.selector`).
 */
export function selectsAll(selector: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  return selector.size > 0 && [...selector].every(([key, value]) => labels.get(key) === value);
}

/**
 * Whether a label selector matches the labels; undefined where that cannot be told because a part is unreadable. An
 * empty selector matches everything (`LabelSelector`).
 */
export function matches(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean | undefined {
  const pairs = plainLabels(selector.matchLabels);
  if (pairs === undefined) return undefined;
  for (const [key, value] of pairs) if (labels.get(key) !== value) return false;
  let unknown = false;
  for (const requirement of selector.matchExpressions) {
    const met = meets(requirement, labels);
    if (met === false) return false;
    unknown ||= met === undefined;
  }
  return unknown ? undefined : true;
}

/** Whether labels meet one requirement of a selector; undefined where that cannot be told. */
export function meets(requirement: LabelRequirement, labels: ReadonlyMap<string, string>): boolean | undefined {
  const key = requirement.key?.value;
  const { values } = requirement;
  if (key === undefined || values === undefined) return undefined;
  const label = labels.get(key);
  switch (requirement.operator?.value) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return undefined;
  }
}

/** Whether a label says a version, or a chart together with one, and so changes with every release. */
export function isVersionLabel(label: string, value: string): boolean {
  switch (label) {
    case 'helm.sh/chart':
    case 'app.kubernetes.io/version':
      return true;
    case 'chart':
      return /-v?\d+\.\d+/.test(value);
    case 'version':
      return /^v?\d+\.\d+/.test(value);
    default:
      return false;
  }
}
