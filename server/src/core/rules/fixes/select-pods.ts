import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { treeOf } from '../../workspace/document';
import type { Workspace } from '../../workspace/workspace';
import { setEntry } from '../../yaml/edit';
import { entryOf } from '../../yaml/node';
import type { Fix } from '../finding';
import { podSelector } from './create-service';
import { objectNode } from './object-node';

/** Makes the Service's selector that of the set's Pods. */
export function selectPods(service: Service, set: StatefulSet, workspace: Workspace): readonly Fix[] {
  const document = workspace.document(service.document);
  const spec = entryOf(document && objectNode(treeOf(document).root, service.span), 'spec')?.value;
  const selector = podSelector(set);
  if (document === undefined || spec?.type !== 'map' || selector === undefined) return [];
  const edit = setEntry(document.text, spec, 'selector', selector);
  return [{ title: `Make Service ${nameOf(service) ?? ''} select the Pods of ${nameOf(set) ?? 'this set'}`, edits: [{ document: service.document, ...edit }] }];
}
