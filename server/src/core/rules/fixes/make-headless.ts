import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { treeOf } from '../../workspace/document';
import type { Workspace } from '../../workspace/workspace';
import type { TextEdit } from '../../yaml/edit';
import { removeEntry, setEntry } from '../../yaml/edit';
import type { MapNode, Node } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import type { Fix } from '../finding';
import { objectNode } from './object-node';

/** What the API server refuses or ignores beside `clusterIP: None` (`ServiceSpec`). */
const NOT_WITH_HEADLESS = [
  'clusterIPs',
  'type',
  'sessionAffinity',
  'sessionAffinityConfig',
  'externalIPs',
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'loadBalancerIP',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'allocateLoadBalancerNodePorts',
];

/** Inserts `clusterIP: None`, in place of another value if there is one, and drops what a headless Service must not have. */
export function makeHeadless(service: Service, workspace: Workspace): readonly Fix[] {
  const document = workspace.document(service.document);
  const object = document && objectNode(treeOf(document).root, service.span);
  const spec = entryOf(object, 'spec')?.value;
  if (document === undefined || spec?.type !== 'map') return [];
  const { text } = document;
  const edits = [setEntry(text, spec, 'clusterIP', 'None'), ...removals(text, spec)];
  const name = nameOf(service) ?? 'this Service';
  return [
    {
      title: `Insert clusterIP: None into Service ${name} (clusterIP cannot change on a live Service: delete and re-create it)`,
      edits: edits.map((edit) => ({ document: service.document, ...edit })),
    },
  ];
}

function removals(text: string, spec: MapNode): readonly TextEdit[] {
  const own = NOT_WITH_HEADLESS.filter((key) => key !== 'type' || isOtherType(entryOf(spec, key)?.value));
  const ports = entryOf(spec, 'ports')?.value;
  const nodePorts = ports?.type === 'list' ? ports.items.map((port) => (port.type === 'map' ? removeEntry(text, port, 'nodePort') : undefined)) : [];
  return [...own.map((key) => removeEntry(text, spec, key)), ...nodePorts].filter((edit) => edit !== undefined);
}

function isOtherType(type: Node | undefined): boolean {
  return type?.type === 'scalar' && type.text !== 'ClusterIP';
}
