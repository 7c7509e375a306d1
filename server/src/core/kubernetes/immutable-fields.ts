import { plainLabels } from './labels';
import { nameOf } from './resource';
import type { StatefulSet } from './statefulset';
import { podManagementPolicyOf } from './defaults';
import type { ImmutableField } from './statefulset-validation';
import { changedImmutableFields } from './statefulset-validation';
import type { Features } from './versions';

/**
 * Which fields of a StatefulSet differ between two versions of its manifest although the API server lets nobody change
 * them. Compared as it compares: after defaulting, and by meaning. What cannot be read counts as unchanged.
 */
export function immutableFieldsChanged(
  before: StatefulSet,
  after: StatefulSet,
  features: Features,
): readonly ImmutableField[] {
  return changedImmutableFields(valuesOf(before), valuesOf(after), features);
}

function valuesOf(set: StatefulSet): Parameters<typeof changedImmutableFields>[0] {
  const templates = set.claimTemplates.map((template) => ({
    name: nameOf(template),
    fingerprint: template.fingerprint,
  }));
  const readable = templates.flatMap(({ name, fingerprint }) => (name === undefined ? [] : [{ name, fingerprint }]));
  return {
    selector: selectorText(set),
    serviceName: set.serviceName === undefined ? '' : set.serviceName.value,
    podManagementPolicy: podManagementPolicyOf(set),
    claimTemplates: readable.length === templates.length ? readable : undefined,
    revisionHistoryLimit: set.revisionHistoryLimit === undefined ? 10 : set.revisionHistoryLimit.value,
  };
}

/** Equal for equal selectors; undefined where it is absent, which no API server accepted, or unreadable. */
function selectorText(set: StatefulSet): string | undefined {
  const selector = set.selector?.value;
  const labels = plainLabels(selector?.matchLabels);
  if (selector === undefined || labels === undefined) return undefined;
  const expressions = selector.matchExpressions.map(({ key, operator, values }) =>
    key?.value === undefined || operator?.value === undefined || values === undefined
      ? undefined
      : [key.value, operator.value, values],
  );
  if (expressions.includes(undefined)) return undefined;
  return JSON.stringify([[...labels].toSorted(([a], [b]) => (a < b ? -1 : 1)), expressions]);
}
