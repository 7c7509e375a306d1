import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { Workspace } from '../../workspace/workspace';
import { removeEntry, setEntry } from '../../yaml/edit';
import type { Node } from '../../yaml/node';
import { entryOf, valueAt } from '../../yaml/node';
import type { Fix } from '../finding';
import type { Step } from './rewrite';
import { rewrite } from './rewrite';

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
  const insert: Step = (text, object) => {
    const spec = entryOf(object, 'spec')?.value;
    return spec?.type === 'map' ? setEntry(text, spec, 'clusterIP', 'None') : undefined;
  };
  const drop = NOT_WITH_HEADLESS.map((key): Step => (text, object) => {
    const spec = entryOf(object, 'spec')?.value;
    if (spec?.type !== 'map' || (key === 'type' && !isOtherType(entryOf(spec, key)?.value))) return undefined;
    return removeEntry(text, spec, key);
  });
  const dropNodePorts = service.ports.map((_, index): Step => (text, object) => {
    const ports = valueAt(object, 'spec', 'ports');
    const port = ports?.type === 'list' ? ports.items[index] : undefined;
    return port?.type === 'map' ? removeEntry(text, port, 'nodePort') : undefined;
  });
  const edits = rewrite(service, workspace, [insert, ...drop, ...dropNodePorts]);
  if (edits.length === 0) return [];
  const name = nameOf(service) ?? '';
  return [
    {
      title: `Insert clusterIP: None into Service ${name} (on a live Service clusterIP cannot change: delete and re-create it)`,
      edits,
    },
  ];
}

function isOtherType(type: Node | undefined): boolean {
  return type?.type === 'scalar' && type.text !== 'ClusterIP';
}
