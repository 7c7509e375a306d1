import type { Kustomization } from '../../kubernetes/kustomization';
import type { Resource } from '../../kubernetes/read';
import { KIND_NAMES } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import { SCALABLE_KINDS } from '../../kubernetes/workload';
import { folderOf, resolvePath } from '../../workspace/kustomize';
import { MOST_FAR, resourcesNear } from '../../workspace/near';
import { decoded } from '../uri-words';
import type { CompletionContext } from './context';
import { endsWith, literal } from './context';
import type { CompletionItem } from './item';

/** What a kustomization names: files and folders by their paths, and objects for its patches and replicas. */
export function kustomizeNames(context: CompletionContext): readonly CompletionItem[] {
  const { place, resource, writing } = context;
  if (resource?.kind !== 'Kustomization') return [];
  const [first] = place.path;
  const isList = place.path.length === 2 && typeof place.path[1] === 'number';
  // A word that stands by itself in a list might be a key, for all that the API's table knows of this kind.
  if (place.part === 'key' && !(isList && writing.siblings.length === 0 && !writing.hasValue)) return [];
  if (isList && (first === 'resources' || first === 'bases' || first === 'components')) {
    const files = first === 'resources' ? filesBeside(resource, resource.patchPaths, context) : [];
    return [...files, ...folders(resource, first === 'components', context)];
  }
  const isPatch =
    (isList && first === 'patchesStrategicMerge') ||
    (endsWith(place.path, 'path') && (first === 'patches' || first === 'patchesJson6902'));
  if (isPatch) return filesBeside(resource, resource.resources, context);
  if (first === 'replicas' && endsWith(place.path, 'name')) return objects(SCALABLE_KINDS, context);
  const isTarget = endsWith(place.path, 'target', 'name') && (first === 'patches' || first === 'patchesJson6902');
  return isTarget ? objects(kindsOfTarget(context), context) : [];
}

/**
 * The files with objects in the kustomization's folder, and in those below it that have none of their own, as far as it does
 * not name them yet.
 */
function filesBeside(
  kustomization: Kustomization,
  others: Kustomization['resources'],
  context: CompletionContext,
): readonly CompletionItem[] {
  const { workspace, document } = context;
  const folder = folderOf(document.id.uri);
  const named = namedFiles([...kustomization.resources, ...kustomization.patchPaths, ...others], folder, context);
  const files = new Map<string, Resource[]>();
  const homes = new Set(workspace.all('Kustomization').map((other) => folderOf(other.document.uri)));
  const isOthers = (inner: string): boolean =>
    inner.length > folder.length && (homes.has(inner) || isOthers(folderOf(inner)));
  for (const kind of KIND_NAMES) {
    if (kind === 'Kustomization') continue;
    const all: readonly Resource[] = workspace.all(kind);
    for (const object of all) {
      const { uri } = object.document;
      if (!uri.startsWith(`${folder}/`) || named.has(uri) || isOthers(folderOf(uri))) continue;
      files.set(uri, [...(files.get(uri) ?? []), object]);
    }
  }
  return [...files]
    .toSorted(([a], [b]) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .slice(0, MOST_FAR)
    .map(([uri, held]) => item(decoded(uri.slice(folder.length + 1)), objectsIn(held), context));
}

/** The folders of other kustomizations, the nearest first: none that includes this one, which would go round in a circle. */
function folders(
  kustomization: Kustomization,
  components: boolean,
  context: CompletionContext,
): readonly CompletionItem[] {
  const own = folderOf(kustomization.document.uri);
  const named = namedFiles(kustomization.resources, own, context);
  const all = context.workspace.all('Kustomization');
  const outer = includersOf(own, all);
  const paths = all.flatMap((other): string[] => {
    const folder = folderOf(other.document.uri);
    const isMeant = (other.kindField.value === 'Component') === components;
    return isMeant && folder !== own && !named.has(folder) && !outer.has(folder) ? [relativePath(own, folder)] : [];
  });
  return paths
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .slice(0, MOST_FAR)
    .map((path) => item(path, components ? 'component' : 'kustomization', context));
}

/** The folders of the kustomizations that include one, by way of others too. */
function includersOf(folder: string, all: readonly Kustomization[]): ReadonlySet<string> {
  const found = new Set<string>();
  let inner: readonly string[] = [folder];
  while (inner.length > 0) {
    const wanted = new Set(inner);
    inner = all.flatMap(({ document, resources }) => {
      const home = folderOf(document.uri);
      const isOuter = resources.some(({ value }) => value !== undefined && wanted.has(resolvePath(home, value)));
      return isOuter && !found.has(home) ? [home] : [];
    });
    for (const home of inner) found.add(home);
  }
  return found;
}

/** The files that are named already, but for the one that is being written. */
function namedFiles(
  paths: Kustomization['resources'],
  folder: string,
  { offset }: CompletionContext,
): ReadonlySet<string> {
  const others = paths.filter(({ span }) => offset < span.start || offset > span.end);
  return new Set(others.flatMap(({ value }) => (value === undefined ? [] : resolvePath(folder, value))));
}

function item(path: string, detail: string, context: CompletionContext): CompletionItem {
  return { label: path, kind: 'file', detail, insert: [literal(path, context)] };
}

/** The first objects of a file, for a person to read. */
function objectsIn(resources: readonly Resource[]): string {
  const names = resources.slice(0, 2).map((resource) => `${resource.kind} ${nameOf(resource) ?? ''}`.trim());
  return `${names.join(', ')}${resources.length > 2 ? ' …' : ''}`;
}

function relativePath(from: string, to: string): string {
  const [left, right] = [from.split('/'), to.split('/')];
  let same = 0;
  while (same < left.length && left[same] === right[same]) same += 1;
  return [...left.slice(same).map(() => '..'), ...right.slice(same).map(decoded)].join('/');
}

/** The objects that the kustomization builds, of some kinds. */
function objects(kinds: readonly Resource['kind'][], context: CompletionContext): readonly CompletionItem[] {
  const { workspace, document } = context;
  const found = new Map<string, CompletionItem>();
  for (const kind of kinds) {
    for (const resource of resourcesNear(kind, document.id, workspace)) {
      const name = nameOf(resource);
      if (name === undefined || found.has(name)) continue;
      found.set(name, { label: name, kind: 'set', detail: kind, insert: [literal(name, context)] });
    }
  }
  return [...found.values()];
}

/** The kind that a target says beside its name; any where it says none. */
function kindsOfTarget({ document, offset }: CompletionContext): readonly Resource['kind'][] {
  const { text } = document;
  const start = Math.max(0, text.lastIndexOf('target:', offset));
  const end = text.slice(offset).search(/\n[ \t]*-|patch:/);
  const written = /\bkind:[ \t]*["']?(\w+)/.exec(text.slice(start, end < 0 ? undefined : offset + end))?.[1];
  const kinds = KIND_NAMES.filter((kind) => kind !== 'Kustomization');
  return written === undefined ? kinds : kinds.filter((kind) => kind === written);
}
