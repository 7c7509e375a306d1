import type { DnsMention } from '../kubernetes/dns-mention';
import type { Kustomization } from '../kubernetes/kustomization';
import type { Resource } from '../kubernetes/read';
import type { StatefulSet } from '../kubernetes/statefulset';
import { appliedNames } from './applied';
import { byUri } from './by-folder';
import { governingServiceOf } from './governing-service';
import { statedNamespaces } from './namespaces';
import type { Workspace } from './workspace';

/**
 * What a thing is called where it is named, as far as that is not what its manifest says: kustomizations give objects
 * other names and put them into namespaces, and one manifest is applied by several of them.
 */
export interface AppliedAs {
  readonly name?: string;
  readonly namespace?: string;
  readonly serviceName?: string;
}

/** Prefixes upon prefixes are followed this far. */
const DEEPEST = 4;

interface Affix {
  readonly prefix: string;
  readonly suffix: string;
}

// Names are asked for again and again; the list of kustomizations stays the same one while none of them changes.
const affixes = new WeakMap<readonly Kustomization[], readonly Affix[]>();

/** The objects of a kind to which kustomizations give that name, by the files in which they stand. */
export function objectsApplied<K extends Resource['kind']>(
  kind: K,
  name: string,
  workspace: Workspace,
): readonly Extract<Resource, { kind: K }>[] {
  const known = affixesOf(workspace);
  if (known.length === 0) return [];
  const written = new Set<string>();
  let names: readonly string[] = [name];
  for (let depth = 0; depth < DEEPEST && names.length > 0; depth += 1) {
    names = names.flatMap((outer) => known.flatMap((affix) => without(outer, affix)));
    for (const inner of names) written.add(inner);
  }
  const found = [...written].flatMap((inner) => workspace.named(kind, inner));
  return found.filter((object) => isAppliedAs(object, name, workspace)).toSorted(byUri);
}

function affixesOf(workspace: Workspace): readonly Affix[] {
  const kustomizations = workspace.all('Kustomization');
  const known = affixes.get(kustomizations);
  if (known !== undefined) return known;
  const found = new Map<string, Affix>();
  for (const { namePrefix, nameSuffix } of kustomizations) {
    const affix = { prefix: namePrefix?.value ?? '', suffix: nameSuffix?.value ?? '' };
    if (affix.prefix !== '' || affix.suffix !== '') found.set(`${affix.prefix}/${affix.suffix}`, affix);
  }
  affixes.set(kustomizations, [...found.values()]);
  return [...found.values()];
}

function without(name: string, { prefix, suffix }: Affix): readonly string[] {
  const isLonger = name.length > prefix.length + suffix.length;
  if (!isLonger || !name.startsWith(prefix) || !name.endsWith(suffix)) return [];
  return [name.slice(prefix.length, name.length - suffix.length)];
}

/** Whether a kustomization gives the object that name, which is another than its own. */
function isAppliedAs(object: Resource, name: string, workspace: Workspace): boolean {
  return appliedNames(object, workspace).some((applied) => applied.changedBy.length > 0 && applied.name === name);
}

/** The names that kustomizations give an object beside its own. */
export function otherNames(object: Resource, workspace: Workspace): readonly string[] {
  const changed = appliedNames(object, workspace).filter(({ changedBy }) => changedBy.length > 0);
  return [...new Set(changed.map(({ name }) => name))];
}

/** What another object is called where `object` has that name: in the same build. */
export function nameBeside(other: Resource, object: Resource, name: string, workspace: Workspace): string | undefined {
  const changedBy = appliedNames(object, workspace).find((applied) => applied.name === name)?.changedBy ?? [];
  if (changedBy.length === 0) return undefined;
  const isSame = (chain: readonly Kustomization[]): boolean =>
    chain.length === changedBy.length && chain.every((step, index) => step === changedBy[index]);
  return appliedNames(other, workspace).find((applied) => isSame(applied.changedBy))?.name;
}

/** The namespace of a name in some text: what is written there, else what the writer's own is, as far as that is stated. */
export function namespaceOfName(
  written: string | undefined,
  writer: Resource,
  workspace: Workspace,
): string | undefined {
  if (written !== undefined) return written;
  const stated = statedNamespaces(writer, workspace);
  return stated?.length === 1 ? stated[0] : undefined;
}

/** What a set is called where a DNS name names one of its Pods. */
export function setAppliedAs(set: StatefulSet, mention: DnsMention, writer: Resource, workspace: Workspace): AppliedAs {
  const { pod, service } = mention;
  const governing = governingServiceOf(set, workspace);
  const isOther =
    set.serviceName?.value !== service.value &&
    governing.state === 'found' &&
    isAppliedAs(governing.service, service.value, workspace);
  const namespace = mention.open ? undefined : namespaceOfName(mention.namespace?.value, writer, workspace);
  return {
    ...(pod === undefined || pod.set === set.metadata.name?.value ? {} : { name: pod.set }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(isOther ? { serviceName: service.value } : {}),
  };
}
