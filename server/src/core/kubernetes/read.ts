import { itemsOf, stringField } from '../yaml/field';
import { parseWithin } from '../yaml/inner';
import type { MapNode, Node } from '../yaml/node';
import { entryOf } from '../yaml/node';
import { readFieldProblems } from './api/field-problems';
import type { Autoscaler } from './autoscaler';
import { readAutoscaler } from './autoscaler';
import type { Claim } from './claim';
import { readClaim } from './claim';
import type { ConfigMap } from './config-map';
import type { DisruptionBudget } from './disruption-budget';
import { readDisruptionBudget } from './disruption-budget';
import { readDnsMentions } from './dns-mention';
import { readHostMentions } from './host-mention';
import type { HttpRoute } from './http-route';
import { readHttpRoute } from './http-route';
import type { Ingress } from './ingress';
import { readIngress } from './ingress';
import type { Kustomization } from './kustomization';
import { kindMeant } from './kind-meant';
import { readKustomization } from './kustomization';
import { readMetadata } from './metadata';
import type { Namespace } from './namespace';
import type { NetworkPolicy } from './network-policy';
import { readNetworkPolicy } from './network-policy';
import { readProgramTexts } from './program-text';
import type { DocumentId, ResourceBase } from './resource';
import type { Secret } from './secret';
import type { Service } from './service';
import { readService } from './service';
import type { StatefulSet } from './statefulset';
import { readStatefulSet } from './statefulset';
import type { Workload } from './workload';
import { readWorkload } from './workload';

/** Every kind of object that is read. */
export type Resource =
  | StatefulSet
  | Service
  | Workload
  | DisruptionBudget
  | Autoscaler
  | Claim
  | ConfigMap
  | Secret
  | NetworkPolicy
  | Ingress
  | HttpRoute
  | Namespace
  | Kustomization;
export type Kind = Resource['kind'];

type Reader = (base: ResourceBase, object: MapNode, source: string) => Resource;

interface KindDescription {
  /** The API groups and versions whose kind of this name is meant: operators define StatefulSets of their own. */
  readonly apiVersion: RegExp;
  readonly read: Reader;
}

// A group of somebody's own has a dot in its name, so one without is meant for one of Kubernetes, be it the wrong one.
const BUILT_IN = /^[^./]*(?:\/[^./]*)?$/;
const NETWORKING = /^(networking\.k8s\.io|extensions)\//;
const workload = (kind: Workload['kind']): KindDescription => ({
  apiVersion: BUILT_IN,
  read: (base, object) => readWorkload(base, kind, object),
});

const KINDS: Readonly<Record<Kind, KindDescription>> = {
  StatefulSet: { apiVersion: BUILT_IN, read: readStatefulSet },
  Service: { apiVersion: BUILT_IN, read: readService },
  Deployment: workload('Deployment'),
  DaemonSet: workload('DaemonSet'),
  ReplicaSet: workload('ReplicaSet'),
  ReplicationController: workload('ReplicationController'),
  Job: workload('Job'),
  CronJob: workload('CronJob'),
  Pod: workload('Pod'),
  PodDisruptionBudget: { apiVersion: BUILT_IN, read: readDisruptionBudget },
  HorizontalPodAutoscaler: { apiVersion: BUILT_IN, read: readAutoscaler },
  PersistentVolumeClaim: { apiVersion: BUILT_IN, read: readClaim },
  ConfigMap: { apiVersion: BUILT_IN, read: (base) => ({ ...base, kind: 'ConfigMap' }) },
  Secret: { apiVersion: BUILT_IN, read: (base) => ({ ...base, kind: 'Secret' }) },
  NetworkPolicy: { apiVersion: NETWORKING, read: readNetworkPolicy },
  Ingress: { apiVersion: NETWORKING, read: readIngress },
  HTTPRoute: { apiVersion: /^gateway\.networking\.k8s\.io\//, read: readHttpRoute },
  Namespace: { apiVersion: BUILT_IN, read: (base) => ({ ...base, kind: 'Namespace' }) },
  Kustomization: {
    apiVersion: /^kustomize\.config\.k8s\.io\//,
    read: (base, object, source) =>
      readKustomization(base, object, (text) => readPatch(base.document, parseWithin(source, text), source)),
  },
};

/** The kinds that are read. */
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** Kinds that only refer to others: no rule asks whether there is an object of these. */
const REFERRING: readonly Kind[] = ['Secret', 'NetworkPolicy', 'Ingress', 'HTTPRoute', 'Namespace'];

/** Where a kind may be misspelt. */
const BUILT_IN_GROUP = String.raw`\bapiVersion["']?\s*:\s*["']?(?:apps|batch|policy|autoscaling)/v\d`;
const NAMES_A_KIND = kindPattern(Object.keys(KINDS));
const NAMES_A_REFERRED_KIND = kindPattern(Object.keys(KINDS).filter((kind) => !REFERRING.some((own) => own === kind)));
/** The files that Kustomize reads as kustomizations, by their URI. */
export const KUSTOMIZATION_FILE = /(?:^|\/)kustomization\.ya?ml$|(?:^|\/)Kustomization$/;

/** Whether a text may hold an object of a kind that is read: a search, not a parse, and wrong only towards true. */
export function mayHoldResources(text: string, uri: string): boolean {
  return NAMES_A_KIND.test(text) || KUSTOMIZATION_FILE.test(uri);
}

/** Whether a text may hold an object to which others refer by name. */
export function mayHoldReferred(text: string): boolean {
  return NAMES_A_REFERRED_KIND.test(text);
}

function kindPattern(kinds: readonly string[]): RegExp {
  return new RegExp(
    `\\bkind["']?\\s*:\\s*(?:[&!]\\S*\\s+)*["']?(?:${kinds.join('|')}|Component|[A-Za-z]*List)s?\\b|${BUILT_IN_GROUP}`,
    'i',
  );
}

/** The objects of a document that are read; those of a `List` one by one. Anything else yields none. */
export function readResources(document: DocumentId, root: Node | undefined, source: string): readonly Resource[] {
  if (root?.type !== 'map') return [];
  const kind = entryOf(root, 'kind')?.value;
  if (kind?.type === 'scalar' && kind.text.endsWith('List')) {
    return itemsOf(root, 'items').flatMap((item) => (item.type === 'map' ? readResource(document, item, source) : []));
  }
  return readResource(document, root, source);
}

/** The object of a strategic merge patch, which is a part of it whatever it holds; a JSON patch is none. */
function readPatch(document: DocumentId, root: Node | undefined, source: string): readonly Resource[] {
  return readResources(document, root, source).map((resource) => ({ ...resource, partial: true }));
}

function readResource(document: DocumentId, object: MapNode, source: string): readonly Resource[] {
  const written = stringField(object, 'kind');
  const kindField = written === undefined || written.value === '' ? implicitKind(document, object) : written;
  if (kindField?.value === undefined) return [];
  const apiVersion = stringField(object, 'apiVersion');
  const kind = kindOf(kindField.value, apiVersion?.value);
  if (kind === undefined) return [];
  const description = KINDS[kind];
  if (apiVersion?.value !== undefined && !description.apiVersion.test(apiVersion.value)) return [];
  const { texts, podNames } = readProgramTexts(object, source, kind === 'Kustomization');
  const dnsMentions = readDnsMentions(texts);
  const base: ResourceBase = {
    document,
    span: object.span,
    apiVersion,
    kindField,
    metadata: readMetadata(object),
    partial: entryOf(object, '$patch') !== undefined,
    deletes: stringField(object, '$patch')?.value === 'delete',
    dnsMentions,
    hostMentions: readHostMentions(texts, dnsMentions, podNames),
    fieldProblems:
      apiVersion?.value === undefined && apiVersion !== undefined
        ? []
        : readFieldProblems(object, kind, apiVersion?.value),
  };
  return [description.read(base, object, source)];
}

/** A kustomization file need not say its kind. */
function implicitKind(document: DocumentId, object: MapNode): ReturnType<typeof stringField> {
  const start = { start: object.span.start, end: object.span.start };
  return KUSTOMIZATION_FILE.test(document.uri) ? { value: 'Kustomization', span: start, key: start } : undefined;
}

/** The kind as which an object is read; one that was misspelt is told by `kindField`. */
function kindOf(written: string, apiVersion: string | undefined): Kind | undefined {
  if (isKind(written)) return written;
  if (written === 'Component') return 'Kustomization';
  return apiVersion === undefined ? undefined : kindMeant(apiVersion, written);
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind);
}
