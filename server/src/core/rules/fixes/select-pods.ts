import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import { sharedSelector } from './create-service';
import { fixBy } from './rewrite';
import { setPairs } from './set-pairs';

/** Makes the Service's selector that of the set's Pods; what of it is right already stays as it is written. */
export function selectPods(service: Service, set: StatefulSet, workspace: Workspace): readonly Fix[] {
  const selector = sharedSelector(set, nameOf(service) ?? '', workspace);
  if (selector === undefined) return [];
  return fixBy(
    `Make Service ${nameOf(service) ?? ''} select the Pods of ${nameOf(set) ?? 'this set'}`,
    service,
    workspace,
    setPairs(['spec'], 'selector', selector, service.selector?.value?.keys() ?? []),
  );
}
