import type { Kustomization } from '../kubernetes/kustomization';
import type { Kind } from '../kubernetes/read';
import { POD_MAKER_KINDS } from '../kubernetes/workload';
import { isWhole } from './dns-target';
import { folderOf, resolvePath } from './kustomize';
import { asObjects, objectsMeant } from './meant';
import type { Occurrence } from './occurrence';
import { fieldReference } from './pod-occurrences';
import type { Referent } from './referent';
import { nameKeys } from './referent';
import type { Workspace } from './workspace';

/** Kinds of which a kustomization may name an object without its kind. */
const NAMED: readonly Exclude<Kind, 'Kustomization'>[] = [
  ...POD_MAKER_KINDS,
  'Service',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'PersistentVolumeClaim',
  'ConfigMap',
  'Secret',
  'NetworkPolicy',
  'Ingress',
  'HTTPRoute',
  'Namespace',
];

/** What a kustomization names: files by their paths, and objects that its patches, replicas and replacements are for. */
export function* kustomizationOccurrences(kustomization: Kustomization): Iterable<Occurrence> {
  const folder = folderOf(kustomization.document.uri);
  for (const path of [...kustomization.resources, ...kustomization.patchPaths]) {
    if (path.value === undefined || path.value.includes('://') || /[\n{]/.test(path.value)) continue;
    const uri = resolvePath(folder, path.value);
    yield* fieldReference(
      kustomization,
      path,
      () => nameKeys.file(uri),
      (workspace) => filesMeant(uri, workspace),
    );
  }
  for (const { kinds, name } of kustomization.names) {
    const named = NAMED.filter((kind) => kinds?.includes(kind) ?? true);
    const [only] = named;
    // What is not read, such as a ServiceAccount, cannot be found either.
    if (only === undefined) continue;
    const key = named.length === 1 ? (value: string) => nameKeys.object(only, value) : nameKeys.any;
    yield* fieldReference(kustomization, name, key, (workspace) =>
      named.flatMap((kind) => builtObjects(kind, name.value ?? '', kustomization, workspace)),
    );
  }
}

/** The objects of that name that the kustomization builds; where it can be none of those, the nearest. */
function builtObjects(
  kind: (typeof NAMED)[number],
  name: string,
  kustomization: Kustomization,
  workspace: Workspace,
): readonly Referent[] {
  const objects = workspace.named(kind, name).filter((object) => isWhole(object, workspace));
  const built = objects.filter((object) =>
    workspace
      .buildsOf(object)
      .some(({ chain, components }) => chain.includes(kustomization) || components.includes(kustomization)),
  );
  return asObjects(built.length > 0 ? built : objectsMeant(kind, name, kustomization, workspace));
}

/** A file, or the kustomization of a folder. */
function filesMeant(uri: string, workspace: Workspace): readonly Referent[] {
  const names = ['', '/kustomization.yaml', '/kustomization.yml', '/Kustomization'];
  const found = names.find((name) => workspace.file(uri + name) !== undefined);
  return found === undefined ? [] : [{ kind: 'file', uri: uri + found }];
}
