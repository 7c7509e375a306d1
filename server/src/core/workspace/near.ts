import type { Resource } from '../kubernetes/read';
import type { DocumentId } from '../kubernetes/resource';
import { POD_MAKER_KINDS } from '../kubernetes/workload';
import { isWhole } from './dns-target';
import { folderOf } from './kustomize';
import type { PodMaker, Workspace } from './workspace';

/**
 * The objects of a kind that stand near a document: in its file, in its folder, or joined with it by a kustomization.
 * Parts of objects, such as patches, are left out. Those of its own file come first, then those of its folder.
 */
export function resourcesNear<K extends Resource['kind']>(
  kind: K,
  document: DocumentId,
  workspace: Workspace,
): readonly Extract<Resource, { kind: K }>[] {
  const near = workspace.near(workspace.all(kind), { document }).filter((resource) => isWhole(resource, workspace));
  const folder = folderOf(document.uri);
  const rank = ({ document: { uri } }: Resource): number =>
    uri === document.uri ? 0 : folderOf(uri) === folder ? 1 : 2;
  return near.toSorted((a, b) => rank(a) - rank(b));
}

/** Whatever makes Pods near a document; see {@link resourcesNear}. */
export function podMakersNear(document: DocumentId, workspace: Workspace): readonly PodMaker[] {
  return POD_MAKER_KINDS.flatMap((kind): readonly PodMaker[] => resourcesNear(kind, document, workspace));
}
