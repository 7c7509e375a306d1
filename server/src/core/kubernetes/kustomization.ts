import type { Field, StringMap } from '../yaml/field';
import { booleanField, itemsOf, stringField, stringMapField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { entryOf } from '../yaml/node';
import type { ResourceBase } from './resource';

/** A Kustomization, or a Component, which differs for us in nothing but its use. */
export interface Kustomization extends ResourceBase {
  readonly kind: 'Kustomization';
  /** `resources`, `bases`, `components` and generators: relative paths of files and folders, as written. */
  readonly resources: readonly Field<string>[];
  /** Files that hold patches: partial objects, not manifests. */
  readonly patchPaths: readonly Field<string>[];
  readonly namespace: Field<string> | undefined;
  readonly namePrefix: Field<string> | undefined;
  readonly nameSuffix: Field<string> | undefined;
  /** Labels it puts on objects, selectors and templates. */
  readonly commonLabels: StringMap | undefined;
  /** Whether it changes labels, replicas or anything else by labels, patches or replicas: what is in a file is not what is applied. */
  readonly addsLabels: boolean;
  readonly patches: boolean;
}

/** Reads the object of a kustomization file. */
export function readKustomization(base: ResourceBase, object: Node): Kustomization {
  const labels = itemsOf(object, 'labels');
  const patches = [...itemsOf(object, 'patches'), ...itemsOf(object, 'patchesJson6902')];
  const patchPaths = [
    ...patches.flatMap((patch) => stringField(patch, 'path') ?? []),
    ...strings(object, 'patchesStrategicMerge'),
  ];
  return {
    ...base,
    kind: 'Kustomization',
    resources: ['resources', 'bases', 'components', 'crds'].flatMap((key) => strings(object, key)),
    patchPaths,
    namespace: stringField(object, 'namespace'),
    namePrefix: stringField(object, 'namePrefix'),
    nameSuffix: stringField(object, 'nameSuffix'),
    commonLabels: stringMapField(object, 'commonLabels'),
    addsLabels:
      entryOf(object, 'commonLabels') !== undefined ||
      labels.some(
        (item) =>
          booleanField(item, 'includeSelectors')?.value === true ||
          booleanField(item, 'includeTemplates')?.value === true,
      ),
    patches:
      patches.length > 0 ||
      patchPaths.length > 0 ||
      entryOf(object, 'replicas') !== undefined ||
      entryOf(object, 'components') !== undefined,
  };
}

function strings(object: Node, key: string): readonly Field<string>[] {
  const entry = entryOf(object, key);
  return itemsOf(object, key).flatMap((item) =>
    entry !== undefined && item.type === 'scalar' && typeof item.value === 'string'
      ? { value: item.value, span: item.span, key: entry.keySpan }
      : [],
  );
}
