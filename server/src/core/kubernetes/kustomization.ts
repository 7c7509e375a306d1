import type { Field, StringMap } from '../yaml/field';
import { booleanField, itemsOf, stringField, stringItems, stringMapField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { entryOf, valueAt } from '../yaml/node';
import type { Resource } from './read';
import type { ResourceBase } from './resource';
import { SCALABLE_KINDS } from './workload';

/** A Kustomization, or a Component, which differs for us in nothing but its use. */
export interface Kustomization extends ResourceBase {
  readonly kind: 'Kustomization';
  /** `resources`, `bases`, `components` and generators: relative paths of files and folders, as written. */
  readonly resources: readonly Field<string>[];
  /** Files that hold patches: partial objects, not manifests. */
  readonly patchPaths: readonly Field<string>[];
  /** Files of other kinds, such as those of which it makes ConfigMaps: as written, there may be a key before the path. */
  readonly otherPaths: readonly Field<string>[];
  readonly namespace: Field<string> | undefined;
  readonly namePrefix: Field<string> | undefined;
  readonly nameSuffix: Field<string> | undefined;
  /** Labels it puts on objects, selectors and templates. */
  readonly commonLabels: StringMap | undefined;
  /** Whether it changes labels, replicas or anything else by labels, patches or replicas: what is in a file is not what is applied. */
  readonly addsLabels: boolean;
  /** The keys of the labels that it puts on selectors or templates; undefined where one of its lists cannot be read. */
  readonly podLabelKeys: ReadonlySet<string> | undefined;
  readonly patches: boolean;
  /** What each of its patches and replacements, and each entry of its `replicas`, is for. */
  readonly patchTargets: readonly PatchTarget[];
  /** Objects that it names in fields of its own: those that its patches, replicas and replacements are for. */
  readonly names: readonly NamedObject[];
  /** Patches that are written in place, as parts of the objects that they are for. */
  readonly patchObjects: readonly Resource[];
}

/** An object that a kustomization names in a field of its own. */
export interface NamedObject {
  /** Undefined where no kind is said, so that any object of that name is meant. */
  readonly kinds: readonly string[] | undefined;
  readonly name: Field<string>;
}

/** What a patch is for, as far as the kustomization itself says: undefined is anything, or not known. */
export interface PatchTarget {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  /** The file whose objects say what they are for, where the kustomization does not. */
  readonly path: string | undefined;
}

/** Reads the object of a kustomization file; `readPatch` reads the text of a patch that is written in place. */
export function readKustomization(
  base: ResourceBase,
  object: Node,
  readPatch: (text: Node) => readonly Resource[],
): Kustomization {
  const labels = itemsOf(object, 'labels').filter(
    (item) =>
      booleanField(item, 'includeSelectors')?.value === true || booleanField(item, 'includeTemplates')?.value === true,
  );
  const patches = [...itemsOf(object, 'patches'), ...itemsOf(object, 'patchesJson6902')];
  const replaced = itemsOf(object, 'replacements').flatMap((item) =>
    itemsOf(item, 'targets').flatMap((target) => (isHarmless(target) ? [] : targetOf(target, 'select'))),
  );
  const patchPaths = [
    ...patches.flatMap((patch) => stringField(patch, 'path') ?? []),
    ...stringItems(object, 'patchesStrategicMerge'),
  ];
  return {
    ...base,
    kind: 'Kustomization',
    resources: ['resources', 'bases', 'components', 'crds'].flatMap((key) => stringItems(object, key)),
    patchPaths,
    otherPaths: readOtherPaths(object),
    namespace: stringField(object, 'namespace'),
    namePrefix: stringField(object, 'namePrefix'),
    nameSuffix: stringField(object, 'nameSuffix'),
    commonLabels: stringMapField(object, 'commonLabels'),
    addsLabels: entryOf(object, 'commonLabels') !== undefined || labels.length > 0,
    podLabelKeys: keysOf([
      stringMapField(object, 'commonLabels'),
      ...labels.map((item) => stringMapField(item, 'pairs')),
    ]),
    patches:
      patches.length > 0 ||
      patchPaths.length > 0 ||
      replaced.length > 0 ||
      entryOf(object, 'replicas') !== undefined ||
      entryOf(object, 'components') !== undefined,
    patchTargets: [
      ...patches.map((patch) => targetOf(patch, 'target')),
      ...replaced,
      ...stringItems(object, 'patchesStrategicMerge').map(({ value }) => pathOrText(value)),
      ...itemsOf(object, 'replicas').map((item) => ({
        kind: undefined,
        name: stringField(item, 'name')?.value,
        path: undefined,
      })),
    ],
    names: readNames(object, patches),
    patchObjects: [
      ...patches.flatMap((patch) => entryOf(patch, 'patch')?.value ?? []),
      ...itemsOf(object, 'patchesStrategicMerge'),
    ].flatMap(readPatch),
  };
}

/** The keys of all the maps together; undefined where one cannot be read. */
function keysOf(maps: readonly (StringMap | undefined)[]): ReadonlySet<string> | undefined {
  if (maps.some((map) => map !== undefined && map.value === undefined)) return undefined;
  return new Set(maps.flatMap((map) => [...(map?.value?.keys() ?? [])]));
}

function readOtherPaths(object: Node): readonly Field<string>[] {
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap((key) => itemsOf(object, key));
  return [
    ...generators.flatMap((item) => [
      ...['files', 'envs'].flatMap((key) => stringItems(item, key)),
      ...[stringField(item, 'env')].flatMap((path) => path ?? []),
    ]),
    ...['configurations', 'generators', 'transformers', 'validators'].flatMap((key) => stringItems(object, key)),
    ...itemsOf(object, 'replacements').flatMap((item) => stringField(item, 'path') ?? []),
    ...[stringField(valueAt(object, 'openapi'), 'path')].flatMap((path) => path ?? []),
    ...itemsOf(object, 'helmCharts').flatMap((item) => stringField(item, 'valuesFile') ?? []),
  ];
}

function readNames(object: Node, patches: readonly Node[]): readonly NamedObject[] {
  const replacements = itemsOf(object, 'replacements').flatMap((item) => [
    valueAt(item, 'source'),
    ...itemsOf(item, 'targets').map((target) => valueAt(target, 'select')),
  ]);
  const variables = itemsOf(object, 'vars').map((item) => valueAt(item, 'objref'));
  const targets = patches.map((patch) => valueAt(patch, 'target'));
  return [
    ...[...targets, ...replacements, ...variables].flatMap(namedObject),
    ...itemsOf(object, 'replicas').flatMap((item) => {
      const name = stringField(item, 'name');
      return name === undefined ? [] : [{ kinds: SCALABLE_KINDS, name }];
    }),
  ];
}

/** Kind and name are regular expressions: kinds may be joined by a bar; a name that is no plain one names nothing. */
function namedObject(object: Node | undefined): readonly NamedObject[] {
  const kind = stringField(object, 'kind');
  const name = stringField(object, 'name');
  if (name?.value === undefined || !/^[A-Za-z0-9-]+$/.test(name.value)) return [];
  if (kind === undefined) return [{ kinds: undefined, name }];
  const isPlain = kind.value !== undefined && /^[A-Za-z]+(?:\|[A-Za-z]+)*$/.test(kind.value);
  return isPlain ? [{ kinds: kind.value.split('|'), name }] : [];
}

/** Whether a replacement writes only what no other object depends on, such as an image. */
function isHarmless(target: Node): boolean {
  const paths = stringItems(target, 'fieldPaths');
  return paths.length > 0 && paths.every(({ value }) => /\.(?:image|env|annotations)(?:\.|$)/.test(value ?? ''));
}

/** A target selects by regular expressions; one that is more than a plain word counts as anything. */
function targetOf(patch: Node, key: 'target' | 'select'): PatchTarget {
  const target = valueAt(patch, key);
  if (target === undefined) {
    const path = stringField(patch, 'path');
    const text = entryOf(patch, 'patch')?.value;
    return pathOrText(path === undefined && text?.type === 'scalar' ? text.text : path?.value);
  }
  const plain = (field: string): string | undefined => {
    const value = stringField(target, field)?.value;
    return value !== undefined && /^[A-Za-z0-9-]+$/.test(value) ? value : undefined;
  };
  return { kind: plain('kind'), name: plain('name'), path: undefined };
}

/** A strategic merge patch is given as a path, or as its text in place. */
function pathOrText(value: string | undefined): PatchTarget {
  if (value === undefined) return { kind: undefined, name: undefined, path: undefined };
  if (!/[\n{]/.test(value)) return { kind: undefined, name: undefined, path: value };
  return { kind: /^kind:\s*["']?(\w+)/m.exec(value)?.[1], name: undefined, path: undefined };
}
