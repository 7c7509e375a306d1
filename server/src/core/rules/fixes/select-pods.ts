import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Workspace } from '../../workspace/workspace';
import { setEntry } from '../../yaml/edit';
import { entryOf } from '../../yaml/node';
import type { Fix } from '../finding';
import { sharedSelector } from './create-service';
import { rewrite } from './rewrite';

/** Makes the Service's selector that of the set's Pods. */
export function selectPods(service: Service, set: StatefulSet, workspace: Workspace): readonly Fix[] {
  const selector = sharedSelector(set, nameOf(service) ?? '', workspace);
  if (selector === undefined) return [];
  const edits = rewrite(service, workspace, [
    (text, object) => {
      const spec = entryOf(object, 'spec')?.value;
      return spec?.type === 'map' ? setEntry(text, spec, 'selector', selector) : undefined;
    },
  ]);
  return edits.length === 0
    ? []
    : [{ title: `Make Service ${nameOf(service) ?? ''} select the Pods of ${nameOf(set) ?? 'this set'}`, edits }];
}
