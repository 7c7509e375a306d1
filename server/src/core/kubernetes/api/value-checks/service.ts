import type { MapNode } from '../../../yaml/node';
import { entryOf } from '../../../yaml/node';
import { subdomain } from '../formats';
import type { Check, Found } from './found';
import { forbidden, has, mapsAt, numberAt, scalarAt, textAt, unique } from './found';

/** `ServiceSpec`: what its type and its ports demand of each other (`ValidateServiceCreate`). */
export const serviceSpec: Check = (map, found) => {
  const type = typeOf(map);
  const ports = mapsAt(map, 'ports');
  if (type === undefined) return;
  const list = entryOf(map, 'ports')?.value;
  const none = !has(map, 'ports') || (list?.type === 'list' && list.items.length === 0);
  if (none && type !== 'ExternalName' && !mayBeHeadless(map))
    found.missing([], 'ports', found.owner, 'unless the Service is headless');
  if (type === 'ExternalName') externalName(map, found);
  if (type === 'ClusterIP') {
    for (const [index, port] of ports) {
      const entry = entryOf(port, 'nodePort');
      if (entry !== undefined && has(port, 'nodePort') && numberAt(port, 'nodePort') !== 0)
        found.refused(['ports', index, 'nodePort'], entry, 'is only for a Service of type NodePort or LoadBalancer');
    }
    if (!has(map, 'externalIPs'))
      forbidden(map, 'externalTrafficPolicy', 'is only for a Service of type NodePort or LoadBalancer', found);
  }
  if (type !== 'LoadBalancer') {
    for (const key of ['loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts', 'loadBalancerClass'])
      forbidden(map, key, 'is only for a Service of type LoadBalancer', found);
  }
  portsTogether(map, ports, found);
  if (has(map, 'sessionAffinityConfig') && textAt(map, 'sessionAffinity') === 'None')
    forbidden(map, 'sessionAffinityConfig', 'is only for sessionAffinity ClientIP', found);
};

/** The type as it will be; undefined where it cannot be read or is none. */
function typeOf(map: MapNode): string | undefined {
  const type = has(map, 'type') ? textAt(map, 'type') : 'ClusterIP';
  return type !== undefined && ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'].includes(type)
    ? type
    : undefined;
}

function mayBeHeadless(map: MapNode): boolean {
  if (has(map, 'clusterIPs')) return true;
  return has(map, 'clusterIP') && (textAt(map, 'clusterIP') ?? 'None').toLowerCase() === 'none';
}

function externalName(map: MapNode, found: Found): void {
  const name = scalarAt(map, 'externalName');
  if (!has(map, 'externalName') || name?.text === '')
    found.missing([], 'externalName', found.owner, 'where type is ExternalName');
  const detail = name === undefined || name.text === '' ? undefined : subdomain(name.text.replace(/\.$/, ''));
  if (name !== undefined && detail !== undefined) found.invalid(['externalName'], name, detail);
}

function portsTogether(map: MapNode, ports: readonly (readonly [number, MapNode])[], found: Found): void {
  const seen = new Set<string>();
  unique(map, 'ports', 'name', 'must be the name of one port of the Service only', found);
  for (const [index, port] of ports) {
    const first = port.entries[0]?.keySpan;
    if (ports.length > 1 && first !== undefined && !has(port, 'name'))
      found.missing(['ports', index], 'name', first, 'where a Service has several ports');
    const number = scalarAt(port, 'port');
    const protocol = has(port, 'protocol') ? textAt(port, 'protocol') : 'TCP';
    if (number === undefined || protocol === undefined) continue;
    const both = `${protocol} ${number.text}`;
    if (seen.has(both))
      found.invalid(['ports', index, 'port'], number, `must not repeat a port of the same protocol, ${protocol}`);
    seen.add(both);
  }
}
