import type { ContainerPort } from '../../kubernetes/pod';
import { servingContainers } from '../../kubernetes/pod';
import type { Resource } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import { protocolOf } from '../../kubernetes/service';
import { containersOf, objectsMeant } from '../../workspace/meant';
import { podsMatching, podsSelectedBy } from '../../workspace/pods-behind';
import { withWholes } from '../../workspace/wholes';
import type { PodMaker } from '../../workspace/workspace';
import type { CompletionContext } from './context';
import { bare, containerAround, endsWith, literal } from './context';
import type { CompletionItem } from './item';

/**
 * Ports of containers, for `targetPort` of a Service, for the checks of a container and for what a network policy lets in;
 * those of Services, for whoever sends requests to them.
 */
export function ports(context: CompletionContext): readonly CompletionItem[] {
  const { place, resource, workspace } = context;
  if (place.part !== 'value' || resource === undefined) return [];
  if (resource.kind === 'Service' && endsWith(place.path, 'ports', '*', 'targetPort')) {
    return podsSelectedBy(resource, workspace).flatMap((maker) =>
      portItems(servingPorts(maker), nameOf(maker), context),
    );
  }
  if (resource.kind === 'NetworkPolicy' && endsWith(place.path, 'ingress', '*', 'ports', '*', 'port')) {
    const selector = resource.podSelector?.value;
    const makers = selector === undefined ? [] : podsMatching(selector, resource, workspace);
    return makers.flatMap((maker) => portItems(servingPorts(maker), nameOf(maker), context));
  }
  if ('backends' in resource) return backendPorts(resource, context);
  const isCheck = endsWith(place.path, 'httpGet', 'port') || endsWith(place.path, 'tcpSocket', 'port');
  if (!isCheck || !('template' in resource)) return [];
  const container = containerAround(resource, context.offset);
  const name = container?.name?.value;
  // In a patch the port is that of the container which is patched.
  const same = withWholes(resource, workspace)
    .flatMap(containersOf)
    .filter((other) => other === container || (name !== undefined && other.name?.value === name));
  return portItems(
    same.flatMap((other) => other.ports),
    name,
    context,
  );
}

/** The ports of the Service that is named before them: a route tells them by number, an Ingress by either. */
function backendPorts(
  resource: Extract<Resource, { backends: unknown }>,
  context: CompletionContext,
): readonly CompletionItem[] {
  const { place, workspace, offset, writing } = context;
  const isName = endsWith(place.path, 'service', 'port', 'name');
  const isNumber =
    endsWith(place.path, 'service', 'port', 'number') || endsWith(place.path, 'backendRefs', '*', 'port');
  if (!isName && !(isNumber && writing.style === 'plain')) return [];
  const { service, namespace } =
    resource.backends.findLast((backend) => backend.service !== undefined && backend.service.span.start < offset) ?? {};
  if (service?.value === undefined) return [];
  const services = objectsMeant('Service', service.value, resource, workspace, namespace?.value);
  return services.flatMap((found) =>
    found.ports.flatMap(({ name, port }): readonly CompletionItem[] => {
      const words = isName ? name?.value : port?.value?.toString();
      const other = isName ? port?.value : name?.value;
      if (words === undefined || words === '') return [];
      return [
        {
          label: words,
          kind: 'port',
          detail: `port${other === undefined ? '' : ` ${other}`} of ${nameOf(found) ?? ''}`,
          insert: [isName ? literal(words, context) : bare(words, context)],
        },
      ];
    }),
  );
}

function servingPorts(maker: PodMaker): readonly ContainerPort[] {
  return maker.template?.spec === undefined
    ? []
    : servingContainers(maker.template.spec).flatMap((container) => container.ports);
}

/** Names first: they stay where numbers change. */
function portItems(
  declared: readonly ContainerPort[],
  owner: string | undefined,
  context: CompletionContext,
): readonly CompletionItem[] {
  const of = owner === undefined ? '' : ` of ${owner}`;
  const items = new Map<string, CompletionItem>();
  for (const port of declared) {
    const name = port.name?.value;
    const number = port.containerPort?.value;
    if (name === undefined || name === '') continue;
    const detail = `port${number === undefined ? '' : ` ${number}`}${of}${inProtocol(port)}`;
    items.set(name, { label: name, kind: 'port', detail, insert: [literal(name, context)] });
  }
  for (const port of declared) {
    const number = port.containerPort?.value;
    if (number === undefined) continue;
    const name = port.name?.value;
    const detail = `port${name === undefined ? '' : ` ${name}`}${of}${inProtocol(port)}`;
    // In quotes a number would be taken for a name.
    if (context.writing.style !== 'plain') continue;
    items.set(String(number), { label: String(number), kind: 'port', detail, insert: [bare(String(number), context)] });
  }
  return [...items.values()];
}

function inProtocol(port: ContainerPort): string {
  const protocol = protocolOf(port);
  return protocol === undefined || protocol === 'TCP' ? '' : `, ${protocol}`;
}
