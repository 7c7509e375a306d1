import type { Resource } from '../kubernetes/read';
import type { Build } from './kustomize';
import type { Workspace } from './workspace';

/**
 * The namespaces into which an object goes, as the workspace says it: what the kustomizations around it set, else what is
 * written. Undefined where that is left open: nothing is written, so whoever applies the file decides, or a placeholder is.
 */
export function statedNamespaces(resource: Resource, workspace: Workspace): readonly string[] | undefined {
  const builds = outermost(workspace.buildsOf(resource));
  const names = builds.length === 0 ? [namespaceIn(resource)] : builds.map((build) => namespaceIn(resource, build));
  return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined;
}

/** The namespace into which a build puts an object, as far as it or the object says. */
export function namespaceIn(resource: Resource, build?: Build): string | undefined {
  const set = build?.chain.findLast(({ namespace }) => namespace !== undefined)?.namespace;
  return (set ?? resource.metadata.namespace)?.value;
}

/**
 * The namespace an object is applied to: the one that the kustomizations around it set, the first where they put it into
 * several; else what it says itself, else the default. Undefined where that is a placeholder.
 */
export function namespaceInForce(resource: Resource, workspace: Workspace): string | undefined {
  return statedNamespaces(resource, workspace)?.[0] ?? workspace.namespaceOf(resource);
}

/** Without builds that are only a part of others: a base by itself is not what is applied. */
export function outermost(builds: readonly Build[]): readonly Build[] {
  const isPartOf = (inner: Build, outer: Build): boolean =>
    inner.chain.length < outer.chain.length && inner.chain.every((step, index) => step === outer.chain[index]);
  return builds.filter((build) => !builds.some((other) => isPartOf(build, other)));
}
