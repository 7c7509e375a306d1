import type { DnsMention } from '../kubernetes/dns-mention';
import type { Container, ContainerPort, PodTemplate, Volume, VolumeMount } from '../kubernetes/pod';
import type { Resource } from '../kubernetes/read';
import type { Service, ServicePort } from '../kubernetes/service';
import type { ClaimTemplate, StatefulSet } from '../kubernetes/statefulset';
import type { Workload } from '../kubernetes/workload';
import type { StringMap } from '../yaml/field';
import type { Entry } from '../yaml/node';
import { entryOf, valueAt } from '../yaml/node';
import type { Path } from '../yaml/path';
import { pathAt } from '../yaml/path';
import type { Span } from '../yaml/span';
import { covers, touches } from '../yaml/span';
import type { ParsedDocument } from './document';
import { treeOf } from './document';
import { objectOf } from './object';
import type { Occurrence } from './occurrence';
import { occurrencesAt } from './references';
import type { PodMaker } from './workspace';

/** Fields of a StatefulSet that decide how it rolls out, by their names in the API. */
export type RolloutField =
  | 'podManagementPolicy'
  | 'updateStrategy'
  | 'partition'
  | 'maxUnavailable'
  | 'minReadySeconds'
  | 'revisionHistoryLimit'
  | 'ordinals'
  | 'persistentVolumeClaimRetentionPolicy'
  | 'whenDeleted'
  | 'whenScaled'
  | 'terminationGracePeriodSeconds';

/** What something written in a document is, with the resource that it belongs to. */
export type Target =
  | { readonly kind: 'kind'; readonly resource: Resource }
  /** `metadata.name` */
  | { readonly kind: 'name'; readonly resource: Resource }
  | { readonly kind: 'namespace'; readonly resource: Resource }
  | { readonly kind: 'replicas'; readonly resource: StatefulSet | Workload }
  | { readonly kind: 'service-name'; readonly resource: StatefulSet }
  /** `metadata.name` of a claim template. */
  | { readonly kind: 'claim-template'; readonly resource: StatefulSet; readonly template: ClaimTemplate }
  /** `name` in `volumeMounts` or `volumeDevices`. */
  | {
      readonly kind: 'volume-mount';
      readonly resource: PodMaker;
      readonly container: Container;
      readonly mount: VolumeMount;
    }
  /** `name` in `volumes`. */
  | { readonly kind: 'volume'; readonly resource: PodMaker; readonly volume: Volume }
  | { readonly kind: 'container-port'; readonly resource: PodMaker; readonly port: ContainerPort }
  | { readonly kind: 'service-port'; readonly resource: Service; readonly port: ServicePort }
  /** A port that another field of the Service refers to by name or number. */
  | { readonly kind: 'target-port'; readonly resource: Service; readonly port: ServicePort }
  | { readonly kind: 'cluster-ip'; readonly resource: Service }
  /** A selector of Pods; `label` is the key of the pair under the offset. */
  | { readonly kind: 'selector'; readonly resource: Service | PodMaker; readonly label: string | undefined }
  /** A label of the Pods that a template makes. */
  | { readonly kind: 'pod-label'; readonly resource: PodMaker; readonly label: string }
  /** A cluster DNS name in some text; `segment` is its part under the offset. */
  | {
      readonly kind: 'dns-mention';
      readonly resource: Resource;
      readonly mention: DnsMention;
      readonly segment: 'pod' | 'service' | 'namespace' | 'zone' | undefined;
    }
  | { readonly kind: 'rollout-field'; readonly resource: StatefulSet; readonly field: RolloutField }
  /** Nothing of the above: a comment, a field without a meaning for us, a resource only half written. */
  | { readonly kind: 'other'; readonly resource: Resource | undefined };

/** What is under an offset of a document. */
export interface Location {
  readonly document: ParsedDocument;
  readonly target: Target;
  /** Whether the offset is on the key of the target, or else on its value. */
  readonly part: 'key' | 'value';
  /** That key or value. */
  readonly span: Span;
  /** Keys and indices from the document's root to what is written at the offset; in an anchor, to where that stands. */
  readonly path: Path;
  /** The names at the offset, from the table of references: several where one name stands for several things. */
  readonly occurrences: readonly Occurrence[];
}

/**
 * What is under an offset, which counts from the start of the document. Key and value both count, and so do aliases of a
 * value and the anchored text that aliases and merge keys bring in. Undefined where the document is no manifest: a
 * template, or nothing that could hold a resource of ours.
 */
export function locate(document: ParsedDocument, offset: number): Location | undefined {
  if (document.state === 'template' || document.state === 'unrelated') return undefined;
  const { root } = treeOf(document);
  const written = root && pathAt(root, offset);
  const { path = [], part = 'value', span = { start: offset, end: offset } } = written ?? {};
  const around = document.resources.filter((resource) => touches(resource.span, offset));
  // Anchored text may belong to a resource that stands elsewhere in the document.
  const others = document.resources.filter((resource) => !around.includes(resource));
  const own = occurrencesAt(around, offset);
  const occurrences = own.length > 0 ? own : occurrencesAt(others, offset);
  const found = narrowest(document, around, offset) ?? narrowest(document, others, offset);
  if (found === undefined) {
    return { document, target: { kind: 'other', resource: around[0] }, part, span, path, occurrences };
  }
  const onKey = found.key !== undefined && touches(found.key, offset);
  const whole = onKey ? found.key : found.span;
  // Of a map only the key or value that the offset is on.
  return {
    document,
    target: found.target,
    part: onKey ? 'key' : 'value',
    span: covers(whole, span) ? span : whole,
    path,
    occurrences,
  };
}

/** A target with the places that belong to it; text has no key of its own. */
interface Candidate {
  readonly target: Target;
  readonly key: Span | undefined;
  readonly span: Span;
}

/** Of the targets at an offset the one that says most: a label rather than the selector around it. */
function narrowest(document: ParsedDocument, resources: readonly Resource[], offset: number): Candidate | undefined {
  let best: Candidate | undefined;
  for (const resource of resources) {
    for (const candidate of candidates(document, resource, offset)) {
      const whole = extent(candidate);
      if (touches(whole, offset) && (best === undefined || covers(extent(best), whole))) best = candidate;
    }
  }
  return best;
}

/** From the key to the end of the value: what lies between the two counts as well. */
function extent({ key, span }: Candidate): Span {
  return key === undefined || key.start > span.start ? span : { start: key.start, end: Math.max(key.end, span.end) };
}

interface Written {
  readonly key: Span;
  readonly span: Span;
}

function* at(target: Target, field: Written | undefined): Iterable<Candidate> {
  // A kustomization need not write its kind; what is not written has no place.
  if (field !== undefined && field.key.end > field.key.start) yield { target, key: field.key, span: field.span };
}

function* candidates(document: ParsedDocument, resource: Resource, offset: number): Iterable<Candidate> {
  yield* at({ kind: 'kind', resource }, resource.kindField);
  yield* at({ kind: 'name', resource }, resource.metadata.name);
  yield* at({ kind: 'namespace', resource }, resource.metadata.namespace);
  for (const mention of resource.dnsMentions) {
    const target: Target = { kind: 'dns-mention', resource, mention, segment: segmentAt(mention, offset) };
    yield { target, key: undefined, span: mention.span };
  }
  if (resource.kind === 'StatefulSet') yield* setCandidates(document, resource);
  if (resource.kind === 'Service') yield* serviceCandidates(resource);
  if ('template' in resource) yield* podMakerCandidates(resource);
}

function* setCandidates(document: ParsedDocument, set: StatefulSet): Iterable<Candidate> {
  yield* at({ kind: 'service-name', resource: set }, set.serviceName);
  for (const template of set.claimTemplates) {
    yield* at({ kind: 'claim-template', resource: set, template }, template.metadata.name);
  }
  const spec = valueAt(objectOf(document, set), 'spec');
  const strategy = valueAt(spec, 'updateStrategy');
  const rollingUpdate = valueAt(strategy, 'rollingUpdate');
  const retention = valueAt(spec, 'persistentVolumeClaimRetentionPolicy');
  const fields: readonly (readonly [RolloutField, Entry | undefined])[] = [
    ['podManagementPolicy', entryOf(spec, 'podManagementPolicy')],
    ['updateStrategy', entryOf(spec, 'updateStrategy')],
    ['updateStrategy', entryOf(strategy, 'type')],
    ['partition', entryOf(rollingUpdate, 'partition')],
    ['maxUnavailable', entryOf(rollingUpdate, 'maxUnavailable')],
    ['minReadySeconds', entryOf(spec, 'minReadySeconds')],
    ['revisionHistoryLimit', entryOf(spec, 'revisionHistoryLimit')],
    ['ordinals', entryOf(spec, 'ordinals')],
    ['persistentVolumeClaimRetentionPolicy', entryOf(spec, 'persistentVolumeClaimRetentionPolicy')],
    ['whenDeleted', entryOf(retention, 'whenDeleted')],
    ['whenScaled', entryOf(retention, 'whenScaled')],
    ['terminationGracePeriodSeconds', entryOf(valueAt(spec, 'template', 'spec'), 'terminationGracePeriodSeconds')],
  ];
  for (const [field, entry] of fields) {
    const written = entry && { key: entry.keySpan, span: entry.value.span };
    yield* at({ kind: 'rollout-field', resource: set, field }, written);
  }
}

function* podMakerCandidates(maker: PodMaker): Iterable<Candidate> {
  yield* at({ kind: 'replicas', resource: maker }, maker.replicas);
  yield* at({ kind: 'selector', resource: maker, label: undefined }, maker.selector);
  yield* selectorCandidates(maker, maker.selector?.value?.matchLabels);
  if (maker.template !== undefined) yield* templateCandidates(maker, maker.template);
}

function* templateCandidates(maker: PodMaker, template: PodTemplate): Iterable<Candidate> {
  for (const [label, field] of template.metadata.labels?.value ?? []) {
    yield* at({ kind: 'pod-label', resource: maker, label }, field);
  }
  for (const volume of template.spec?.volumes ?? []) {
    yield* at({ kind: 'volume', resource: maker, volume }, volume.name);
  }
  for (const container of [...(template.spec?.initContainers ?? []), ...(template.spec?.containers ?? [])]) {
    for (const mount of [...container.volumeMounts, ...container.volumeDevices]) {
      yield* at({ kind: 'volume-mount', resource: maker, container, mount }, mount.name);
    }
    for (const port of container.ports) {
      for (const field of [port.name, port.containerPort, port.protocol]) {
        yield* at({ kind: 'container-port', resource: maker, port }, field);
      }
    }
  }
}

function* serviceCandidates(service: Service): Iterable<Candidate> {
  yield* at({ kind: 'cluster-ip', resource: service }, service.clusterIP);
  yield* selectorCandidates(service, service.selector);
  for (const port of service.ports) {
    for (const field of [port.name, port.port, port.protocol]) {
      yield* at({ kind: 'service-port', resource: service, port }, field);
    }
    yield* at({ kind: 'target-port', resource: service, port }, port.targetPort);
  }
}

function* selectorCandidates(resource: Service | PodMaker, labels: StringMap | undefined): Iterable<Candidate> {
  yield* at({ kind: 'selector', resource, label: undefined }, labels);
  for (const [label, field] of labels?.value ?? []) yield* at({ kind: 'selector', resource, label }, field);
}

function segmentAt(mention: DnsMention, offset: number): 'pod' | 'service' | 'namespace' | 'zone' | undefined {
  const { pod, service, namespace, zone } = mention;
  if (pod !== undefined && touches(pod.span, offset)) return 'pod';
  if (touches(service.span, offset)) return 'service';
  if (namespace !== undefined && touches(namespace.span, offset)) return 'namespace';
  return zone !== undefined && touches(zone.span, offset) ? 'zone' : undefined;
}
