import { parsePodName, podDnsName, podName, serviceDnsName } from '../../kubernetes/identity';
import { isProgramText } from '../../kubernetes/program-text';
import { nameOf } from '../../kubernetes/resource';
import type { Resource } from '../../kubernetes/read';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { resourcesInReach, resourcesNear } from '../../workspace/near';
import { partsOf } from '../../workspace/wholes';
import type { Workspace } from '../../workspace/workspace';
import { lineStart } from '../../yaml/edit';
import { code } from '../hover/markdown';
import { shownOrdinals } from '../hover/pods';
import type { Naming } from '../naming';
import { namingOf } from '../naming';
import { srvRecordsOf } from '../srv-records';
import type { CompletionContext } from './context';
import type { CompletionItem } from './item';
import { namespaceInForce } from '../../workspace/namespaces';

/** What a completion within a string replaces, counted back from and on from the offset. */
export interface DnsCompletion {
  readonly items: readonly CompletionItem[];
  readonly before: number;
  readonly after: number;
}

// A segment may hold variables, as in `$(POD_NAME).nginx` and `web-$i.nginx`.
const SEGMENT = String.raw`(?:[a-z0-9_-]|\$\([\w.]+\)|\$\{[^{}\s]{1,40}\}|\$\w+)*`;
const TOKEN = new RegExp(String.raw`${SEGMENT}(?:\.${SEGMENT})*$`);

/** What a patch that is written in place says in fields of which none holds such a name. */
const FIELD_OF_PATCH = /(?:^|[\s{,])(?:apiVersion|image|key|kind|name|namespace|op|path|type):\s+["']?[^\s"',{}]*$/;

/**
 * Cluster DNS names in strings that programs read, segment by segment: Pods and Services, then the Service, its
 * namespace, `svc` and the cluster domain (the Kubernetes DNS specification 1.1.0, sections 2.3 and 2.4).
 */
export function dnsNames(context: CompletionContext): DnsCompletion | undefined {
  const found = namesIn(context);
  // Right after the colon of a key a space must come before its value.
  if (found === undefined || !context.writing.gap) return found;
  return { ...found, items: found.items.map((item) => ({ ...item, insert: [' ', ...item.insert] })) };
}

function namesIn(context: CompletionContext): DnsCompletion | undefined {
  const { place, typed, kind, resource, document, offset, writing } = context;
  if (place.part !== 'value' || kind === undefined || resource === undefined) return undefined;
  if (!isProgramText(place.path, kind === 'Kustomization') || isOpen(typed)) return undefined;
  if (kind === 'Kustomization' && FIELD_OF_PATCH.test(typed.slice(typed.lastIndexOf('\n') + 1))) return undefined;
  // What a program takes for a comment is none of its texts.
  if (writing.style === 'block' && /^[ \t]*(?:#|\/\/)/.test(lineBefore(document.text, offset))) return undefined;
  const { type } = place;
  if (type?.kind === 'object' || type?.kind === 'map' || type?.kind === 'list') return undefined;
  // What a Secret holds there is encoded.
  if (kind === 'Secret' && place.path[0] === 'data') return undefined;
  // Of an environment variable its name, and where its value comes from, are no such text.
  if (place.path.includes('env') && place.path.at(-1) !== 'value') return undefined;
  const token = TOKEN.exec(typed)?.[0] ?? '';
  const ahead = typed.slice(0, typed.length - token.length);
  // A name does not follow a variable or another word, nor a single slash, as a file's name does.
  if (/[A-Za-z0-9._$%})]$/.test(ahead) || (/[/\\]$/.test(ahead) && !/[/\\]{2}$|\/dev\/(?:tcp|udp)\/$/.test(ahead))) {
    return undefined;
  }
  const segments = token.split('.');
  const rest = document.text.slice(offset, writing.span.end);
  const after = /^[a-z0-9-]*/.exec(rest)?.[0].length ?? 0;
  const zone = zoneOf(segments);
  if (zone !== undefined) {
    const { clusterDomain } = context.workspace.settings;
    const written = /^[a-z0-9.-]*/.exec(rest)?.[0].length ?? 0;
    const item: CompletionItem = {
      label: clusterDomain,
      kind: 'domain',
      detail: 'cluster domain',
      insert: [clusterDomain],
    };
    return { items: clusterDomain.startsWith(zone) ? [item] : [], before: zone.length, after: written };
  }
  const last = segments.at(-1) ?? '';
  if (token.startsWith('_') && segments.length < 4) {
    // The first two segments stand for a port: what is replaced is all of the name, so that they are not split.
    return { items: srvItems(homeOf(resource, '', context)), before: token.length, after };
  }
  // Behind the port an SRV name is that of its Service.
  const items = itemsAfter(segments.slice(token.startsWith('_') ? 2 : 0, -1), last, resource, context);
  return { items, before: last.length, after };
}

function lineBefore(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

/** Whether something to be filled in is open at the end of a text. */
export function isOpen(text: string): boolean {
  return /\$\{[^}]*$|\$\([^)]*$|\{\{[^}]*$/.test(text);
}

/** What is written behind `.svc.`, undefined where that is not reached. */
function zoneOf(segments: readonly string[]): string | undefined {
  const svc = segments.indexOf('svc', 2);
  return svc < 0 || svc === segments.length - 1 ? undefined : segments.slice(svc + 1).join('.');
}

function itemsAfter(
  segments: readonly string[],
  typed: string,
  writer: Resource,
  context: CompletionContext,
): readonly CompletionItem[] {
  const [first = '', second] = segments;
  const home = homeOf(writer, first === '' ? typed : first, context);
  const { sets, services } = home;
  if (segments.length === 0) {
    return [...podItems(home, typed), ...services.flatMap((service) => serviceItem(service, home, true))];
  }
  const isPod = /[$%]/.test(first) || sets.some((set) => parsePodName(first)?.parent === nameOf(set));
  const named = (name: string): readonly Service[] => services.filter((service) => nameOf(service) === name);
  if (second === undefined) {
    return isPod
      ? servicesOfPod(first, home).flatMap((service) => serviceItem(service, home, false))
      : namespaceItems(named(first), context);
  }
  if (segments.length === 2) {
    if (isPod) return namespaceItems(named(second), context);
    return named(first).length > 0 ? [SVC] : [];
  }
  return isPod && segments.length === 3 ? [SVC] : [];
}

/** What stands near, or else far, and who writes. */
interface Home {
  readonly writer: Resource;
  readonly sets: readonly StatefulSet[];
  readonly services: readonly Service[];
  readonly context: CompletionContext;
}

/** Of what stands far only what is called as the first segment begins: in a text most words are no names. */
function homeOf(writer: Resource, begun: string, context: CompletionContext): Home {
  const { workspace, document } = context;
  const sets = resourcesNear('StatefulSet', document.id, workspace);
  const services = resourcesNear('Service', document.id, workspace);
  if (sets.length > 0 || services.length > 0 || begun === '') return { writer, sets, services, context };
  const set = parsePodName(begun)?.parent;
  const isBegun = (name: string | undefined): boolean => name !== undefined && (name.startsWith(begun) || name === set);
  const farSets = resourcesInReach('StatefulSet', document.id, workspace, (each) => isBegun(nameOf(each)));
  const governing = new Set(farSets.map(({ serviceName }) => serviceName?.value));
  const isMeant = (service: Service): boolean => isBegun(nameOf(service)) || governing.has(nameOf(service));
  return { writer, sets: farSets, services: resourcesInReach('Service', document.id, workspace, isMeant), context };
}

const SVC: CompletionItem = { label: 'svc', kind: 'domain', detail: 'names of Services', insert: ['svc'] };

/** What a name needs behind it to be found from the writer's namespace; undefined where a namespace cannot be told. */
function namespaceSuffix(resource: Resource, { writer, context: { workspace } }: Home): string | undefined {
  if (workspace.sameNamespace(resource, writer)) return '';
  const namespace = namespaceInForce(resource, workspace);
  return namespace === undefined ? undefined : `.${namespace}`;
}

/** The shortest names of the Pods of sets near; with many Pods the first, the last and the one that is typed. */
function podItems(home: Home, typed: string): readonly CompletionItem[] {
  const { workspace } = home.context;
  return home.sets.flatMap((set) => {
    const naming = withReplicasOfPatches(set, workspace);
    const suffix = namespaceSuffix(set, home);
    const { serviceName = '' } = naming ?? {};
    if (naming === undefined || serviceName === '' || suffix === undefined) return [];
    return ordinalsFor(naming, typed).map((ordinal): CompletionItem => {
      const pod = podName(naming.name, ordinal);
      const { namespace, clusterDomain } = naming;
      const name = `${pod}.${serviceName}${suffix}`;
      return {
        label: name,
        kind: 'pod',
        detail: `Pod of StatefulSet ${naming.name}`,
        ...(namespace === undefined
          ? {}
          : { documentation: `In full ${code(podDnsName(pod, serviceName, namespace, clusterDomain))}.` }),
        insert: [name],
      };
    });
  });
}

/** A patch may make more Pods than the manifest of the set does. */
function withReplicasOfPatches(set: StatefulSet, workspace: Workspace): Naming | undefined {
  const naming = namingOf(set, workspace);
  if (naming?.replicas === undefined) return naming;
  const patched = partsOf(set, workspace).flatMap(({ replicas }) => replicas?.value ?? []);
  return { ...naming, replicas: Math.max(naming.replicas, ...patched) };
}

function ordinalsFor(naming: Naming, typed: string): readonly number[] {
  const shown = shownOrdinals(naming).flatMap((ordinal) => ordinal ?? []);
  const wanted = parsePodName(typed);
  const { start = 0, replicas = 0 } = naming;
  const isMissing =
    wanted !== null &&
    wanted.parent === naming.name &&
    wanted.ordinal >= start &&
    wanted.ordinal < start + replicas &&
    !shown.includes(wanted.ordinal);
  return isMissing ? [wanted.ordinal, ...shown] : shown;
}

/** The Services under which a Pod may have a name: the one that its set names first. */
function servicesOfPod(pod: string, { writer, sets, services, context: { workspace } }: Home): readonly Service[] {
  const owner = sets.find((set) => parsePodName(pod)?.parent === nameOf(set));
  const set = owner ?? (writer.kind === 'StatefulSet' ? writer : undefined);
  const around = services.filter((service) => workspace.sameNamespace(service, set ?? writer));
  const governing = around.filter((service) => nameOf(service) === set?.serviceName?.value);
  const headless = around.filter((service) => serviceType(service) === 'headless' && !governing.includes(service));
  return [...governing, ...headless];
}

/** A Service's name; `whole` where it is the first segment, which needs the namespace behind it if that is another. */
function serviceItem(service: Service, home: Home, whole: boolean): readonly CompletionItem[] {
  const { workspace } = home.context;
  const name = nameOf(service);
  const suffix = whole ? namespaceSuffix(service, home) : '';
  if (name === undefined || name === '' || suffix === undefined) return [];
  const governed = home.sets
    .filter((set) => set.serviceName?.value === name && workspace.sameNamespace(set, service))
    .flatMap((set) => nameOf(set) ?? []);
  const headless = serviceType(service) === 'headless' ? 'headless Service' : 'Service';
  const namespace = namespaceInForce(service, workspace);
  return [
    {
      label: `${name}${suffix}`,
      kind: 'service',
      detail: governed.length === 0 ? headless : `${headless}, governs ${governed.join(', ')}`,
      ...(namespace === undefined
        ? {}
        : { documentation: `In full ${code(serviceDnsName(name, namespace, workspace.settings.clusterDomain))}.` }),
      insert: [`${name}${suffix}`],
    },
  ];
}

function srvItems(home: Home): readonly CompletionItem[] {
  const { workspace } = home.context;
  return home.services.flatMap((service) => {
    const namespace = namespaceInForce(service, workspace) ?? workspace.settings.defaultNamespace;
    const suffix = namespaceSuffix(service, home);
    const set = home.sets.find(({ serviceName }) => serviceName?.value === nameOf(service));
    if (suffix === undefined) return [];
    return srvRecordsOf(service, namespace, workspace.settings.clusterDomain, set?.template).map(
      ({ short, port }): CompletionItem => ({
        label: `${short}${suffix}`,
        kind: 'service',
        detail: `SRV records${port === undefined ? '' : ` of port ${port}`}`,
        insert: [`${short}${suffix}`],
      }),
    );
  });
}

function namespaceItems(services: readonly Service[], { workspace }: CompletionContext): readonly CompletionItem[] {
  const namespaces = new Map<string, string>();
  for (const service of services) {
    const namespace = namespaceInForce(service, workspace);
    if (namespace !== undefined && !namespaces.has(namespace)) namespaces.set(namespace, nameOf(service) ?? '');
  }
  return [...namespaces].map(([namespace, service]) => ({
    label: namespace,
    kind: 'namespace',
    detail: `namespace of Service ${service}`,
    insert: [namespace],
  }));
}
