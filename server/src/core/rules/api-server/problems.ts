import type { FieldProblem } from '../../kubernetes/api/field-problem';
import type { Resource } from '../../kubernetes/read';
import { featuresOf } from '../../kubernetes/versions';
import { POD_MAKER_KINDS } from '../../kubernetes/workload';
import { objectOf } from '../../workspace/object';
import type { Workspace } from '../../workspace/workspace';
import type { Node } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import type { Path } from '../../yaml/path';

/** The kinds whose fields are known. */
export const API_KINDS = [
  ...POD_MAKER_KINDS,
  'Service',
  'PersistentVolumeClaim',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'ConfigMap',
] as const satisfies readonly Resource['kind'][];

/** The problems of one kind that were found when the object was read. */
export function problemsOf<C extends FieldProblem['code']>(
  resource: Resource,
  code: C,
): readonly Extract<FieldProblem, { code: C }>[] {
  return resource.fieldProblems.filter(
    (problem): problem is Extract<FieldProblem, { code: C }> => problem.code === code,
  );
}

/** What stands at a path of an object; undefined where nothing does. */
export function nodeAt(resource: Resource, workspace: Workspace, path: Path): Node | undefined {
  const document = workspace.document(resource.document);
  let node: Node | undefined = document && objectOf(document, resource);
  for (const step of path) {
    if (typeof step === 'string') node = entryOf(node, step)?.value;
    else node = node?.type === 'list' ? node.items[step] : undefined;
  }
  return node;
}

/**
 * What comes of a value that validation refuses: older API servers took a StatefulSet whatever its templates, and the
 * controller failed instead.
 */
export function refusal(resource: Resource, path: Path, workspace: Workspace): string {
  if (resource.kind === 'StatefulSet') {
    const features = featuresOf(workspace.settings.kubernetesVersion);
    if (path[1] === 'template' && path[2] === 'spec' && !features.validatesPodTemplate)
      return 'the API server takes the set, but no Pod can be created from it';
    // Whatever the version, of a claim template the API server looks at no more than the specification.
    if (path[1] === 'volumeClaimTemplates' && (path[3] === 'metadata' || !features.validatesClaimTemplates))
      return 'the API server takes the set, but no claim can be created from it';
  }
  return 'the API server refuses the object';
}
