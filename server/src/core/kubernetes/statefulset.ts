import type { Field } from '../yaml/field';
import {
  integerField,
  integerOrStringField,
  isPlaceholder,
  itemsOrUnreadable,
  mapField,
  nameField,
  stringField,
} from '../yaml/field';
import type { MapNode, Node } from '../yaml/node';
import { entryOf, isUnreadable, valueAt } from '../yaml/node';
import type { Span } from '../yaml/span';
import { claimFingerprint, templateFingerprint } from './fingerprint';
import type { LabelSelector } from './labels';
import { readLabelSelector } from './labels';
import type { Metadata } from './metadata';
import { readMetadata } from './metadata';
import type { PodTemplate } from './pod';
import { readPodTemplate } from './pod';
import type { ResourceBase } from './resource';

/** A StatefulSet (`apps/v1`). Fields hold what is written; the defaults of absent ones are in `defaults.ts`. */
export interface StatefulSet extends ResourceBase {
  readonly kind: 'StatefulSet';
  /** The key `spec`. */
  readonly spec: Span | undefined;
  readonly replicas: Field<number> | undefined;
  readonly serviceName: Field<string> | undefined;
  readonly selector: Field<LabelSelector> | undefined;
  readonly template: PodTemplate | undefined;
  readonly claimTemplates: readonly ClaimTemplate[];
  readonly podManagementPolicy: Field<string> | undefined;
  readonly updateStrategy: Field<UpdateStrategy> | undefined;
  readonly minReadySeconds: Field<number> | undefined;
  readonly revisionHistoryLimit: Field<number> | undefined;
  /** `spec.ordinals.start`. */
  readonly start: Field<number> | undefined;
  readonly whenDeleted: Field<string> | undefined;
  readonly whenScaled: Field<string> | undefined;
  /** Equal for Pod templates of equal content: see `templateFingerprint`. Undefined where there is no template. */
  readonly templateFingerprint: string | undefined;
  /** The keys of fields that hold more than one value, as far as they are written. */
  readonly groupKeys: Readonly<Partial<Record<(typeof GROUPS)[number], Span>>>;
}

const GROUPS = ['ordinals', 'persistentVolumeClaimRetentionPolicy', 'template', 'volumeClaimTemplates'] as const;

export interface UpdateStrategy {
  readonly type: Field<string> | undefined;
  /** Whether `rollingUpdate` is written: left out beside an explicit type it stays unset, which changes behaviour. */
  readonly rollingUpdate: Span | undefined;
  readonly partition: Field<number> | undefined;
  readonly maxUnavailable: Field<number | string> | undefined;
}

/** One entry of `spec.volumeClaimTemplates`. */
export interface ClaimTemplate {
  readonly span: Span;
  readonly metadata: Metadata;
  /** `spec` of the claim; undefined where absent. */
  readonly spec: Span | undefined;
  readonly accessModes: readonly string[] | undefined;
  /** `spec.resources.requests.storage`. */
  readonly storage: Field<string> | undefined;
  readonly storageClassName: Field<string> | undefined;
  readonly volumeMode: Field<string> | undefined;
  /** Equal for templates that the API server holds equal: see `claimFingerprint`. */
  readonly fingerprint: string;
}

/** Reads the object of a StatefulSet. Never fails: what is missing or unreadable is undefined. */
export function readStatefulSet(base: ResourceBase, object: Node): StatefulSet {
  const spec = mapField(object, 'spec');
  const templateNode = valueAt(spec?.value, 'template');
  const template = readPodTemplate(templateNode);
  const selector = readLabelSelector(spec?.value, 'selector');
  const groups = GROUPS.map((key) => [key, entryOf(spec?.value, key)?.keySpan] as const);
  return {
    ...base,
    kind: 'StatefulSet',
    partial: base.partial || template === undefined || isPatch(base.document.uri, selector, template),
    spec: spec?.key,
    replicas: integerField(spec?.value, 'replicas'),
    serviceName: nameField(spec?.value, 'serviceName'),
    selector,
    template,
    claimTemplates: itemsOrUnreadable(spec?.value, 'volumeClaimTemplates').map(readClaimTemplate),
    podManagementPolicy: stringField(spec?.value, 'podManagementPolicy'),
    updateStrategy: readUpdateStrategy(spec?.value),
    minReadySeconds: integerField(spec?.value, 'minReadySeconds'),
    revisionHistoryLimit: integerField(spec?.value, 'revisionHistoryLimit'),
    start: integerField(valueAt(spec?.value, 'ordinals'), 'start'),
    whenDeleted: stringField(valueAt(spec?.value, 'persistentVolumeClaimRetentionPolicy'), 'whenDeleted'),
    whenScaled: stringField(valueAt(spec?.value, 'persistentVolumeClaimRetentionPolicy'), 'whenScaled'),
    templateFingerprint: template && templateNode && templateFingerprint(templateNode),
    groupKeys: Object.fromEntries(groups.filter(([, span]) => span !== undefined)),
  };
}

/**
 * Nobody forgets selector, labels and images all at once: what is written is to be merged into a set that has them. Where
 * the file is called a patch, images alone tell.
 */
function isPatch(uri: string, selector: Field<LabelSelector> | undefined, { metadata, spec }: PodTemplate): boolean {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  if (containers.some(({ image }) => image !== undefined)) return false;
  if (/(?:^|[/._-])patch(?:es)?[/._-]/i.test(uri)) return true;
  const written = spec !== undefined || metadata.annotations !== undefined;
  return selector === undefined && metadata.labels === undefined && written;
}

function readUpdateStrategy(spec: MapNode | undefined): Field<UpdateStrategy> | undefined {
  const field = mapField(spec, 'updateStrategy');
  if (field === undefined) return undefined;
  const rollingUpdate = mapField(field.value, 'rollingUpdate');
  const value = {
    type: stringField(field.value, 'type'),
    rollingUpdate: rollingUpdate?.key,
    partition: integerField(rollingUpdate?.value, 'partition'),
    maxUnavailable: integerOrStringField(rollingUpdate?.value, 'maxUnavailable'),
  };
  return { ...field, value: field.value === undefined ? undefined : value };
}

function readClaimTemplate(node: Node): ClaimTemplate {
  const spec = valueAt(node, 'spec');
  return {
    span: node.span,
    metadata: readMetadata(node),
    spec: entryOf(node, 'spec')?.keySpan,
    accessModes: isUnreadable(node) || isUnreadable(spec) ? undefined : readAccessModes(spec),
    storage: readStorage([node, spec, valueAt(spec, 'resources'), valueAt(spec, 'resources', 'requests')]),
    storageClassName: stringField(spec, 'storageClassName'),
    volumeMode: stringField(spec, 'volumeMode'),
    fingerprint: claimFingerprint(node),
  };
}

function readAccessModes(spec: Node | undefined): readonly string[] | undefined {
  const modes = itemsOrUnreadable(spec, 'accessModes').map((item) =>
    item.type === 'scalar' && !isPlaceholder(item.text) ? item.text : undefined,
  );
  return modes.every((mode) => mode !== undefined) ? modes : undefined;
}

/** The maps that lead to it, outermost first. A quantity may be written as a number (`storage: 1073741824`). */
function readStorage(path: readonly (Node | undefined)[]): Field<string> | undefined {
  const unreadable = path.find(isUnreadable);
  if (unreadable !== undefined) return { value: undefined, span: unreadable.span, key: unreadable.span };
  const field = integerOrStringField(path.at(-1), 'storage');
  return field && { ...field, value: field.value === undefined ? undefined : String(field.value) };
}
