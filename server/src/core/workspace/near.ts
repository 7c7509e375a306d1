import type { Resource } from '../kubernetes/read';
import type { DocumentId } from '../kubernetes/resource';
import { isWhole } from './dns-target';
import { folderOf, resolvePath } from './kustomize';
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
  const rank = nearnessTo(document, workspace);
  return workspace
    .all(kind)
    .map((resource) => ({ resource, rank: rank(resource.document.uri) }))
    .filter(({ rank, resource }) => rank < FAR && isWhole(resource, workspace))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ resource }) => resource);
}

const MAKERS: readonly PodMaker['kind'][] = [
  'StatefulSet',
  'Deployment',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
];

/** Whatever makes Pods near a document; see {@link resourcesNear}. */
export function podMakersNear(document: DocumentId, workspace: Workspace): readonly PodMaker[] {
  return MAKERS.flatMap((kind): readonly PodMaker[] => resourcesNear(kind, document, workspace));
}

/** How near a file is: 0 for the same, then its folder, then what a kustomization joins. */
export type Rank = (uri: string) => number;

/** The rank of whatever stands far away. */
export const FAR = 3;

/**
 * Ranks files by how near they stand to a document. For looking through thousands of them: kustomizations are followed
 * from the document outwards once, one level deep.
 */
export function nearnessTo(document: DocumentId, workspace: Workspace): Rank {
  const folder = folderOf(document.uri);
  const joined = new Set(
    workspace.kustomizationsOf({ document }).flatMap((kustomization) => {
      const home = folderOf(kustomization.document.uri);
      const paths = kustomization.resources.flatMap(({ value }) =>
        value === undefined ? [] : resolvePath(home, value),
      );
      return [home, ...paths];
    }),
  );
  return (uri) => {
    if (uri === document.uri) return 0;
    const other = folderOf(uri);
    if (other === folder) return 1;
    return joined.size > 0 && (joined.has(uri) || joined.has(other)) ? 2 : FAR;
  };
}
