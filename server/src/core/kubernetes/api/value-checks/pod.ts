import type { MapNode, ScalarNode } from '../../../yaml/node';
import { entryOf, valueAt } from '../../../yaml/node';
import { fieldsOf } from '../schema';
import { sizeOf } from '../formats';
import type { Check, Found } from './found';
import { atMostOne, forbidden, has, mapsAt, numberAt, scalarAt, textAt, unique } from './found';

const VOLUME_SOURCES = [...fieldsOf('Volume').keys()].filter((key) => key !== 'name');
const PROBE_WAYS = ['httpGet', 'exec', 'tcpSocket', 'grpc'];
const HOOK_WAYS = ['httpGet', 'exec', 'tcpSocket', 'sleep'];
const ENV_SOURCES = [...fieldsOf('EnvVarSource').keys()];
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const SIDECARS_ONLY = 'is only for containers that keep running, or init containers with restartPolicy Always';

/** `PodSpec`: names that must differ, and what the network of the node demands. */
export const podSpec: Check = (map, found, kind) => {
  unique(map, 'volumes', 'name', 'must be the name of one volume only', found);
  containerNames(map, found);
  images(map, found);
  hostPorts(map, found);
  if (kind !== 'Pod')
    forbidden(map, 'ephemeralContainers', 'must not be there: they are for Pods that run already', found);
  for (const [index, container] of mapsAt(map, 'initContainers')) initContainer(container, index, found);
  if (textAt(map, 'dnsPolicy') === 'None' && !has(valueAt(map, 'dnsConfig'), 'nameservers'))
    found.missing(
      has(map, 'dnsConfig') ? ['dnsConfig'] : [],
      has(map, 'dnsConfig') ? 'nameservers' : 'dnsConfig',
      entryOf(map, 'dnsPolicy')?.keySpan ?? found.owner,
      'where dnsPolicy is None',
    );
  if (scalarAt(map, 'hostNetwork')?.value !== true) return;
  for (const [index, container] of mapsAt(map, 'containers')) {
    for (const [at, port] of mapsAt(container, 'ports')) {
      const host = scalarAt(port, 'hostPort');
      const own = numberAt(port, 'containerPort');
      if (host === undefined || own === undefined || host.value === 0 || host.value === own) continue;
      found.invalid(
        ['containers', index, 'ports', at, 'hostPort'],
        host,
        `must equal containerPort, ${own}, where hostNetwork is true`,
        [own],
      );
    }
  }
};

function containerNames(map: MapNode, found: Found): void {
  const seen = new Set<string>();
  for (const list of ['containers', 'initContainers'] as const) {
    for (const [index, container] of mapsAt(map, list)) {
      const name = scalarAt(container, 'name');
      if (name === undefined) continue;
      if (seen.has(name.text))
        found.invalid([list, index, 'name'], name, 'must be the name of one container of the Pod only');
      seen.add(name.text);
    }
  }
}

/** A port of the node goes to one container only. */
function hostPorts(map: MapNode, found: Found): void {
  const seen = new Set<string>();
  for (const [index, container] of mapsAt(map, 'containers')) {
    for (const [at, port] of mapsAt(container, 'ports')) {
      const host = scalarAt(port, 'hostPort');
      const protocol = has(port, 'protocol') ? textAt(port, 'protocol') : 'TCP';
      if (typeof host?.value !== 'number' || host.value === 0 || protocol === undefined) continue;
      const all = `${protocol} ${textAt(port, 'hostIP') ?? ''} ${host.value}`;
      if (seen.has(all))
        found.invalid(['containers', index, 'ports', at, 'hostPort'], host, 'must be the port of one container only');
      seen.add(all);
    }
  }
}

/** Where no container has an image, another object will bring them. */
function images(map: MapNode, found: Found): void {
  for (const list of ['containers', 'initContainers'] as const) {
    for (const [index, container] of mapsAt(map, list)) {
      const first = container.entries[0];
      const image = entryOf(container, 'image')?.value;
      const none = image === undefined || (image.type === 'scalar' && (image.value === null || image.value === ''));
      if (none && first !== undefined) found.missing([list, index], 'image', first.keySpan);
    }
  }
}

function initContainer(container: MapNode, index: number, found: Found): void {
  if (has(container, 'restartPolicy')) return;
  for (const key of ['lifecycle', ...PROBES]) {
    const entry = entryOf(container, key);
    if (entry !== undefined && has(container, key)) found.refused(['initContainers', index, key], entry, SIDECARS_ONLY);
  }
}

/** `Container`: what it lists must differ, and requests must fit into limits. */
export const container: Check = (map, found) => {
  unique(map, 'ports', 'name', 'must be the name of one port of the container only', found);
  unique(map, 'volumeMounts', 'mountPath', 'must be the path of one mount only', found);
  for (const probe of ['livenessProbe', 'startupProbe'] as const) {
    const threshold = scalarAt(valueAt(map, probe), 'successThreshold');
    if (typeof threshold?.value === 'number' && threshold.value > 1)
      found.invalid([probe, 'successThreshold'], threshold, `must be 1 for a ${probe}`, [1]);
  }
  const grace = entryOf(valueAt(map, 'readinessProbe'), 'terminationGracePeriodSeconds');
  if (grace !== undefined)
    found.refused(['readinessProbe', 'terminationGracePeriodSeconds'], grace, 'must not be set for a readinessProbe');
};

/** `ResourceRequirements`: what is requested is at most the limit. */
export const resources: Check = (map, found) => {
  for (const list of ['limits', 'requests'] as const) {
    const amounts = valueAt(map, list);
    for (const entry of amounts?.type === 'map' ? amounts.entries : []) {
      const amount = scalarAt(amounts, entry.key);
      const size = amount && sizeOf(amount.text);
      if (amount === undefined || size === undefined) continue;
      if (size < 0) found.invalid([list, entry.key], amount, 'must be at least 0');
      if (list === 'requests' && !isShared(entry.key)) wholly(map, entry.key, amount, found);
      const limit = list === 'requests' ? scalarAt(valueAt(map, 'limits'), entry.key) : undefined;
      const most = limit && sizeOf(limit.text);
      if (limit !== undefined && most !== undefined && size > most && isShared(entry.key))
        found.invalid([list, entry.key], amount, `must be at most the limit of ${limit.text}`);
    }
  }
};

/** Whether more of a resource may be promised than there is. */
function isShared(resource: string): boolean {
  return (!resource.includes('/') || resource.includes('kubernetes.io/')) && !resource.startsWith('hugepages-');
}

/** What cannot be shared is requested as it is limited. */
function wholly(map: MapNode, key: string, amount: ScalarNode, found: Found): void {
  const limits = valueAt(map, 'limits');
  const limit = scalarAt(limits, key);
  const entry = entryOf(valueAt(map, 'requests'), key);
  if (limit !== undefined && sizeOf(limit.text) !== undefined && sizeOf(limit.text) !== sizeOf(amount.text))
    found.invalid(['requests', key], amount, `must equal the limit of ${limit.text}`, [limit.text]);
  else if (entry !== undefined && !has(limits, key) && limits?.type !== 'unreadable')
    found.missing(['limits'], key, entry.keySpan, 'where it is requested, for it cannot be shared');
}

/** `Probe`: one way to ask. */
export const probe: Check = (map, found) => handler(map, PROBE_WAYS, found);

/** `LifecycleHandler`: one thing to do. */
export const hook: Check = (map, found) => handler(map, HOOK_WAYS, found);

function handler(map: MapNode, ways: readonly string[], found: Found): void {
  atMostOne(map, ways, `must be the only one of ${ways.slice(0, -1).join(', ')} and ${ways.at(-1) ?? ''}`, found);
  if (!ways.some((key) => has(map, key)))
    found.missing([], 'httpGet', found.owner, `or ${ways.slice(1, -1).join(', ')} or ${ways.at(-1) ?? ''}`);
}

/** `EnvVar` and `EnvVarSource`: one place from which the value comes. */
export const envVar: Check = (map, found) => {
  const value = scalarAt(map, 'value');
  if (value !== undefined && value.text !== '') forbidden(map, 'valueFrom', 'must not be there beside value', found);
};

export const envVarSource: Check = (map, found) => {
  if (!ENV_SOURCES.some((key) => has(map, key)))
    found.missing(
      [],
      'fieldRef',
      found.owner,
      'or secretKeyRef, configMapKeyRef or another place to take the value from',
    );
  atMostOne(map, ENV_SOURCES, 'must be the only place from which the value comes', found);
};

/** `EnvFromSource`: an object to take them from. */
export const envFromSource: Check = (map, found) => {
  if (!has(map, 'configMapRef') && !has(map, 'secretRef'))
    found.missing([], 'configMapRef', found.owner, 'or a secretRef');
  atMostOne(map, ['configMapRef', 'secretRef'], 'must be the only object from which variables come', found);
};

/** `Volume`: one source. Without any, it is an emptyDir. */
export const volume: Check = (map, found) => {
  atMostOne(map, VOLUME_SOURCES, 'must be the only source of the volume', found);
};

/** `VolumeMount` */
export const volumeMount: Check = (map, found) => {
  atMostOne(map, ['subPath', 'subPathExpr'], 'must not be there beside the other of subPath and subPathExpr', found);
};

/** `SecurityContext` */
export const securityContext: Check = (map, found) => {
  const escalation = scalarAt(map, 'allowPrivilegeEscalation');
  if (escalation?.value === false && scalarAt(map, 'privileged')?.value === true)
    found.invalid(['allowPrivilegeEscalation'], escalation, 'must not be false where privileged is true');
};

/** `Toleration` (kubernetes.io, "Taints and Tolerations") */
export const toleration: Check = (map, found) => {
  const operator = textAt(map, 'operator');
  const value = scalarAt(map, 'value');
  const unreadable = has(map, 'operator') && operator === undefined;
  if (operator === 'Exists' && value !== undefined && value.text !== '')
    forbidden(map, 'value', 'must not be there where operator is Exists', found);
  if (!has(map, 'key') && operator !== 'Exists' && !unreadable)
    found.missing([], 'key', found.owner, 'unless operator is Exists');
  const effect = scalarAt(map, 'effect');
  if (effect?.text !== 'NoExecute' && (effect !== undefined || !has(map, 'effect')))
    forbidden(map, 'tolerationSeconds', 'is only for the effect NoExecute', found);
};
