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
  const checked = entryOf(map, 'healthCheckNodePort');
  const isLocal = !has(map, 'externalTrafficPolicy') ? false : textAt(map, 'externalTrafficPolicy') !== 'Cluster';
  if (
    checked !== undefined &&
    (numberAt(map, 'healthCheckNodePort') ?? 0) !== 0 &&
    !(type === 'LoadBalancer' && isLocal)
  )
    found.refused(
      ['healthCheckNodePort'],
      checked,
      'is only for a Service of type LoadBalancer with externalTrafficPolicy Local',
    );
  portsTogether(map, ports, found);
  if (type !== 'ExternalName') addresses(map, found);
};

/** The type as it will be; undefined where it cannot be read or is none. */
function typeOf(map: MapNode): string | undefined {
  const type = has(map, 'type') ? textAt(map, 'type') : 'ClusterIP';
  return type !== undefined && ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'].includes(type)
    ? type
    : undefined;
}

/** `None` beside a type that needs an address has a rule of its own. */
function isHeadless(map: MapNode): boolean {
  return textAt(map, 'clusterIP')?.toLowerCase() === 'none';
}

function mayBeHeadless(map: MapNode): boolean {
  if (has(map, 'clusterIPs')) return true;
  return has(map, 'clusterIP') && (textAt(map, 'clusterIP') ?? 'None').toLowerCase() === 'none';
}

function externalName(map: MapNode, found: Found): void {
  for (const key of ['clusterIPs', 'ipFamilies', 'ipFamilyPolicy', ...(isHeadless(map) ? [] : ['clusterIP'])])
    if (scalarAt(map, key)?.text !== '') forbidden(map, key, 'must not be there where type is ExternalName', found);
  const name = scalarAt(map, 'externalName');
  if (!has(map, 'externalName') || name?.text === '')
    found.missing([], 'externalName', found.owner, 'where type is ExternalName');
  const detail = name === undefined || name.text === '' ? undefined : subdomain(name.text.replace(/\.$/, ''));
  if (name !== undefined && detail !== undefined) found.invalid(['externalName'], name, detail);
}

/** What `clusterIPs` and `ipFamilies` hold, and what they say together with `clusterIP` and `ipFamilyPolicy`. */
function addresses(map: MapNode, found: Found): void {
  const list = entryOf(map, 'clusterIPs');
  const ips = list?.value.type === 'list' ? list.value.items : [];
  const [first, second, third] = ips.map((item) => (item.type === 'scalar' ? item : undefined));
  const own = scalarAt(map, 'clusterIP');
  if (list !== undefined && first !== undefined && (!has(map, 'clusterIP') || own?.text === ''))
    found.missing([], 'clusterIP', list.keySpan, 'beside clusterIPs, whose first it is');
  else if (first !== undefined && own !== undefined && first.text !== own.text)
    found.invalid(['clusterIPs', 0], first, `must be the same as clusterIP, ${own.text}`, [own.text]);
  if (second !== undefined && first?.text === 'None')
    found.invalid(['clusterIPs', 1], second, 'must not be there beside None');
  else if (second !== undefined && first?.text.includes(':') === second.text.includes(':'))
    found.invalid(['clusterIPs', 1], second, 'must be of the other IP family than the first');
  if (third !== undefined) found.invalid(['clusterIPs', 2], third, 'must not be there: two addresses are the most');
  families(map, found);
}

function families(map: MapNode, found: Found): void {
  const list = entryOf(map, 'ipFamilies');
  const [first, second] = list?.value.type === 'list' ? list.value.items : [];
  if (first?.type !== 'scalar' || second?.type !== 'scalar') return;
  if (first.text === second.text) {
    found.invalid(['ipFamilies', 1], second, 'must not repeat the first');
    return;
  }
  const policy = scalarAt(map, 'ipFamilyPolicy');
  const needed = 'must be PreferDualStack or RequireDualStack where there are two ipFamilies';
  // A headless Service that selects nothing gets RequireDualStack by itself.
  if (policy?.text === 'SingleStack')
    found.invalid(['ipFamilyPolicy'], policy, needed, ['PreferDualStack', 'RequireDualStack']);
  else if (list !== undefined && !has(map, 'ipFamilyPolicy') && !(isHeadless(map) && !has(map, 'selector')))
    found.missing([], 'ipFamilyPolicy', list.keySpan, 'where there are two ipFamilies');
}

function portsTogether(map: MapNode, ports: readonly (readonly [number, MapNode])[], found: Found): void {
  const seen = new Set<string>();
  unique(map, 'ports', 'name', 'must be the name of one port of the Service only', found);
  for (const [index, port] of ports) {
    const first = port.entries[0]?.keySpan;
    if (ports.length > 1 && first !== undefined && !has(port, 'name'))
      found.missing(['ports', index], 'name', first, 'where a Service has several ports');
    const node = scalarAt(port, 'nodePort');
    const number = scalarAt(port, 'port');
    const protocol = has(port, 'protocol') ? textAt(port, 'protocol') : 'TCP';
    if (protocol === undefined) continue;
    if (node !== undefined && node.value !== 0) {
      if (seen.has(`${protocol} node ${node.text}`))
        found.invalid(
          ['ports', index, 'nodePort'],
          node,
          `must not repeat a nodePort of the same protocol, ${protocol}`,
        );
      seen.add(`${protocol} node ${node.text}`);
    }
    if (number === undefined) continue;
    const both = `${protocol} ${number.text}`;
    if (seen.has(both))
      found.invalid(['ports', index, 'port'], number, `must not repeat a port of the same protocol, ${protocol}`);
    seen.add(both);
  }
}
