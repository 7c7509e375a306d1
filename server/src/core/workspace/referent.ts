import type { Container, ContainerPort, Volume } from '../kubernetes/pod';
import type { Resource } from '../kubernetes/read';
import type { DocumentId } from '../kubernetes/resource';
import { nameOf } from '../kubernetes/resource';
import type { Service, ServicePort } from '../kubernetes/service';
import type { ClaimTemplate, StatefulSet } from '../kubernetes/statefulset';
import type { Field } from '../yaml/field';
import type { Span } from '../yaml/span';
import type { AppliedAs } from './applied-as';
import { otherNames } from './applied-as';
import type { PodMaker, Workspace } from './workspace';

/** What a name in a manifest stands for. */
export type Referent =
  /** A whole object; what patches say of it belongs to it. */
  | { readonly kind: 'object'; readonly resource: Resource; readonly as?: AppliedAs }
  /** A Pod of a set; of no certain ordinal where a variable stands in its name. */
  | {
      readonly kind: 'pod';
      readonly set: StatefulSet;
      readonly ordinal: number | undefined;
      readonly as?: AppliedAs;
    }
  | { readonly kind: 'claim-template'; readonly set: StatefulSet; readonly template: ClaimTemplate }
  /** A claim that a template makes. */
  | {
      readonly kind: 'claim';
      readonly set: StatefulSet;
      readonly template: ClaimTemplate;
      readonly ordinal: number;
    }
  | { readonly kind: 'volume'; readonly maker: PodMaker; readonly volume: Volume }
  | {
      readonly kind: 'container-port';
      readonly maker: PodMaker;
      readonly container: Container;
      readonly port: ContainerPort;
    }
  | { readonly kind: 'service-port'; readonly service: Service; readonly port: ServicePort }
  /** A label of the Pods that a template makes. */
  | { readonly kind: 'label'; readonly maker: PodMaker; readonly label: string }
  /** `holder` is an object in it whose name was written with it. */
  | { readonly kind: 'namespace'; readonly name: string; readonly holder: Resource | undefined }
  | { readonly kind: 'file'; readonly uri: string }
  /** Something that is nowhere in view: known by its key alone, and by who names it. */
  | { readonly kind: 'absent'; readonly key: string; readonly writer: Resource };

/** Where something is defined: all of it, and the name within. */
export interface Definition {
  readonly document: DocumentId;
  readonly whole: Span;
  /** As its field has it, with quotes. */
  readonly name: Span;
}

/** Whether two are the same thing. */
export function isSame(a: Referent, b: Referent, workspace: Workspace): boolean {
  switch (a.kind) {
    case 'object':
      return b.kind === 'object' && a.resource === b.resource;
    case 'pod':
      return b.kind === 'pod' && a.set === b.set && a.ordinal === b.ordinal;
    case 'claim-template':
      return b.kind === 'claim-template' && a.template === b.template;
    case 'claim':
      return b.kind === 'claim' && a.template === b.template && a.ordinal === b.ordinal;
    case 'volume':
      return b.kind === 'volume' && a.volume === b.volume;
    case 'container-port':
      return b.kind === 'container-port' && a.port === b.port;
    case 'service-port':
      return b.kind === 'service-port' && a.port === b.port;
    case 'label':
      return b.kind === 'label' && a.maker === b.maker && a.label === b.label;
    case 'namespace':
      return b.kind === 'namespace' && a.name === b.name;
    case 'file':
      return b.kind === 'file' && a.uri === b.uri;
    case 'absent':
      return b.kind === 'absent' && a.key === b.key && isNeighbour(a.writer, b.writer, workspace);
  }
}

/** Whether what names `found` also names `wanted`: a Pod's name holds that of its set, a claim's that of its template too. */
export function concerns(found: Referent, wanted: Referent, workspace: Workspace): boolean {
  if (isSame(found, wanted, workspace)) return true;
  if (wanted.kind === 'claim-template') return found.kind === 'claim' && found.template === wanted.template;
  return wanted.kind === 'object' && (found.kind === 'pod' || found.kind === 'claim') && found.set === wanted.resource;
}

function isNeighbour(a: Resource, b: Resource, workspace: Workspace): boolean {
  return a === b || (workspace.nearness(a, b) !== 'workspace' && workspace.sameNamespace(a, b));
}

/** Where it is defined. None for what is not in view. */
export function definitionsOf(referent: Referent, workspace: Workspace): readonly Definition[] {
  switch (referent.kind) {
    case 'object':
      return [ofObject(referent.resource)];
    case 'pod':
      return [ofObject(referent.set)];
    case 'claim-template':
    case 'claim': {
      const { set, template } = referent;
      return [ofItem(set, template.span, template.metadata.name)];
    }
    case 'volume':
      return [ofItem(referent.maker, referent.volume.span, referent.volume.name)];
    case 'container-port': {
      const { maker, port } = referent;
      return [ofItem(maker, port.span, port.name ?? port.containerPort)];
    }
    case 'service-port': {
      const { service, port } = referent;
      return [ofItem(service, port.span, port.name ?? port.port)];
    }
    case 'label': {
      const { maker, label } = referent;
      const field = maker.template?.metadata.labels?.value?.get(label);
      if (field === undefined) return [];
      const pair = pairSpan(field);
      return [{ document: maker.document, whole: pair, name: pair }];
    }
    case 'namespace':
      return ofNamespace(referent.name, referent.holder, workspace);
    case 'file': {
      const document = workspace.file(referent.uri)?.documents[0]?.document;
      const name = document?.resources[0]?.kindField.span ?? { start: 0, end: 0 };
      return document === undefined ? [] : [{ document: document.id, whole: { start: 0, end: name.end }, name }];
    }
    case 'absent':
      return [];
  }
}

/** A label or a pair of a selector, from its key to the end of its value. */
export function pairSpan({ key, span }: Field<string>): Span {
  return key.start <= span.start ? { start: key.start, end: Math.max(key.end, span.end) } : span;
}

function ofObject(resource: Resource): Definition {
  const { document, span, metadata, kindField } = resource;
  return { document, whole: span, name: metadata.name?.span ?? kindField.span };
}

function ofItem(resource: Resource, whole: Span, name: Field<unknown> | undefined): Definition {
  return { document: resource.document, whole, name: name?.span ?? whole };
}

/** The Namespace itself or, where there is none, where somebody says that the object is in it. */
function ofNamespace(name: string, holder: Resource | undefined, workspace: Workspace): readonly Definition[] {
  const objects = workspace.named('Namespace', name);
  if (objects.length > 0) return objects.map(ofObject);
  if (holder === undefined) return [];
  const setters = [
    { resource: holder, field: holder.metadata.namespace },
    ...workspace.kustomizationsOf(holder).map((resource) => ({ resource, field: resource.namespace })),
  ];
  return setters.flatMap(({ resource, field }) => (field?.value === name ? [ofItem(resource, field.span, field)] : []));
}

/**
 * The keys under which occurrences that may name it are found: see `Occurrence.key`. Those of names that only mean
 * something within one object are among them.
 */
export function keysOf(referent: Referent, workspace: Workspace): readonly string[] {
  switch (referent.kind) {
    case 'object':
      return [...keysOfObject(referent.resource), ...otherKeysOf(referent.resource, workspace)];
    case 'pod':
      return [...keysOfPods(referent.set), ...otherKeysOf(referent.set, workspace)];
    case 'claim-template':
    case 'claim': {
      const name = nameOf(referent.template) ?? '';
      return [nameKeys.volume(name), nameKeys.claim(`${name}-${nameOf(referent.set) ?? ''}`)];
    }
    case 'volume':
      return [nameKeys.volume(referent.volume.name?.value ?? '')];
    case 'container-port': {
      const { name, containerPort } = referent.port;
      return [name?.value, containerPort?.value].flatMap((value) => (value === undefined ? [] : nameKeys.port(value)));
    }
    case 'service-port': {
      const { name, port } = referent.port;
      return [name?.value, port?.value].flatMap((value) => (value === undefined ? [] : nameKeys.servicePort(value)));
    }
    case 'label':
      return [nameKeys.label(referent.label)];
    case 'namespace':
      // `web-0.prod` may be the name of a Service `web-0` in a namespace.
      return [nameKeys.namespace(referent.name), nameKeys.object('Service', referent.name)];
    case 'file':
      return keysOfFile(referent.uri);
    case 'absent':
      return [referent.key];
  }
}

/** What may be named, as one string: compared before anything is looked up. */
export const nameKeys = {
  object: (kind: string, name: string) => `${kind}/${name}`,
  /** An object of whatever kind. */
  any: (name: string) => `any/${name}`,
  pod: (set: string) => `pod/${set}`,
  /** A Pod that is only known by its Service: `$(POD_NAME).nginx`. */
  podOf: (service: string) => `pod-of/${service}`,
  /** A claim by its name less the ordinal. */
  claim: (prefix: string) => `claim/${prefix}`,
  volume: (name: string) => `volume/${name}`,
  port: (port: string | number) => `port/${port}`,
  servicePort: (port: string | number) => `service-port/${port}`,
  label: (label: string) => `label/${label}`,
  namespace: (name: string) => `namespace/${name}`,
  file: (uri: string) => `file/${uri}`,
};

function keysOfObject(resource: Resource): readonly string[] {
  const name = nameOf(resource) ?? '';
  const own = [nameKeys.object(resource.kind, name), nameKeys.any(name)];
  if (resource.kind === 'StatefulSet') {
    const claims = resource.claimTemplates.flatMap((template) => nameOf(template) ?? []);
    return [...own, ...keysOfPods(resource), ...claims.map((claim) => nameKeys.claim(`${claim}-${name}`))];
  }
  // A bare Pod, or a Service for one Pod, may stand where a Pod of a set would.
  const parent = /^(.+)-\d+$/.exec(name)?.[1];
  return parent === undefined ? own : [...own, nameKeys.pod(parent), nameKeys.claim(parent)];
}

/** Those of the names that kustomizations give it, which texts have to use. */
function otherKeysOf(resource: Resource, workspace: Workspace): readonly string[] {
  if (resource.kind !== 'StatefulSet' && resource.kind !== 'Service') return [];
  const key = resource.kind === 'Service' ? (name: string) => nameKeys.object('Service', name) : nameKeys.pod;
  return otherNames(resource, workspace).map(key);
}

/** A kustomization is included by the path of its folder. */
function keysOfFile(uri: string): readonly string[] {
  const folder = /^(.*)\/(?:kustomization\.ya?ml|Kustomization)$/.exec(uri)?.[1];
  return [nameKeys.file(uri), ...(folder === undefined ? [] : [nameKeys.file(folder)])];
}

function keysOfPods(set: StatefulSet): readonly string[] {
  const service = set.serviceName?.value;
  return [nameKeys.pod(nameOf(set) ?? ''), ...(service === undefined ? [] : [nameKeys.podOf(service)])];
}
