import { plainLabels } from '../../kubernetes/labels';
import { serviceDnsName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { Service, ServiceType } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { governingServiceOf, selectsPodsOf } from '../../workspace/governing-service';
import { podsSelectedBy } from '../../workspace/pods-behind';
import type { AppliedAs } from '../../workspace/applied-as';
import { nameBeside } from '../../workspace/applied-as';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import { isPart, namingOf } from '../naming';
import { srvRecordsOf } from '../srv-records';
import { code, fits, paragraphs, table } from './markdown';
import { objectsInWords, onePodOf, selectedPods } from './objects';
import { podRows, shortHead } from './pods';
import { namespaceInForce } from '../../workspace/namespaces';

/** On a Service: what it is for, and the names that come of it. `as` is what it is called where somebody names it. */
export function serviceHover(service: Service, workspace: Workspace, as: AppliedAs = {}): string | undefined {
  const name = as.name ?? nameOf(service);
  if (name === undefined || isPart(service, workspace)) return undefined;
  const governed = governedSets(service, workspace);
  return paragraphs(
    `**${KINDS[serviceType(service)]} ${code(name)}**${purpose(service, governed, workspace)}`,
    records(service, name, governed, workspace, as),
    selection(service, governed, workspace),
  );
}

/** On `clusterIP`: what DNS answers for it, and the same names. */
export function clusterIPHover(service: Service, workspace: Workspace): string | undefined {
  const name = nameOf(service);
  const type = serviceType(service);
  if (name === undefined || isPart(service, workspace)) return undefined;
  if (type !== 'headless' && type !== 'cluster-ip') return undefined;
  const governed = governedSets(service, workspace);
  const heading =
    type === 'headless'
      ? `**${code('clusterIP: None')}** makes Service ${code(name)} headless: DNS answers with the addresses of its Pods.`
      : `**One cluster IP**: DNS answers for Service ${code(name)} with that address, not with those of its Pods.`;
  return paragraphs(heading, records(service, name, governed, workspace), selection(service, governed, workspace));
}

const KINDS: Readonly<Record<ServiceType, string>> = {
  headless: 'Headless Service',
  'cluster-ip': 'Service',
  'external-name': 'ExternalName Service',
  unknown: 'Service',
};

/** What follows the Service's name in its heading. */
function purpose(service: Service, governed: readonly StatefulSet[], workspace: Workspace): string {
  const type = serviceType(service);
  const sets = objectsInWords(governed);
  if (type === 'external-name') {
    const target = service.externalName?.value;
    const alias = `is an alias${target === undefined ? '' : ` of ${code(target)}`} and has no endpoints`;
    return governed.length === 0 ? ` ${alias}.` : ` ${alias}: it gives the Pods of ${sets} no names.`;
  }
  if (governed.length > 0) {
    const pods = selectsAll(service, governed, workspace)
      ? ` and selects ${governed.length === 1 ? 'its' : 'their'} Pods`
      : '';
    const doubt = type === 'cluster-ip' ? ', but only a headless Service is sure to give each Pod a name' : '';
    return ` governs ${sets}${pods}${doubt}.`;
  }
  if (type === 'headless') return workspace.complete ? ' governs no StatefulSet of this workspace.' : '';
  if (type !== 'cluster-ip') return '';
  return onePodOf(service) === undefined ? ' has one address for all its Pods.' : ' has an address for one Pod.';
}

/** The StatefulSets that name this Service in `serviceName` and mean it: those that stand near, or else far ones. */
export function governedSets(service: Service, workspace: Workspace): readonly StatefulSet[] {
  const name = nameOf(service);
  if (name === undefined) return [];
  const isGoverned = (set: StatefulSet): boolean => {
    if (isPart(set, workspace)) return false;
    const governing = governingServiceOf(set, workspace);
    return governing.state === 'found' && governing.service === service;
  };
  const named = workspace.governedBy(name);
  const near = workspace.near(named, service).filter(isGoverned);
  return near.length > 0 ? near : named.filter(isGoverned);
}

/** The DNS records, from the Kubernetes DNS specification 1.1.0, sections 2.3 to 2.5. */
function records(
  service: Service,
  name: string,
  governed: readonly StatefulSet[],
  workspace: Workspace,
  { namespace = namespaceInForce(service, workspace) }: AppliedAs = {},
): string | undefined {
  const type = serviceType(service);
  if (namespace === undefined || type === 'unknown') return undefined;
  const { clusterDomain } = workspace.settings;
  const ready = service.publishNotReadyAddresses?.value === true ? 'every Pod that has an address' : 'every ready Pod';
  const answer = {
    headless: ready,
    'cluster-ip': 'the cluster IP',
    'external-name': code(service.externalName?.value ?? '?'),
  }[type];
  const rows = [[code(serviceDnsName(name, namespace, clusterDomain)), code(name), answer]];
  if (type === 'headless') {
    for (const set of governed) {
      const pods = nameBeside(set, service, name, workspace);
      const naming = namingOf(set, workspace, {
        namespace,
        serviceName: name,
        ...(pods === undefined ? {} : { name: pods }),
      });
      if (naming === undefined || selectsPodsOf(service, set, workspace) === false) continue;
      const rowsOfPods = podRows(naming, ({ name: pod, dns }) => [
        code(dns?.fqdn ?? pod),
        code(dns?.short ?? pod),
        code(pod),
      ]);
      rows.push(...rowsOfPods.map((row) => [...row]));
    }
  }
  for (const { fqdn, short, port } of srvRecordsOf(service, namespace, clusterDomain, governed[0]?.template, name)) {
    rows.push([code(fqdn), code(short), `SRV${port === undefined ? '' : `, port ${port}`}`]);
  }
  if (fits(rows)) return table(['DNS name', shortHead(namespace), 'Answers with'], rows);
  const suffix = serviceDnsName('', namespace, clusterDomain);
  return paragraphs(
    table(
      ['DNS name', 'Answers with'],
      rows.map(([fqdn = '', , answer = '']) => [fqdn, answer]),
    ),
    `Within namespace ${code(namespace)} the names will do without ${code(suffix)}.`,
  );
}

/** Whose Pods the Service selects, as far as they stand near, and what that means for their names; empty for none. */
export function serviceSelection(service: Service, workspace: Workspace): string {
  return selection(service, governedSets(service, workspace), workspace) ?? '';
}

function selection(service: Service, governed: readonly StatefulSet[], workspace: Workspace): string | undefined {
  const type = serviceType(service);
  const selector = plainLabels(service.selector);
  if (type === 'external-name' || type === 'unknown' || selector === undefined) return undefined;
  if (selector.size === 0) return 'It has no selector: its endpoints are kept by something else.';
  const makers = podsSelectedBy(service, workspace);
  // The heading has said so of those that are governed, if it is so of all.
  const said = governed.length > 0 && selectsAll(service, governed, workspace);
  const unsaid = said ? makers.filter((maker) => !isAmong(maker, governed)) : makers;
  const sentences = unsaid.length > 0 ? [`${said ? 'Also selects' : 'Selects'} ${selectedPods(service, unsaid)}.`] : [];
  const passedOver = governed.filter((set) => selectsPodsOf(service, set, workspace) === false);
  if (passedOver.length > 0) {
    sentences.push(`Does not select the Pods of ${objectsInWords(passedOver)}, and so gives them no names.`);
  }
  if (type === 'headless') sentences.push(...makers.flatMap((maker) => namelessSentence(maker, governed)));
  return sentences.join(' ');
}

function selectsAll(service: Service, sets: readonly StatefulSet[], workspace: Workspace): boolean {
  return sets.every((set) => selectsPodsOf(service, set, workspace) === true);
}

function isAmong(maker: PodMaker, sets: readonly StatefulSet[]): boolean {
  return sets.some((set) => set === maker);
}

/** A Pod has a name only under the Service that its set names. */
function namelessSentence(maker: PodMaker, governed: readonly StatefulSet[]): readonly string[] {
  if (maker.kind !== 'StatefulSet' || isAmong(maker, governed)) return [];
  const other = maker.serviceName;
  // One that cannot be read may be this very Service.
  if (other !== undefined && other.value === undefined) return [];
  const reason = other?.value === undefined || other.value === '' ? 'names none' : `names ${code(other.value)}`;
  return [`Gives them no names of their own: ${objectsInWords([maker])} ${reason} in ${code('serviceName')}.`];
}
