import type { Resource } from '../kubernetes/read';
import { nameOf } from '../kubernetes/resource';
import { isWhole, nearestOf } from './dns-target';
import type { Workspace } from './workspace';

/** The whole objects that a patch is merged into: those of the kustomizations that use it, else the nearest. */
export function wholesOf<R extends Resource>(part: R, workspace: Workspace): readonly R[] {
  const name = nameOf(part);
  if (name === undefined) return [];
  const named = workspace.named(part.kind, name) as readonly Resource[] as readonly R[];
  const users = workspace.patchedBy(part.document.uri);
  if (users.length === 0) {
    return nearestOf(
      named,
      part,
      workspace,
      (object) => isWhole(object, workspace) && workspace.sameNamespace(object, part),
    );
  }
  return named.filter(
    (object) =>
      isWhole(object, workspace) &&
      workspace
        .buildsOf(object)
        .some(({ chain, components }) => users.some((user) => chain.includes(user) || components.includes(user))),
  );
}

/** An object together with what it is a patch of, if it is one: first what is written in it, then the rest. */
export function withWholes<R extends Resource>(resource: R, workspace: Workspace): readonly R[] {
  return isWhole(resource, workspace) ? [resource] : [resource, ...wholesOf(resource, workspace)];
}

/** The whole object of which something is said in `resource`; itself where it is whole, or where there is none. */
export function wholeOf<R extends Resource>(resource: R, workspace: Workspace): R {
  return isWhole(resource, workspace) ? resource : (wholesOf(resource, workspace)[0] ?? resource);
}

/** The patches that are merged into a whole object. */
export function partsOf<R extends Resource>(whole: R, workspace: Workspace): readonly R[] {
  const name = nameOf(whole);
  if (name === undefined) return [];
  return (workspace.named(whole.kind, name) as readonly Resource[] as readonly R[]).filter(
    (other) => !isWhole(other, workspace) && wholesOf(other, workspace).includes(whole),
  );
}
