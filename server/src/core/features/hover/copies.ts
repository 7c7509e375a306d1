import { claimName, ordinalsInForce, podName, serviceDnsName } from '../../kubernetes/identity';
import { dnsLabelProblem } from '../../kubernetes/name-rules';
import { servingContainers } from '../../kubernetes/pod';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Referent } from '../../workspace/referent';
import type { AppliedAs } from '../../workspace/applied-as';
import type { Workspace } from '../../workspace/workspace';
import { governingStateOf } from '../governing-state';
import { isPart, namingOf, podNames } from '../naming';
import { srvRecordsOf } from '../srv-records';
import { isInForce } from './pod';
import { governedSets } from './service';
import { namespaceInForce } from '../../workspace/namespaces';

/** A text to be copied, and what to call it. */
export interface Copy {
  readonly label: string;
  readonly text: string;
}

/**
 * The names of a thing, and the commands that people run to look at it. Only of names that are names: what is pasted into
 * a shell must not be what somebody put into a manifest.
 */
export function copiesOf(referent: Referent, workspace: Workspace): readonly Copy[] {
  switch (referent.kind) {
    case 'object':
      if (referent.resource.kind === 'StatefulSet') return setCopies(referent.resource, workspace);
      return referent.resource.kind === 'Service' ? serviceCopies(referent.resource, workspace, referent.as) : [];
    case 'pod':
      return referent.ordinal === undefined ? [] : podCopies(referent.set, referent.ordinal, workspace, referent.as);
    case 'claim':
      return claimCopies(referent.set, nameOf(referent.template), referent.ordinal, workspace);
    case 'claim-template':
      return claimCopies(referent.set, nameOf(referent.template), undefined, workspace);
    default:
      return [];
  }
}

/** Those of the first Pod of a set. */
function setCopies(set: StatefulSet, workspace: Workspace): readonly Copy[] {
  const { start, replicas, name } = namingOf(set, workspace) ?? {};
  if (name === undefined || start === undefined || replicas === undefined || replicas === 0) return [];
  const pod = podName(name, start);
  return podCopies(set, start, workspace).map(({ label, text }) => ({ label: `${label} of ${pod}`, text }));
}

function podCopies(set: StatefulSet, ordinal: number, workspace: Workspace, as?: AppliedAs): readonly Copy[] {
  const naming = namingOf(set, workspace, as);
  if (naming === undefined || isPart(set, workspace) || !isInForce(naming, ordinal)) return [];
  const { name, dns } = podNames(naming, ordinal);
  const { namespace } = naming;
  if (!areNames(name, namespace)) return [];
  const isNamed = dns !== null && governingStateOf(set, workspace).givesNames && areNames(naming.serviceName);
  const port = portOf(set);
  return [
    ...(isNamed ? [{ label: 'full name', text: dns.fqdn }, lookup(dns.fqdn, namespace)] : []),
    { label: 'exec', text: kubectl('exec -it', namespace, `${name} -- sh`) },
    ...(port === undefined
      ? []
      : [{ label: 'port-forward', text: kubectl('port-forward', namespace, `${name} :${port}`) }]),
  ];
}

function serviceCopies(service: Service, workspace: Workspace, as?: AppliedAs): readonly Copy[] {
  const name = as?.name ?? nameOf(service);
  const namespace = as?.namespace ?? namespaceInForce(service, workspace);
  const type = serviceType(service);
  if (name === undefined || namespace === undefined || !areNames(name, namespace)) return [];
  if (isPart(service, workspace) || type === 'external-name' || type === 'unknown') return [];
  const { clusterDomain } = workspace.settings;
  const fqdn = serviceDnsName(name, namespace, clusterDomain);
  const [set] = governedSets(service, workspace);
  const [srv] = srvRecordsOf(service, namespace, clusterDomain, set?.template, name);
  const port = service.ports[0]?.port?.value;
  return [
    { label: 'full name', text: fqdn },
    lookup(fqdn, namespace),
    ...(srv === undefined ? [] : [{ ...lookup(`-type=srv ${srv.fqdn}`, namespace), label: 'SRV lookup' }]),
    ...(port === undefined
      ? []
      : [{ label: 'port-forward', text: kubectl('port-forward', namespace, `service/${name} :${port}`) }]),
  ];
}

/** Of one claim its name; of all claims of a template those of the first Pods. */
function claimCopies(
  set: StatefulSet,
  template: string | undefined,
  ordinal: number | undefined,
  workspace: Workspace,
): readonly Copy[] {
  const naming = namingOf(set, workspace);
  if (naming === undefined || template === undefined || isPart(set, workspace)) return [];
  const { name, namespace, start, replicas } = naming;
  if (!areNames(template, name, namespace) || start === undefined || replicas === undefined) return [];
  const ordinals = ordinal === undefined ? ordinalsInForce(Math.min(replicas, MANY), start) : [ordinal];
  const claims = ordinals.map((each) => claimName(template, name, each));
  if (claims.length === 0) return [];
  const get = { label: 'get', text: kubectl('get pvc', namespace, claims.join(' ')) };
  return ordinal === undefined ? [get] : [{ label: 'name', text: claims[0] ?? '' }, get];
}

/** A command that names more claims than these nobody reads. */
const MANY = 20;

/** Looks a name up from within the cluster, in a Pod that goes away again. */
function lookup(name: string, namespace: string | undefined): Copy {
  const run = kubectl('run', namespace, `dns-lookup --rm -it --restart=Never --image=busybox -- nslookup ${name}`);
  return { label: 'lookup', text: run };
}

function kubectl(command: string, namespace: string | undefined, rest: string): string {
  return `kubectl ${command}${namespace === undefined ? '' : ` -n ${namespace}`} ${rest}`;
}

/** The first port that a container of the Pods declares. */
function portOf(set: StatefulSet): number | undefined {
  const containers = set.template?.spec === undefined ? [] : servingContainers(set.template.spec);
  return containers.flatMap(({ ports }) => ports).find(({ containerPort }) => containerPort?.value !== undefined)
    ?.containerPort?.value;
}

function areNames(...names: readonly (string | undefined)[]): boolean {
  return names.every((name) => name === undefined || (name !== '' && dnsLabelProblem(name) === undefined));
}
