import { plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { Resource } from '../../kubernetes/read';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { selectsPodsOf } from '../../workspace/governing-service';
import { MOST_FAR, resourcesNear } from '../../workspace/near';
import type { Workspace } from '../../workspace/workspace';
import { code } from '../hover/markdown';
import { decoded } from '../uri-words';
import type { CompletionContext } from './context';
import { endsWith, literal } from './context';
import type { CompletionItem } from './item';
import { namespaceInForce } from '../../workspace/namespaces';

/** The Services of the same namespace, for `serviceName` and for whatever else names a Service. */
export function serviceNames(context: CompletionContext): readonly CompletionItem[] {
  const { place, kind, resource, workspace } = context;
  if (place.part !== 'value') return [];
  const { path } = place;
  const isServiceName = kind === 'StatefulSet' && path.length === 2 && endsWith(path, 'spec', 'serviceName');
  const isBackend =
    (kind === 'Ingress' && endsWith(path, 'service', 'name')) ||
    (kind === 'HTTPRoute' && endsWith(path, 'backendRefs', '*', 'name'));
  if (!isServiceName && !isBackend) return [];
  const set = isServiceName && resource?.kind === 'StatefulSet' ? resource : undefined;
  const ranked = servicesInReach(context)
    .filter(({ service }) => !isServiceName || serviceType(service) !== 'external-name')
    .map((reached) => ({ ...reached, fitness: isServiceName ? fitnessOf(reached, set, workspace) : 0 }))
    .toSorted((a, b) => a.fitness - b.fitness);
  const items = new Map<string, CompletionItem>();
  for (const { service } of ranked) {
    const name = nameOf(service);
    if (name === undefined || items.has(name)) continue;
    items.set(name, {
      label: name,
      kind: 'service',
      detail: reasonFor(service, set, workspace),
      documentation: `In ${code(fileName(service))}, namespace ${code(namespaceInForce(service, workspace) ?? '?')}.`,
      insert: [literal(name, context)],
    });
  }
  return [...items.values()];
}

interface Reached {
  readonly service: Service;
  readonly isNear: boolean;
}

/** The Services of the writer's namespace whose names may be meant: near ones first, of far ones some that begin as typed. */
function servicesInReach({ workspace, document, resource, typed }: CompletionContext): readonly Reached[] {
  const isWithin = (service: Service): boolean =>
    !service.partial && (resource === undefined || workspace.sameNamespace(service, resource));
  const near = resourcesNear('Service', document.id, workspace).filter(isWithin);
  const known = new Set(near);
  const far: Service[] = [];
  for (const service of workspace.all('Service')) {
    if (far.length === MOST_FAR) break;
    const isMeant = nameOf(service)?.startsWith(typed) === true && !known.has(service);
    if (isMeant && isWithin(service)) far.push(service);
  }
  return [...near.map((service) => ({ service, isNear: true })), ...far.map((service) => ({ service, isNear: false }))];
}

/** Lower is better: near ones first, among them those that are headless and select these Pods. */
function fitnessOf({ service, isNear }: Reached, set: StatefulSet | undefined, workspace: Workspace): number {
  const selects = selectsPods(service, set, workspace);
  const wrong = selects === true ? 0 : selects === undefined ? 1 : 2;
  return (isNear ? 0 : 6) + wrong * 2 + (serviceType(service) === 'headless' ? 0 : 1);
}

/** Undefined where that cannot be told, as of a set whose template is yet to be written. */
function selectsPods(service: Service, set: StatefulSet | undefined, workspace: Workspace): boolean | undefined {
  return set?.template?.metadata.labels === undefined ? undefined : selectsPodsOf(service, set, workspace);
}

function reasonFor(service: Service, set: StatefulSet | undefined, workspace: Workspace): string {
  const type = serviceType(service);
  const kind =
    type === 'headless'
      ? 'headless'
      : type === 'external-name'
        ? 'ExternalName'
        : type === 'unknown'
          ? ''
          : 'not headless';
  const selects = selectsPods(service, set, workspace);
  const selection =
    selects === true
      ? 'selects these Pods'
      : selects === false
        ? 'selects other Pods'
        : plainLabels(service.selector)?.size === 0
          ? 'no selector'
          : '';
  return [kind, selection].filter((part) => part !== '').join(', ');
}

/** The last part of a file's URI, for a person to read. */
export function fileName({ document: { uri } }: Pick<Resource, 'document'>): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}
