import { plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { Resource } from '../../kubernetes/read';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { selectsPodsOf } from '../../workspace/governing-service';
import type { Rank } from '../../workspace/near';
import { FAR, nearnessTo } from '../../workspace/near';
import { code } from '../hover/markdown';
import { namespaceInForce } from '../naming';
import type { CompletionContext } from './context';
import { endsWith, literal } from './context';
import type { CompletionItem } from './item';

/** Far Services that are offered: of thousands nobody reads the list. */
const MOST_FAR = 40;

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
  const rank = nearnessTo(context.document.id, workspace);
  const services = servicesInReach(context, rank);
  const ranked = services
    .filter((service) => !isServiceName || serviceType(service) !== 'external-name')
    .map((service, index) => ({ service, index, fitness: isServiceName ? fitnessOf(service, set, rank) : 0 }))
    .toSorted((a, b) => a.fitness - b.fitness || a.index - b.index);
  const items = new Map<string, CompletionItem>();
  for (const { service } of ranked) {
    const name = nameOf(service);
    if (name === undefined || items.has(name)) continue;
    items.set(name, {
      label: name,
      kind: 'service',
      detail: reasonFor(service, set),
      documentation: `In ${code(fileName(service))}, namespace ${code(namespaceInForce(service, workspace) ?? '?')}.`,
      insert: [literal(name, context)],
    });
  }
  return [...items.values()];
}

/** The Services of the writer's namespace whose names may be meant: near ones first, of far ones those that begin as typed. */
function servicesInReach({ workspace, resource, typed }: CompletionContext, rank: Rank): readonly Service[] {
  const near: { readonly service: Service; readonly rank: number }[] = [];
  const far: Service[] = [];
  const home = resource && workspace.namespaceOf(resource);
  for (const service of workspace.all('Service')) {
    const own = rank(service.document.uri);
    if (own < FAR) near.push({ service, rank: own });
    else if (workspace.namespaceOf(service) === home && nameOf(service)?.startsWith(typed) === true) far.push(service);
  }
  // A kustomization may set the namespace of what stands near.
  const isWithin = (service: Service): boolean =>
    !service.partial && (resource === undefined || workspace.sameNamespace(service, resource));
  const close = near.toSorted((a, b) => a.rank - b.rank).map(({ service }) => service);
  return [...close, ...far.slice(0, MOST_FAR)].filter(isWithin);
}

/** Lower is better: near ones first, among them those that are headless and select these Pods. */
function fitnessOf(service: Service, set: StatefulSet | undefined, rank: Rank): number {
  const far = rank(service.document.uri) === FAR ? 6 : 0;
  const selects = selectsPods(service, set);
  const wrong = selects === true ? 0 : selects === undefined ? 1 : 2;
  return far + wrong * 2 + (serviceType(service) === 'headless' ? 0 : 1);
}

/** Undefined where that cannot be told, as of a set whose template is yet to be written. */
function selectsPods(service: Service, set: StatefulSet | undefined): boolean | undefined {
  return set?.template === undefined ? undefined : selectsPodsOf(service, set);
}

function reasonFor(service: Service, set: StatefulSet | undefined): string {
  const type = serviceType(service);
  const kind =
    type === 'headless'
      ? 'headless'
      : type === 'external-name'
        ? 'ExternalName'
        : type === 'unknown'
          ? ''
          : 'not headless';
  const selects = selectsPods(service, set);
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
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  return last.includes('%') ? decoded(last) : last;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
