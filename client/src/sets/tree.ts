import type { PlainLocation, PodSummary, ServiceSummary, StatefulSetSummary } from '../../../server/src/core/protocol';
import type { NodeIcon, TreeNode } from '../tree-node';

/** The *StatefulSets* view: every set with its governing Service and the Pods, claims and DNS names it will make. */
export function setsTree(summaries: readonly StatefulSetSummary[]): readonly TreeNode[] {
  const names = new Map<string, number>();
  for (const { name } of summaries) names.set(name, (names.get(name) ?? 0) + 1);
  return summaries
    .toSorted((left, right) => left.name.localeCompare(right.name) || (left.id < right.id ? -1 : 1))
    .map((summary) => setNode(summary, (names.get(summary.name) ?? 0) > 1));
}

function setNode(summary: StatefulSetSummary, isAmbiguous: boolean): TreeNode {
  const { id, name, namespace, location, pods } = summary;
  const count = pods.length === 1 ? '1 Pod' : `${pods.length} Pods`;
  const file = decodeURIComponent(location.uri.slice(location.uri.lastIndexOf('/') + 1));
  return {
    id,
    label: name,
    description: isAmbiguous ? `${count} · ${namespace} · ${file}` : `${count} · ${namespace}`,
    tooltip: `StatefulSet \`${name}\` in namespace \`${namespace}\`\n\n${file}, line ${location.range.start.line + 1}`,
    icon: { id: 'layers' },
    context: 'statefulset copyable',
    location,
    copy: name,
    spoken: `StatefulSet ${name}, ${count}, namespace ${namespace}`,
    children: [serviceNode(summary), ...pods.map((pod) => podNode(summary, pod))],
  };
}

function serviceNode(summary: StatefulSetSummary): TreeNode {
  const { service } = summary;
  const isNamed = service.name !== '';
  const location = service.location ?? fieldLocation(summary, 'serviceName');
  return {
    id: `${summary.id}/service`,
    label: isNamed ? service.name : 'No governing Service',
    description: SERVICE_WORDS[service.state],
    tooltip: service.sentence,
    icon: serviceIcon(service),
    context: isNamed ? 'service copyable' : 'service',
    location,
    copy: service.name,
    spoken: isNamed ? `Governing Service ${service.name}. ${service.sentence}` : service.sentence,
  };
}

const SERVICE_WORDS: Readonly<Record<ServiceSummary['state'], string>> = {
  headless: 'Service, headless',
  'not-headless': 'Service, not headless',
  'external-name': 'Service, ExternalName',
  missing: 'Service, not found',
  'in-other-namespace': 'Service, in another namespace only',
  unstated: 'no serviceName',
  unknown: 'Service, not known',
};

function serviceIcon({ state }: ServiceSummary): NodeIcon {
  if (state === 'headless') return { id: 'broadcast', color: 'testing.iconPassed' };
  if (state === 'unstated' || state === 'unknown' || state === 'missing') return { id: 'question' };
  return { id: 'warning', color: 'list.warningForeground' };
}

function podNode(summary: StatefulSetSummary, pod: PodSummary): TreeNode {
  const id = `${summary.id}/${pod.name}`;
  const claims = pod.claims.map((claim): TreeNode => {
    const node = named(`${id}/${claim}`, claim, 'claim', 'PersistentVolumeClaim', 'database');
    return { ...node, location: fieldLocation(summary, 'volumeClaimTemplates') };
  });
  const dns = pod.dns === undefined ? [] : [named(`${id}/dns`, pod.dns, 'dns', 'DNS name', 'globe')];
  return {
    id,
    label: pod.name,
    description: `ordinal ${pod.ordinal}`,
    icon: { id: 'package' },
    context: 'pod copyable',
    location: fieldLocation(summary, 'replicas'),
    copy: pod.name,
    spoken: `Pod ${pod.name}`,
    children: [...claims, ...dns.map((node) => ({ ...node, location: service(summary) }))],
  };
}

function service(summary: StatefulSetSummary): PlainLocation {
  return fieldLocation(summary, 'serviceName');
}

function named(id: string, name: string, context: string, kind: string, icon: string): TreeNode {
  return {
    id,
    label: name,
    tooltip: `${kind} \`${name}\``,
    icon: { id: icon },
    context: `${context} copyable`,
    copy: name,
    spoken: `${kind} ${name}`,
  };
}

/** Where a field is written, or the set's name where the field is left out. */
export function fieldLocation(summary: StatefulSetSummary, field: string): PlainLocation {
  const range = summary.fields[field];
  return range === undefined ? summary.location : { uri: summary.location.uri, range };
}
