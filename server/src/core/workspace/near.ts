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

/** Far objects that are offered: of thousands nobody reads the list. */
export const MOST_FAR = 40;

/** The objects of a kind that stand near a document and pass a test; where none does, some of those that stand far. */
export function resourcesInReach<K extends Resource['kind']>(
  kind: K,
  document: DocumentId,
  workspace: Workspace,
  passes: (resource: Extract<Resource, { kind: K }>) => boolean,
): readonly Extract<Resource, { kind: K }>[] {
  const near = resourcesNear(kind, document, workspace).filter(passes);
  return near.length > 0 ? near : farAway(kind, document, workspace, passes);
}

/** Whatever makes Pods that passes a test, near a document or else far; see {@link resourcesInReach}. */
export function podMakersInReach(
  document: DocumentId,
  workspace: Workspace,
  passes: (maker: PodMaker) => boolean,
): readonly PodMaker[] {
  const near = podMakersNear(document, workspace).filter(passes);
  if (near.length > 0) return near;
  return POD_MAKER_KINDS.flatMap((kind): readonly PodMaker[] => farAway(kind, document, workspace, passes));
}

function farAway<K extends Resource['kind']>(
  kind: K,
  { uri }: DocumentId,
  workspace: Workspace,
  passes: (resource: Extract<Resource, { kind: K }>) => boolean,
): readonly Extract<Resource, { kind: K }>[] {
  const found: Extract<Resource, { kind: K }>[] = [];
  for (const resource of workspace.all(kind)) {
    if (found.length === MOST_FAR) break;
    if (resource.document.uri !== uri && passes(resource) && isWhole(resource, workspace)) found.push(resource);
  }
  return found;
}
