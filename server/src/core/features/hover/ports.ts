import type { Container, ContainerPort } from '../../kubernetes/pod';
import { nameOf } from '../../kubernetes/resource';
import type { Service, ServicePort } from '../../kubernetes/service';
import { protocolOf, serviceType } from '../../kubernetes/service';
import { selectsPodsOf } from '../../workspace/governing-service';
import { portsOfPods } from '../../workspace/meant';
import { resourcesNear } from '../../workspace/near';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import { srvRecordsOf } from '../srv-records';
import { code, paragraphs } from './markdown';
import { selectedPods } from './objects';
import { namespaceInForce } from '../../workspace/namespaces';

/** On a port of a container: which Services lead to it, and which checks use it. */
export function containerPortHover(
  maker: PodMaker,
  container: Container,
  port: ContainerPort,
  workspace: Workspace,
): string | undefined {
  if (port.name?.value === undefined && port.containerPort?.value === undefined) return undefined;
  const services = servicesTo(maker, port, workspace);
  const ways = services.map(({ service, port: own }) => `${code(nameOf(service) ?? '?')} (${portText(own)})`);
  const checks = container.probes
    .filter(({ port: checked }) => isThis(port, checked?.value))
    .map(({ kind }) => code(kind));
  const reach =
    ways.length > 0
      ? `${ways.length === 1 ? 'Service' : 'Services'} ${inWords(ways)} ${ways.length === 1 ? 'leads' : 'lead'} here.`
      : workspace.complete
        ? 'No Service of this workspace leads here.'
        : '';
  return paragraphs(
    `**Port ${portText(port)}** of container ${code(container.name?.value ?? '?')}.`,
    [reach, checks.length === 0 ? '' : `Checked by ${inWords(checks)}.`].join(' ').trim(),
    ...services.map(({ service, port: own }) => srvText(service, own, maker, workspace)),
  );
}

/** On a port of a Service, or its target: to which port of which Pods it leads, and in which SRV record it is. */
export function servicePortHover(service: Service, port: ServicePort, workspace: Workspace): string | undefined {
  const name = nameOf(service);
  const protocol = protocolOf(port);
  const target = port.targetPort === undefined ? port.port?.value : port.targetPort.value;
  if (name === undefined || protocol === undefined || target === undefined) return undefined;
  const found = portsOfPods(service, target, protocol, workspace).flatMap((referent) =>
    referent.kind === 'container-port' ? [referent] : [],
  );
  const ends = found.map(
    ({ maker, container, port: own }) =>
      `port ${portText(own)} of container ${code(container.name?.value ?? '?')} in ${selectedPods(service, [maker])}`,
  );
  const heading = `**Port ${portText(port)}** of Service ${code(name)}`;
  const unnamed =
    typeof target === 'number'
      ? `port ${target} of its Pods, which no container declares`
      : `a port ${code(target)} that none of its Pods has`;
  const headless =
    serviceType(service) === 'headless' && typeof port.port?.value === 'number'
      ? 'Being headless, it redirects nothing: whoever uses its names connects to the port of the Pod itself.'
      : undefined;
  return paragraphs(
    `${heading} leads to ${ends.length > 0 ? inWords(ends) : unnamed}.`,
    headless,
    srvText(service, port, found[0]?.maker, workspace),
  );
}

/** `a`, or `a and b`, or `a, b and c`. */
function inWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

interface Way {
  readonly service: Service;
  readonly port: ServicePort;
}

/** The Services near that select the Pods and lead to the port. */
function servicesTo(maker: PodMaker, port: ContainerPort, workspace: Workspace): readonly Way[] {
  return resourcesNear('Service', maker.document, workspace)
    .filter((service) => workspace.sameNamespace(service, maker) && selectsPodsOf(service, maker, workspace) === true)
    .flatMap((service) =>
      service.ports.flatMap((own) => {
        const target = own.targetPort === undefined ? own.port?.value : own.targetPort.value;
        return protocolOf(own) === protocolOf(port) && isThis(port, target) ? [{ service, port: own }] : [];
      }),
    );
}

function isThis(port: ContainerPort, target: number | string | undefined): boolean {
  return target !== undefined && (port.name?.value === target || port.containerPort?.value === target);
}

/** `80`, or `http, 80`, with the protocol where it is not TCP. */
function portText(port: ContainerPort | ServicePort): string {
  const number = 'containerPort' in port ? port.containerPort : port.port;
  const name = port.name?.value;
  const parts = [name === undefined ? '' : code(name), number?.value === undefined ? '' : String(number.value)];
  const protocol = protocolOf(port);
  return [...parts, protocol === undefined || protocol === 'TCP' ? '' : protocol]
    .filter((part) => part !== '')
    .join(', ');
}

function srvText(
  service: Service,
  port: ServicePort,
  maker: PodMaker | undefined,
  workspace: Workspace,
): string | undefined {
  const namespace = namespaceInForce(service, workspace);
  const name = port.name?.value;
  if (namespace === undefined || name === undefined) return undefined;
  const [record] = srvRecordsOf(
    { ...service, ports: [port] },
    namespace,
    workspace.settings.clusterDomain,
    maker?.template,
  );
  return record && `- SRV ${code(record.fqdn)}${record.port === undefined ? '' : `: port ${record.port}`}`;
}
