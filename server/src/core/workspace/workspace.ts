import type { Autoscaler } from '../kubernetes/autoscaler';
import type { Claim } from '../kubernetes/claim';
import type { ConfigMap } from '../kubernetes/config-map';
import type { DisruptionBudget } from '../kubernetes/disruption-budget';
import type { Kustomization } from '../kubernetes/kustomization';
import { plainLabels, selectsAll } from '../kubernetes/labels';
import type { Resource } from '../kubernetes/read';
import type { DocumentId } from '../kubernetes/resource';
import { nameOf } from '../kubernetes/resource';
import type { Service } from '../kubernetes/service';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { Workload } from '../kubernetes/workload';
import { byUri, inFolder } from './by-folder';
import type { ParsedDocument } from './document';
import type { SourceFile } from './file';
import type { Indexed } from './keys';
import { keys } from './keys';
import type { Build, Kustomize } from './kustomize';
import { folderOf, readKustomize } from './kustomize';
import type { Nearness } from './nearness';
import type { ClusterSettings } from './settings';
import type { Layer, Snapshot } from './snapshot';
import { committedAs } from './committed';
import { committedPlaceOf, fileOf, find, findCommitted, placeOf } from './snapshot';

/** Whatever makes Pods. */
export type PodMaker = StatefulSet | Workload;

/** What rules and features may ask about everything around the resource they look at. Lookups only, nothing changes. */
export interface Workspace {
  readonly settings: ClusterSettings;
  /** Whether the first scan is done: before, nothing may be called missing. */
  readonly complete: boolean;
  services(name: string): readonly Service[];
  statefulSets(name: string): readonly StatefulSet[];
  claims(name: string): readonly Claim[];
  configMaps(name: string): readonly ConfigMap[];
  named<K extends Resource['kind']>(kind: K, name: string): readonly Extract<Resource, { kind: K }>[];
  /** Every resource of a kind. */
  all<K extends Resource['kind']>(kind: K): readonly Extract<Resource, { kind: K }>[];
  /** Services of any namespace whose selector is among these labels of a Pod. */
  servicesSelecting(labels: ReadonlyMap<string, string>): readonly Service[];
  /** What makes Pods that carry all these labels, in any namespace. */
  podMakers(selector: ReadonlyMap<string, string>): readonly PodMaker[];
  /** What makes Pods that carry this label, in any namespace. */
  makersWith(label: string, value: string): readonly PodMaker[];
  governedBy(serviceName: string): readonly StatefulSet[];
  /** Resources that write a DNS name under a Service of that name. */
  mentioningService(name: string): readonly Resource[];
  /** Resources that write a DNS name of a Pod of a set of that name. */
  mentioningSet(name: string): readonly Resource[];
  /** StatefulSets that make a claim `<prefix>-<ordinal>`. */
  claiming(prefix: string): readonly StatefulSet[];
  budgetsSelecting(labels: ReadonlyMap<string, string>): readonly DisruptionBudget[];
  autoscalersOf(kind: string, name: string): readonly Autoscaler[];
  /** Services, disruption budgets and network policies of which a selector may match these labels of a Pod. */
  mayMatch(labels: ReadonlyMap<string, string>): readonly Resource[];
  /** Whatever names another object under a key of the table of references; see `Occurrence.key`. */
  naming(key: string): readonly Resource[];
  /** Kustomizations that use the file as a patch. */
  patchedBy(uri: string): readonly Kustomization[];
  /** Whether that name stands in a document that cannot be read: an object of that name may then exist all the same. */
  isSuspect(name: string): boolean;
  /** Documents that cannot be read and in which that name stands. */
  suspects(name: string): readonly DocumentId[];
  /** Kustomizations that include the resource's file. */
  kustomizationsOf(resource: { readonly document: DocumentId }): readonly Kustomization[];
  /** The ways in which kustomizations apply the resource's file; none where it is applied as it is. */
  buildsOf(resource: { readonly document: DocumentId }): readonly Build[];
  isPatch(resource: { readonly document: DocumentId }): boolean;
  /** The namespace written, or the default one; undefined where it is a placeholder. */
  namespaceOf(resource: Resource): string | undefined;
  /** Whether the two may end up in one namespace: as written, or as a kustomization sets it. */
  sameNamespace(a: Resource, b: Resource): boolean;
  nearness(a: { readonly document: DocumentId }, b: { readonly document: DocumentId }): Nearness;
  /**
   * Of objects that a lookup found those that stand near: in the same folder, or joined by a kustomization. Quick even
   * among thousands, where one asks it for one of them after the other.
   */
  near<T extends Resource>(resources: readonly T[], place: { readonly document: DocumentId }): readonly T[];
  /** The same object (by kind, namespace and name) as it was last committed; undefined where it was not, or nobody knows. */
  committed<R extends Resource>(resource: R): R | undefined;
  /** What `committed` compares with, to be read after `since`. */
  readonly baseline: string;
  /** The document, also one of a committed file. */
  document(id: DocumentId): ParsedDocument | undefined;
  file(uri: string): SourceFile | undefined;
}

/**
 * The workspace of a snapshot. `onLookup` hears the key of every lookup, so that a caller knows on what an answer
 * depends.
 */
export function createWorkspace(
  snapshot: Snapshot,
  settings: ClusterSettings,
  onLookup: (key: string) => void = () => {},
): Workspace {
  // An answer asks for the same again and again, and files open over others are put together anew each time.
  const found = new Map<string, readonly Indexed[]>();
  const lookup = (key: string): readonly Indexed[] => {
    onLookup(key);
    const known = found.get(key) ?? find(snapshot, key);
    found.set(key, known);
    return known;
  };
  // Keys name the kind, so what stands under them is of the type that the key promises.
  const resources = <T extends Resource>(key: string): readonly T[] => lookup(key) as readonly T[];
  let kustomized: Kustomize | undefined;
  const kustomize = (): Kustomize => {
    kustomized ??= kustomizeOf(snapshot.disk, resources<Kustomization>(keys.ofKind('Kustomization')));
    return kustomized;
  };
  const namespaceOf = (resource: Resource): string | undefined =>
    resource.metadata.namespace === undefined ? settings.defaultNamespace : resource.metadata.namespace.value;
  const namespacesOf = (resource: Resource): readonly string[] => {
    const written = namespaceOf(resource);
    const set = kustomize()
      .includers(resource.document.uri)
      .flatMap((kustomization) => kustomization.namespace?.value ?? []);
    return written === undefined ? set : [...set, written];
  };
  return {
    settings,
    complete: snapshot.complete,
    services: (name) => resources(keys.named('Service', name)),
    statefulSets: (name) => resources(keys.named('StatefulSet', name)),
    claims: (name) => resources(keys.named('PersistentVolumeClaim', name)),
    configMaps: (name) => resources(keys.named('ConfigMap', name)),
    named: (kind, name) => resources(keys.named(kind, name)),
    all: (kind) => resources(keys.ofKind(kind)),
    servicesSelecting: (labels) =>
      [...labels]
        .flatMap(([label, value]) => resources<Service>(keys.selecting(label, value)))
        .filter((service) => selectsAll(plainLabels(service.selector) ?? new Map(), labels)),
    podMakers: (selector) => {
      const [pair] = [...selector].toSorted(([a], [b]) => (a < b ? -1 : 1));
      if (pair === undefined) return [];
      return resources<PodMaker>(keys.making(...pair)).filter((maker) => {
        const labels = plainLabels(maker.template?.metadata.labels);
        return labels !== undefined && selectsAll(selector, labels);
      });
    },
    makersWith: (label, value) => resources(keys.making(label, value)),
    governedBy: (serviceName) => resources(keys.governedBy(serviceName)),
    mentioningService: (name) => resources(keys.mentioningService(name)),
    mentioningSet: (name) => resources(keys.mentioningSet(name)),
    claiming: (prefix) => resources(keys.claiming(prefix)),
    budgetsSelecting: (labels) =>
      [...labels]
        .flatMap(([label, value]) => resources<DisruptionBudget>(keys.protecting(label, value)))
        .filter((budget) => selectsAll(plainLabels(budget.selector?.value?.matchLabels) ?? new Map(), labels)),
    autoscalersOf: (kind, name) => resources(keys.scaling(kind, name)),
    mayMatch: (labels) => [...labels].flatMap(([label, value]) => resources(keys.matching(label, value))),
    naming: (key) => resources(keys.naming(key)),
    patchedBy: (uri) => resources(keys.patchedBy(uri)),
    isSuspect: (name) => lookup(keys.suspect(name)).length > 0,
    suspects: (name) => lookup(keys.suspect(name)).map((item) => ('id' in item ? item.id : item.document)),
    kustomizationsOf: (resource) => kustomize().includers(resource.document.uri),
    buildsOf: (resource) => kustomize().builds(resource.document.uri),
    isPatch: (resource) => kustomize().isPatch(resource.document.uri),
    namespaceOf,
    sameNamespace: (a, b) => {
      const namespaces = namespacesOf(a);
      return namespacesOf(b).some((namespace) => namespaces.includes(namespace));
    },
    nearness: (a, b) => {
      const [uri, other] = [a.document.uri, b.document.uri];
      const folder = folderOf(other);
      if (uri === other) return 'file';
      if (folderOf(uri) === folder) return 'folder';
      return kustomize().companions(uri).get(folder)?.has(other) === true ? 'kustomization' : 'workspace';
    },
    near: (resources, { document: { uri } }) => {
      const folder = folderOf(uri);
      const joined = [...kustomize().companions(uri)].flatMap(([other, files]) =>
        other === folder ? [] : inFolder(resources, other).filter(({ document }) => files.has(document.uri)),
      );
      const own = inFolder(resources, folder);
      if (joined.length === 0) return own;
      return [...own, ...joined].toSorted(byUri);
    },
    committed: <R extends Resource>(resource: R): R | undefined => {
      const name = nameOf(resource);
      if (name === undefined) return undefined;
      const key = keys.named(resource.kind, name);
      onLookup(keys.committed(key));
      const isSame = (other: R): boolean => namespaceOf(other) === namespaceOf(resource);
      const before = (findCommitted(snapshot, key) as readonly R[]).filter(isSame);
      return before.length === 0 ? undefined : committedAs(resource, before, resources<R>(key).filter(isSame));
    },
    baseline: snapshot.baseline ?? 'the last commit',
    document: (id) => (placeOf(snapshot, id) ?? committedPlaceOf(snapshot, id))?.document,
    file: (uri) => {
      onLookup(keys.file(uri));
      return fileOf(snapshot, uri);
    },
  };
}

// Kustomizations are asked for by nearly every rule and change rarely: one answer is kept beside each layer of files.
const answers = new WeakMap<Layer, { readonly kustomizations: readonly Kustomization[]; readonly value: Kustomize }>();

function kustomizeOf(layer: Layer, kustomizations: readonly Kustomization[]): Kustomize {
  const last = answers.get(layer);
  const same =
    last?.kustomizations.length === kustomizations.length &&
    kustomizations.every((item, i) => item === last.kustomizations[i]);
  if (last !== undefined && same) return last.value;
  const value = readKustomize(kustomizations);
  answers.set(layer, { kustomizations, value });
  return value;
}
