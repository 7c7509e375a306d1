import { shortSrvName, srvName } from '../kubernetes/identity';
import type { PodTemplate } from '../kubernetes/pod';
import { findPort } from '../kubernetes/pod';
import { nameOf } from '../kubernetes/resource';
import type { Service, ServicePort } from '../kubernetes/service';
import { protocolOf, serviceType } from '../kubernetes/service';

/** The SRV records of one named port of a Service. */
export interface SrvRecord {
  readonly fqdn: string;
  /** As a Pod of the same namespace may write it. */
  readonly short: string;
  /** The port that the records carry: the Pods' own of a headless Service; undefined where it cannot be told. */
  readonly port: number | undefined;
}

/**
 * The SRV records of a Service, one for each port that has a name (the Kubernetes DNS specification 1.1.0, section
 * 2.4.2). `template` is that of the Pods, in which a named target port is looked up; where the Pods have no port of that
 * name there is no record. `name` is what the Service is called where that is not what its manifest says. Empty for a Service without a name, and for an ExternalName one.
 */
export function srvRecordsOf(
  service: Service,
  namespace: string,
  clusterDomain: string,
  template: PodTemplate | undefined,
  name = nameOf(service),
): readonly SrvRecord[] {
  const type = serviceType(service);
  if (name === undefined || type === 'external-name' || type === 'unknown') return [];
  return service.ports.flatMap((port) => {
    const portName = port.name?.value;
    const protocol = protocolOf(port);
    if (portName === undefined || protocol === undefined) return [];
    const number = type === 'headless' ? endpointPort(port, protocol, template) : port.port?.value;
    if (number === null) return [];
    const fqdn = srvName(portName, protocol, name, namespace, clusterDomain);
    return [{ fqdn, short: shortSrvName(portName, protocol, name), port: number }];
  });
}

/** The port of the Pods that a port leads to; undefined where it cannot be told, null where the Pods lack it. */
function endpointPort(
  port: ServicePort,
  protocol: string,
  template: PodTemplate | undefined,
): number | null | undefined {
  if (port.targetPort === undefined) return port.port?.value;
  const target = port.targetPort.value;
  if (typeof target === 'number' || target === undefined) return target;
  if (template?.spec === undefined) return undefined;
  const found = findPort(template.spec, target, protocol);
  return found === undefined ? null : found.port.containerPort?.value;
}
