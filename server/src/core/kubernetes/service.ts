import type { Field, StringMap } from '../yaml/field';
import {
  booleanField,
  integerField,
  integerOrStringField,
  itemsOf,
  listField,
  mapField,
  stringField,
  stringMapField,
} from '../yaml/field';
import type { Node } from '../yaml/node';
import type { Span } from '../yaml/span';
import type { ResourceBase } from './resource';

/** A Service (`v1`). */
export interface Service extends ResourceBase {
  readonly kind: 'Service';
  /** The key `spec`. */
  readonly spec: Span | undefined;
  readonly clusterIP: Field<string> | undefined;
  /** First of `spec.clusterIPs`, which says the same as `clusterIP`. */
  readonly firstClusterIP: string | undefined;
  readonly type: Field<string> | undefined;
  readonly selector: StringMap | undefined;
  readonly ports: readonly ServicePort[];
  readonly publishNotReadyAddresses: Field<boolean> | undefined;
  readonly sessionAffinity: Field<string> | undefined;
  readonly externalName: Field<string> | undefined;
}

export interface ServicePort {
  readonly span: Span;
  readonly name: Field<string> | undefined;
  readonly port: Field<number> | undefined;
  readonly targetPort: Field<number | string> | undefined;
  readonly protocol: Field<string> | undefined;
}

/** Reads the object of a Service. Never fails: what is missing or unreadable is undefined. */
export function readService(base: ResourceBase, object: Node): Service {
  const spec = mapField(object, 'spec');
  const first = listField(spec?.value, 'clusterIPs')?.value?.items[0];
  return {
    ...base,
    kind: 'Service',
    partial: base.partial || spec?.value === undefined,
    spec: spec?.key,
    clusterIP: stringField(spec?.value, 'clusterIP'),
    firstClusterIP: first?.type === 'scalar' ? first.text : undefined,
    type: stringField(spec?.value, 'type'),
    selector: stringMapField(spec?.value, 'selector'),
    ports: itemsOf(spec?.value, 'ports').map((port) => ({
      span: port.span,
      name: stringField(port, 'name'),
      port: integerField(port, 'port'),
      targetPort: integerOrStringField(port, 'targetPort'),
      protocol: stringField(port, 'protocol'),
    })),
    publishNotReadyAddresses: booleanField(spec?.value, 'publishNotReadyAddresses'),
    sessionAffinity: stringField(spec?.value, 'sessionAffinity'),
    externalName: stringField(spec?.value, 'externalName'),
  };
}

/**
 * The annotation that `spec.publishNotReadyAddresses` replaced (kubernetes.io, Well-Known Labels, Annotations and Taints).
 * Whoever makes EndpointSlices does not read it, and DNS and kube-proxy read those.
 */
export const UNREADY_ANNOTATION = 'service.alpha.kubernetes.io/tolerate-unready-endpoints';

export type ServiceType = 'headless' | 'cluster-ip' | 'external-name' | 'unknown';

/** What kind of DNS records a Service has (the Kubernetes DNS specification, sections 2.3 to 2.5). */
export function serviceType(service: Service): ServiceType {
  if (service.type?.value === 'ExternalName') return 'external-name';
  if (service.clusterIP?.value === 'None' || (service.clusterIP === undefined && service.firstClusterIP === 'None'))
    return 'headless';
  const unreadable =
    (service.type && service.type.value === undefined) || (service.clusterIP && service.clusterIP.value === undefined);
  return unreadable || service.partial || isClusterIpWrong(service) ? 'unknown' : 'cluster-ip';
}

/** Whether `clusterIP` is misspelt, or has a value that no Service can have: what was meant is not known. */
function isClusterIpWrong({ fieldProblems }: Service): boolean {
  return fieldProblems.some(
    ({ path }) => path.length === 2 && path[0] === 'spec' && String(path[1]).toLowerCase() === 'clusterip',
  );
}

/** The protocol of a port, which is TCP where none is written (`ServicePort.protocol`). */
export function protocolOf(port: { readonly protocol: Field<string> | undefined }): string | undefined {
  return port.protocol === undefined ? 'TCP' : port.protocol.value;
}
