import type { Kustomization, PatchTarget } from '../kubernetes/kustomization';
import type { Resource } from '../kubernetes/read';
import { nameOf } from '../kubernetes/resource';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { Build } from './kustomize';
import { folderOf, resolvePath } from './kustomize';
import type { Workspace } from './workspace';

/** A name under which an object may be applied, and the kustomizations that change it to that. */
export interface AppliedName {
  readonly name: string;
  readonly changedBy: readonly Kustomization[];
}

/**
 * The names under which an object is applied: its own where no kustomization includes it, else one for each build.
 * Empty where the name cannot be read; a build whose prefix or suffix is a placeholder is left out.
 */
export function appliedNames(
  resource: Resource,
  workspace: Workspace,
  builds = workspace.buildsOf(resource),
): readonly AppliedName[] {
  const written = nameOf(resource);
  if (written === undefined) return [];
  if (builds.length === 0) return [{ name: written, changedBy: [] }];
  return builds.flatMap(({ chain }) => {
    let name = written;
    const changedBy: Kustomization[] = [];
    for (const kustomization of chain) {
      const { namePrefix, nameSuffix } = kustomization;
      if (namePrefix === undefined && nameSuffix === undefined) continue;
      const prefix = namePrefix === undefined ? '' : namePrefix.value;
      const suffix = nameSuffix === undefined ? '' : nameSuffix.value;
      if (prefix === undefined || suffix === undefined) return [];
      name = `${prefix}${name}${suffix}`;
      changedBy.push(kustomization);
    }
    return [{ name, changedBy }];
  });
}

/**
 * Whether a kustomization may put labels on the object, its selector or its template beyond those written in its file.
 * True before every kustomization is read.
 */
export function mayGetLabels(resource: Resource, workspace: Workspace): boolean {
  if (!workspace.complete) return true;
  return workspace.buildsOf(resource).some((build) => all(build).some(({ addsLabels }) => addsLabels));
}

/**
 * Whether a kustomization may give the object's selector or template another value of that label than its file does. True
 * before every kustomization is read.
 */
export function mayGetLabel(resource: Resource, key: string, workspace: Workspace): boolean {
  if (!workspace.complete) return true;
  return workspace
    .buildsOf(resource)
    .some((build) => all(build).some(({ podLabelKeys }) => podLabelKeys === undefined || podLabelKeys.has(key)));
}

/**
 * Whether something may patch the object, so that what its file says is not all that is applied. True where it cannot be
 * told which object a kustomization's patch is for, and before every file is read.
 */
export function mayBePatched(resource: Resource, workspace: Workspace): boolean {
  if (!workspace.complete) return true;
  const name = nameOf(resource);
  // A patch need not be joined to the set by a kustomization of this workspace.
  const parts = resource.kind === 'StatefulSet' && name !== undefined ? workspace.statefulSets(name) : [];
  const isLoose = (part: StatefulSet): boolean => part.partial && workspace.patchedBy(part.document.uri).length === 0;
  if (parts.some((other) => other !== resource && isLoose(other))) return true;
  return workspace.buildsOf(resource).some((build) => isPatchedIn(build, resource, workspace));
}

/** Whether the object's document is no valid YAML as it stands: what the object seems to lack may be in the part not read. */
export function isBroken(resource: Resource, workspace: Workspace): boolean {
  return workspace.document(resource.document)?.state === 'broken';
}

/** Whether a kustomization of the build patches the object or sets its replicas, or may do so. */
export function isPatchedIn(build: Build, resource: Resource, workspace: Workspace): boolean {
  return all(build).some((kustomization) =>
    kustomization.patchTargets.some((target) => concerns(target, kustomization, resource, workspace)),
  );
}

/** Whether a kustomization of the build takes the object out again, by a patch that says `$patch: delete`. */
export function isDeletedIn(build: Build, resource: Resource, workspace: Workspace): boolean {
  return all(build).some((kustomization) => {
    const folder = folderOf(kustomization.document.uri);
    const files = kustomization.patchPaths.flatMap(({ value }) =>
      value === undefined ? [] : (workspace.file(resolvePath(folder, value))?.documents ?? []),
    );
    return [...kustomization.patchObjects, ...files.flatMap(({ document }) => document.resources)].some(
      (patch) => patch.deletes && patch.kind === resource.kind && nameOf(patch) === nameOf(resource),
    );
  });
}

function all(build: Build): readonly Kustomization[] {
  return [...build.chain, ...build.components];
}

function concerns(
  target: PatchTarget,
  kustomization: Kustomization,
  resource: Resource,
  workspace: Workspace,
): boolean {
  if (target.path === undefined) return isFor(target.kind, target.name, resource);
  const file = workspace.file(resolvePath(folderOf(kustomization.document.uri), target.path));
  if (file === undefined || file.template) return true;
  return file.documents.some(
    ({ document }) =>
      document.state === 'broken' ||
      document.state === 'template' ||
      document.resources.some((patch) => isFor(patch.kind, nameOf(patch), resource)),
  );
}

function isFor(kind: string | undefined, name: string | undefined, resource: Resource): boolean {
  if (kind !== undefined && kind !== resource.kind) return false;
  // A patch may name the object as it is written or as an inner kustomization renames it.
  const own = nameOf(resource);
  return name === undefined || own === undefined || name.includes(own);
}
