import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { Workspace } from '../../workspace/workspace';
import type { Fix } from '../finding';
import type { Step } from './rewrite';
import { fixBy } from './rewrite';
import { removeAt, setAt } from './steps';

/** What the API server refuses or ignores beside `clusterIP: None` (`ServiceSpec`). */
const NOT_WITH_HEADLESS = [
  'sessionAffinity',
  'sessionAffinityConfig',
  'externalIPs',
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'loadBalancerIP',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'allocateLoadBalancerNodePorts',
  'externalName',
];

/** Inserts `clusterIP: None`, in place of another value if there is one, and drops what a headless Service must not have. */
export function makeHeadless(service: Service, workspace: Workspace): readonly Fix[] {
  const type = service.type?.value ?? 'ClusterIP';
  // Who takes this should know that nobody outside the cluster reaches the Service any more.
  const dropped = type === 'ClusterIP' ? '' : `, in place of type ${type}`;
  return fixBy(
    `Insert clusterIP: None into Service ${nameOf(service) ?? ''}${dropped} (clusterIP cannot change on a live Service: re-create it)`,
    service,
    workspace,
    [setAt(['spec'], 'clusterIP', 'None'), removeAt(['spec'], 'clusterIPs'), ...dropNotHeadless(service)],
  );
}

/** Removes what a headless Service must not have. */
export function dropNotHeadless(service: Service): readonly Step[] {
  const type: readonly Step[] = service.type?.value === 'ClusterIP' ? [] : [removeAt(['spec'], 'type')];
  return [
    ...type,
    ...NOT_WITH_HEADLESS.map((key) => removeAt(['spec'], key)),
    ...service.ports.map((_, index) => removeAt(['spec', 'ports', index], 'nodePort')),
  ];
}
