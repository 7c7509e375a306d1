import type { Field } from '../yaml/field';
import {
  booleanField,
  integerField,
  integerOrStringField,
  itemsOf,
  itemsOrUnreadable,
  mapField,
  stringField,
  stringOfItem,
} from '../yaml/field';
import type { MapNode, Node } from '../yaml/node';
import { entryOf, valueAt } from '../yaml/node';
import type { Span } from '../yaml/span';
import type { LabelSelector } from './labels';
import { readLabelSelector } from './labels';
import type { Metadata } from './metadata';
import { readMetadata } from './metadata';
import { protocolOf } from './service';

/** `PodTemplateSpec`; of a bare Pod, the Pod itself. */
export interface PodTemplate {
  readonly span: Span;
  readonly metadata: Metadata;
  readonly spec: PodSpec | undefined;
}

/**
 * The parts of `PodSpec` on which identity, DNS, rollout or storage depend. A list that is written but cannot be read
 * counts as one item that cannot be.
 */
export interface PodSpec {
  readonly span: Span;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly hostNetwork: Field<boolean> | undefined;
  readonly dnsPolicy: Field<string> | undefined;
  readonly hostname: Field<string> | undefined;
  readonly subdomain: Field<string> | undefined;
  readonly setHostnameAsFQDN: Field<boolean> | undefined;
  readonly restartPolicy: Field<string> | undefined;
  readonly activeDeadlineSeconds: Field<number> | undefined;
  readonly terminationGracePeriodSeconds: Field<number> | undefined;
  readonly antiAffinity: readonly AffinityTerm[];
  /** Other selectors of Pods by which it is decided where these go: `podAffinity` and `topologySpreadConstraints`. */
  readonly otherPlacement: readonly Pick<AffinityTerm, 'selector' | 'namespaced'>[];
  /** Whether its fields send every Pod to one and the same node, by its name. */
  readonly isPinned: boolean;
}

export interface Container {
  readonly span: Span;
  readonly name: Field<string> | undefined;
  readonly image: Field<string> | undefined;
  readonly ports: readonly ContainerPort[];
  readonly volumeMounts: readonly VolumeMount[];
  readonly volumeDevices: readonly VolumeMount[];
  readonly probes: readonly Probe[];
  /** The ports of gRPC checks, and of the requests that `lifecycle` makes. */
  readonly otherPorts: readonly Field<number | string>[];
  /** `Always` makes an init container a sidecar, which keeps running and serves ports. */
  readonly restartPolicy: Field<string> | undefined;
}

export interface ContainerPort {
  readonly span: Span;
  readonly name: Field<string> | undefined;
  readonly containerPort: Field<number> | undefined;
  readonly protocol: Field<string> | undefined;
}

export interface VolumeMount {
  readonly span: Span;
  readonly name: Field<string> | undefined;
  /** `mountPath`, of a device `devicePath`. */
  readonly path: Field<string> | undefined;
}

export interface Probe {
  readonly kind: 'readinessProbe' | 'livenessProbe' | 'startupProbe';
  readonly key: Span;
  /** The port of an HTTP or TCP check; undefined for a command, a gRPC check, or where absent. */
  readonly port: Field<number | string> | undefined;
}

export interface Volume {
  readonly span: Span;
  readonly name: Field<string> | undefined;
  /** `persistentVolumeClaim.claimName`. */
  readonly claimName: Field<string> | undefined;
  /** What fills it, such as `configMap` or `emptyDir`; undefined where nothing is written. */
  readonly source: string | undefined;
  /** The object that it is filled from, such as a ConfigMap's name. */
  readonly sourceName: Field<string> | undefined;
}

/** A required or preferred `PodAffinityTerm` of `podAntiAffinity` or `podAffinity`. */
export interface AffinityTerm {
  readonly span: Span;
  readonly required: boolean;
  /** Its place among the required, or among the preferred ones. */
  readonly index: number;
  readonly selector: Field<LabelSelector> | undefined;
  readonly topologyKey: Field<string> | undefined;
  /** Whether it names the namespaces of the Pods it is about, which are else those of the Pod's own. */
  readonly namespaced: boolean;
}

/** Reads the Pod template at `spec.template`; undefined where it is absent or no map. */
export function readPodTemplate(node: Node | undefined): PodTemplate | undefined {
  if (node?.type !== 'map') return undefined;
  return { span: node.span, metadata: readMetadata(node), spec: readPodSpec(mapField(node, 'spec')?.value) };
}

function readPodSpec(node: MapNode | undefined): PodSpec | undefined {
  if (node === undefined) return undefined;
  return {
    span: node.span,
    containers: itemsOrUnreadable(node, 'containers').map(readContainer),
    initContainers: itemsOrUnreadable(node, 'initContainers').map(readContainer),
    volumes: itemsOrUnreadable(node, 'volumes').map(readVolume),
    hostNetwork: booleanField(node, 'hostNetwork'),
    dnsPolicy: stringField(node, 'dnsPolicy'),
    hostname: stringField(node, 'hostname'),
    subdomain: stringField(node, 'subdomain'),
    setHostnameAsFQDN: booleanField(node, 'setHostnameAsFQDN'),
    restartPolicy: stringField(node, 'restartPolicy'),
    activeDeadlineSeconds: integerField(node, 'activeDeadlineSeconds'),
    terminationGracePeriodSeconds: integerField(node, 'terminationGracePeriodSeconds'),
    antiAffinity: readAffinity(valueAt(node, 'affinity', 'podAntiAffinity')),
    otherPlacement: [
      ...readAffinity(valueAt(node, 'affinity', 'podAffinity')),
      ...itemsOf(node, 'topologySpreadConstraints').map((item) => ({
        selector: readLabelSelector(item, 'labelSelector'),
        namespaced: false,
      })),
    ],
    isPinned:
      valueAt(node, 'nodeName') !== undefined || valueAt(node, 'nodeSelector', 'kubernetes.io/hostname') !== undefined,
  };
}

function readContainer(node: Node): Container {
  return {
    span: node.span,
    name: stringField(node, 'name'),
    image: stringField(node, 'image'),
    ports: readPorts(node),
    volumeMounts: readMounts(node, 'volumeMounts', 'mountPath'),
    volumeDevices: readMounts(node, 'volumeDevices', 'devicePath'),
    probes: (['readinessProbe', 'livenessProbe', 'startupProbe'] as const).flatMap((kind) => readProbe(node, kind)),
    otherPorts: readOtherPorts(node),
    restartPolicy: stringField(node, 'restartPolicy'),
  };
}

/** The ports of a container that cannot be read are one that cannot be. */
function readPorts(container: Node): readonly ContainerPort[] {
  const ports = container.type === 'map' ? itemsOrUnreadable(container, 'ports') : [container];
  return ports.map((port) => ({
    span: port.span,
    name: stringOfItem(port, 'name'),
    containerPort: integerField(port, 'containerPort'),
    protocol: stringField(port, 'protocol'),
  }));
}

/** A container that cannot be read mounts nobody knows what. */
function readMounts(container: Node, list: string, path: 'mountPath' | 'devicePath'): readonly VolumeMount[] {
  const mounts = container.type === 'map' ? itemsOrUnreadable(container, list) : [container];
  return mounts.map((mount) => ({
    span: mount.span,
    name: stringOfItem(mount, 'name'),
    path: stringField(mount, path),
  }));
}

function readVolume(node: Node): Volume {
  const source = node.type === 'map' ? node.entries.find((entry) => entry.key !== 'name') : undefined;
  const named = ['name', 'secretName', 'claimName'].map((key) => stringField(source?.value, key));
  return {
    span: node.span,
    name: stringOfItem(node, 'name'),
    claimName: stringField(valueAt(node, 'persistentVolumeClaim'), 'claimName'),
    source: source?.key,
    sourceName: named.find((field) => field !== undefined),
  };
}

function readProbe(container: Node, kind: Probe['kind']): readonly Probe[] {
  const probe = mapField(container, kind);
  if (probe === undefined) return [];
  const port =
    integerOrStringField(valueAt(probe.value, 'httpGet'), 'port') ??
    integerOrStringField(valueAt(probe.value, 'tcpSocket'), 'port');
  return [{ kind, key: probe.key, port }];
}

function readOtherPorts(container: Node): readonly Field<number | string>[] {
  const checks = ['readinessProbe', 'livenessProbe', 'startupProbe'].map((probe) => valueAt(container, probe, 'grpc'));
  const hooks = ['postStart', 'preStop'].flatMap((hook) => {
    const handler = valueAt(container, 'lifecycle', hook);
    return [valueAt(handler, 'httpGet'), valueAt(handler, 'tcpSocket')];
  });
  return [...checks, ...hooks].flatMap((node) => integerOrStringField(node, 'port') ?? []);
}

function readAffinity(node: Node | undefined): readonly AffinityTerm[] {
  const required = itemsOf(node, 'requiredDuringSchedulingIgnoredDuringExecution').map((term, index) =>
    readTerm(term, true, index),
  );
  const preferred = itemsOf(node, 'preferredDuringSchedulingIgnoredDuringExecution').flatMap((weighted, index) => {
    const term = mapField(weighted, 'podAffinityTerm')?.value;
    return term === undefined ? [] : [readTerm(term, false, index)];
  });
  return [...required, ...preferred];
}

function readTerm(node: Node, required: boolean, index: number): AffinityTerm {
  return {
    span: node.span,
    required,
    index,
    selector: readLabelSelector(node, 'labelSelector'),
    topologyKey: stringField(node, 'topologyKey'),
    namespaced: entryOf(node, 'namespaces') !== undefined || entryOf(node, 'namespaceSelector') !== undefined,
  };
}

/** Containers whose ports can receive traffic: the ordinary ones and init containers that keep running. */
export function servingContainers(spec: PodSpec): readonly Container[] {
  return [
    ...spec.containers,
    ...spec.initContainers.filter((container) => container.restartPolicy?.value === 'Always'),
  ];
}

/**
 * The port that a Service or a policy means by a name or a number: of the containers that serve, the first that declares
 * it with the protocol (`FindPort` of the EndpointSlice controller).
 */
export function findPort(
  spec: PodSpec,
  target: number | string,
  protocol: string,
): { readonly container: Container; readonly port: ContainerPort } | undefined {
  for (const container of servingContainers(spec)) {
    const port = container.ports.find((candidate) => isPort(candidate, target) && protocolOf(candidate) === protocol);
    if (port !== undefined) return { container, port };
  }
  return undefined;
}

/** Whether a port has that name or, for a number, that number. */
export function isPort(port: ContainerPort, target: number | string): boolean {
  return typeof target === 'number' ? port.containerPort?.value === target : port.name?.value === target;
}
