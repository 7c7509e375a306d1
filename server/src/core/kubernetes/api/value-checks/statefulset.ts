import type { Node } from '../../../yaml/node';
import { entryOf, valueAt } from '../../../yaml/node';
import type { StatefulSetValues } from '../../statefulset-validation';
import { validateCreate } from '../../statefulset-validation';
import { featuresOf } from '../../versions';
import type { Check } from './found';
import { has, numberAt, scalarAt, textAt } from './found';

/**
 * `StatefulSetSpec`, as the API server judges it. The values that depend on the version of Kubernetes (the type Recreate,
 * `serviceName`) or that have rules of their own are not handed over.
 */
export const statefulSetSpec: Check = (map, found) => {
  const strategy = valueAt(map, 'updateStrategy');
  const retention = valueAt(map, 'persistentVolumeClaimRetentionPolicy');
  const type = has(strategy, 'type') ? given(textAt(strategy, 'type')) : 'RollingUpdate';
  const values: StatefulSetValues = {
    replicas: numberAt(map, 'replicas'),
    start: numberAt(valueAt(map, 'ordinals'), 'start'),
    minReadySeconds: numberAt(map, 'minReadySeconds'),
    podManagementPolicy: given(textAt(map, 'podManagementPolicy')),
    whenDeleted: given(textAt(retention, 'whenDeleted')),
    whenScaled: given(textAt(retention, 'whenScaled')),
    updateStrategy: { type: type === 'Recreate' ? undefined : type, rollingUpdate: rollingUpdateOf(strategy) },
  };
  for (const problem of validateCreate(values, featuresOf())) {
    const steps = problem.path.split('.').slice(1);
    const key = steps.at(-1) ?? '';
    // The strategy as a whole is blamed for its type.
    const blamed = key === 'updateStrategy' ? [...steps, 'type'] : steps;
    const entry = entryOf(valueAt(map, ...blamed.slice(0, -1)), blamed.at(-1) ?? '');
    if (entry === undefined) continue;
    if (entry.value.type === 'scalar')
      found.invalid(blamed, entry.value, problem.detail, candidatesOf(entry.value, problem.detail));
    else found.refused(blamed, entry, problem.detail.replace(/^only allowed/, 'is only allowed'));
  }
};

/** An empty string is defaulted as an absent one is. */
function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function rollingUpdateOf(
  strategy: Node | undefined,
): NonNullable<StatefulSetValues['updateStrategy']>['rollingUpdate'] {
  const rollingUpdate = valueAt(strategy, 'rollingUpdate');
  if (!has(strategy, 'rollingUpdate')) return null;
  if (rollingUpdate?.type !== 'map') return undefined;
  const maxUnavailable = scalarAt(rollingUpdate, 'maxUnavailable')?.value;
  return {
    partition: numberAt(rollingUpdate, 'partition'),
    maxUnavailable:
      typeof maxUnavailable === 'number' || typeof maxUnavailable === 'string' ? maxUnavailable : undefined,
  };
}

/** What was meant: a value of the list in another case, or a number in quotes. */
function candidatesOf(value: Node, detail: string): readonly (string | number)[] {
  if (value.type !== 'scalar' || typeof value.value !== 'string') return [];
  const text = value.value;
  if (/^[1-9][0-9]{0,8}$/.test(text)) return [Number(text)];
  const listed = [...detail.matchAll(/["']([A-Za-z]+)["']/g)].flatMap((match) => match[1] ?? []);
  return listed.filter((other) => other.toLowerCase() === text.toLowerCase());
}
