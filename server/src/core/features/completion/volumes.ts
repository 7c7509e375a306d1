import { nameOf } from '../../kubernetes/resource';
import type { Resource } from '../../kubernetes/read';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { resourcesInReach } from '../../workspace/near';
import type { PodMaker } from '../../workspace/workspace';
import { withWholes } from '../../workspace/wholes';
import { touches } from '../../yaml/span';
import { code, phrase } from '../hover/markdown';
import type { Naming } from '../naming';
import { namingOf, podNames } from '../naming';
import { shownOrdinals } from '../hover/pods';
import type { CompletionContext } from './context';
import { containerAround, endsWith, keyIndent, literal } from './context';
import type { CompletionItem } from './item';
import { partsOf, stop } from './item';

/** Volumes and claim templates, for `name` in `volumeMounts` and `volumeDevices`, and for a mount as a whole. */
export function mountNames(context: CompletionContext): readonly CompletionItem[] {
  const { place, resource } = context;
  if (resource === undefined || !('template' in resource)) return [];
  const isName =
    place.part === 'value' &&
    (endsWith(place.path, 'volumeMounts', '*', 'name') || endsWith(place.path, 'volumeDevices', '*', 'name'));
  if (isName) {
    return sourcesOf(resource, context).map(({ name, ...words }) => ({
      label: name,
      kind: 'volume',
      ...words,
      insert: [literal(name, context)],
    }));
  }
  const isMount = place.part === 'key' && endsWith(place.path, 'volumeMounts', '*');
  return isMount && !context.writing.flow && context.writing.siblings.length === 0 && !context.writing.hasValue
    ? wholeMounts(resource, context, place.dashed)
    : [];
}

/** A mount of each volume that the container does not mount yet. */
function wholeMounts(maker: PodMaker, context: CompletionContext, dashed: boolean): readonly CompletionItem[] {
  const mounted = new Set(containerAround(maker, context.offset)?.volumeMounts.map(({ name }) => name?.value));
  const indent = `${keyIndent(context)}${dashed ? '  ' : ''}`;
  return sourcesOf(maker, context)
    .filter(({ name }) => !mounted.has(name))
    .map(({ name, detail }) => ({
      label: `name: ${name}, mountPath`,
      kind: 'snippet',
      detail,
      filter: `name ${name}`,
      insert: partsOf(
        `${dashed ? '- ' : ''}name: ${name}${context.layout.newline}${indent}mountPath: ${stop(1, `/${name}`)}`,
      ),
    }));
}

interface Source {
  readonly name: string;
  readonly detail: string;
  readonly documentation?: string;
}

/** What can be mounted: first what no mount of the container names yet, claim templates before volumes. */
function sourcesOf(maker: PodMaker, context: CompletionContext): readonly Source[] {
  // A patch mounts what the whole of the object has.
  const objects = withWholes(maker, context.workspace);
  const claims = objects.flatMap((object) => (object.kind === 'StatefulSet' ? claimSources(object, context) : []));
  const written = objects.flatMap((object) => object.template?.spec?.volumes ?? []);
  const volumes = written.flatMap(({ name, source, sourceName }, index): Source[] => {
    const value = name?.value;
    const isKnown =
      claims.some((claim) => claim.name === value) || written.findIndex((other) => other.name?.value === value) < index;
    if (value === undefined || value === '' || isKnown) return [];
    const filled =
      source === undefined
        ? 'filled by nothing yet'
        : `${source}${sourceName?.value === undefined ? '' : ` ${sourceName.value}`}`;
    return [{ name: value, detail: `volume: ${filled}` }];
  });
  const mounted = new Set(
    containerAround(maker, context.offset)?.volumeMounts.flatMap(({ name, span }) =>
      touches(span, context.offset) ? [] : (name?.value ?? []),
    ),
  );
  const all = [...claims, ...volumes];
  return [...all.filter(({ name }) => !mounted.has(name)), ...all.filter(({ name }) => mounted.has(name))];
}

function claimSources(set: StatefulSet, { workspace }: CompletionContext): readonly Source[] {
  const naming = namingOf(set, workspace);
  const names = new Set(set.claimTemplates.flatMap((template) => nameOf(template) ?? []));
  return [...names].flatMap((name): Source[] => {
    if (name === '') return [];
    const claims = naming === undefined ? '' : claimsOf(name, naming);
    const documentation = claims === '' ? 'Each Pod has a claim of its own.' : `Each Pod has its own: ${claims}.`;
    return [{ name, detail: 'claim template', documentation }];
  });
}

function claimsOf(template: string, naming: Naming): string {
  const index = naming.claimTemplates.indexOf(template);
  const shown = shownOrdinals(naming);
  const claims = shown.flatMap((ordinal) =>
    ordinal === undefined ? [] : (podNames(naming, ordinal).claims[index] ?? []),
  );
  return shown.includes(undefined) ? `${claims.map(code).join(', ')} …` : phrase(claims);
}

/** Claims that are written out, and those that sets make, for `claimName` of a volume; for the name of a claim those. */
export function claimNames(context: CompletionContext): readonly CompletionItem[] {
  const { place, workspace, document, resource, kind } = context;
  const isOwn = kind === 'PersistentVolumeClaim' && place.path.length === 2 && endsWith(place.path, 'metadata', 'name');
  const isUse = endsWith(place.path, 'persistentVolumeClaim', 'claimName');
  if (place.part !== 'value' || !(isOwn || isUse)) return [];
  const isThere = (other: Resource): boolean =>
    other !== resource && (resource === undefined || workspace.sameNamespace(other, resource));
  const written = resourcesInReach('PersistentVolumeClaim', document.id, workspace, isThere).flatMap(
    (claim) => nameOf(claim) ?? [],
  );
  const made = resourcesInReach('StatefulSet', document.id, workspace, isThere).flatMap((set) => {
    const naming = namingOf(set, workspace);
    if (naming === undefined) return [];
    const claims = shownOrdinals(naming).flatMap((ordinal) =>
      ordinal === undefined ? [] : podNames(naming, ordinal).claims,
    );
    return claims.map((name) => ({ name, detail: `claim of StatefulSet ${naming.name}` }));
  });
  // One that is written out may be one of those that a set makes.
  const others = made.filter(({ name }) => !written.includes(name));
  const all = [...(isOwn ? [] : written.map((name) => ({ name, detail: 'PersistentVolumeClaim' }))), ...others];
  return all.map(({ name, detail }) => ({ label: name, kind: 'claim', detail, insert: [literal(name, context)] }));
}
