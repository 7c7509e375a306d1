import { ordinalsInForce } from '../kubernetes/identity';
import { servingContainers } from '../kubernetes/pod';
import type { Place, ResourceBase } from '../kubernetes/resource';
import type { StatefulSet } from '../kubernetes/statefulset';
import type * as protocol from '../protocol';
import type { StatefulSetInput } from '../rollout/spec';
import type { Workspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';
import { governingStateOf } from './governing-state';
import type { Naming } from './naming';
import { isPart, namingOf, podNames } from './naming';
import { comparableInput } from './simulator-input';

/** What the views show of a StatefulSet, as the protocol has it, but with the places of the core. */
export interface StatefulSetSummary extends Omit<protocol.StatefulSetSummary, 'location' | 'fields' | 'service'> {
  readonly location: Place;
  /** All in the document of `location`. */
  readonly fields: Readonly<Record<string, Place>>;
  readonly service: ServiceSummary;
}

/** The governing Service as the views show it. */
export interface ServiceSummary extends Omit<protocol.ServiceSummary, 'location'> {
  readonly location: Place | undefined;
}

/** A tree of more Pods than these nobody reads; the rest is left out, and `input` still has the true number. */
export const MOST_PODS = 1_000;

/**
 * Every StatefulSet of the workspace that has a name, ordered by file and place. Patches and other parts of sets are none
 * by themselves, and templates are none yet.
 */
export function summarizeStatefulSets(workspace: Workspace): readonly StatefulSetSummary[] {
  return [...summariesInSteps(workspace)];
}

/** As {@link summarizeStatefulSets}, one by one: of thousands, all at once would hold up whatever else is asked. */
export function* summariesInSteps(workspace: Workspace): Generator<StatefulSetSummary, void> {
  for (const [set, id] of summaryIds(workspace.all('StatefulSet'), workspace)) {
    const naming = namingOf(set, workspace);
    const input = comparableInput(set, workspace);
    if (naming !== undefined && input !== undefined) yield summarize(id, naming, input, workspace);
  }
}

/**
 * The ids of the sets' summaries: file, namespace and name. Sets that have no summary have no id. `sets` are all those of
 * a file, or of several, in the order in which they stand.
 */
export function summaryIds(sets: readonly StatefulSet[], workspace: Workspace): ReadonlyMap<StatefulSet, string> {
  const times = new Map<string, number>();
  const ids = new Map<StatefulSet, string>();
  for (const set of sets) {
    const naming = namingOf(set, workspace);
    if (naming === undefined || isPart(set, workspace) || isTemplate(set, workspace)) continue;
    const id = `${set.document.uri}#${naming.namespace ?? ''}/${naming.name}`;
    const time = (times.get(id) ?? 0) + 1;
    times.set(id, time);
    // The same object twice in one file is a mistake, but each of the two needs an id of its own.
    ids.set(set, time === 1 ? id : `${id}#${time}`);
  }
  return ids;
}

function isTemplate(set: StatefulSet, workspace: Workspace): boolean {
  return workspace.file(set.document.uri)?.template === true;
}

function summarize(id: string, naming: Naming, input: StatefulSetInput, workspace: Workspace): StatefulSetSummary {
  const { set, name, namespace } = naming;
  const { service, state, sentence, givesNames, name: serviceName } = governingStateOf(set, workspace);
  const location = placeOf(set);
  return {
    id,
    name,
    namespace: namespace ?? '',
    location,
    fields: fieldsOf(set, location),
    service: {
      name: serviceName,
      state,
      sentence,
      location: service && placeOf(service),
      publishNotReadyAddresses: service?.publishNotReadyAddresses?.value === true,
    },
    pods: podsOf(naming, givesNames),
    input,
  };
}

/** Where an object's name is written. */
function placeOf(resource: ResourceBase): Place {
  return { document: resource.document, span: resource.metadata.name?.span ?? resource.kindField.span };
}

function podsOf(naming: Naming, givesNames: boolean): readonly protocol.PodSummary[] {
  const { replicas = 0, start = 0 } = naming;
  return ordinalsInForce(Math.min(replicas, MOST_PODS), start).map((each) => {
    const { name, ordinal, claims, dns } = podNames(naming, each);
    return { name, ordinal, claims, dns: givesNames ? dns?.fqdn : undefined };
  });
}

/** The keys of the fields that explain a rollout, as far as they are written, by their names in the API. */
function fieldsOf(set: StatefulSet, { document }: Place): Readonly<Record<string, Place>> {
  const strategy = set.updateStrategy;
  const spec = set.template?.spec;
  const probes = spec === undefined ? [] : servingContainers(spec).flatMap((container) => container.probes);
  const keys: Readonly<Record<string, Span | undefined>> = {
    ...set.groupKeys,
    replicas: set.replicas?.key,
    serviceName: set.serviceName?.key,
    start: set.start?.key,
    podManagementPolicy: set.podManagementPolicy?.key,
    updateStrategy: strategy?.key,
    type: strategy?.value?.type?.key,
    rollingUpdate: strategy?.value?.rollingUpdate,
    partition: strategy?.value?.partition?.key,
    maxUnavailable: strategy?.value?.maxUnavailable?.key,
    minReadySeconds: set.minReadySeconds?.key,
    revisionHistoryLimit: set.revisionHistoryLimit?.key,
    whenDeleted: set.whenDeleted?.key,
    whenScaled: set.whenScaled?.key,
    terminationGracePeriodSeconds: spec?.terminationGracePeriodSeconds?.key,
    readinessProbe: probes.find(({ kind }) => kind === 'readinessProbe')?.key,
  };
  const written = Object.entries(keys).flatMap(([name, span]) =>
    span === undefined ? [] : [[name, { document, span }]],
  );
  return Object.fromEntries(written) as Readonly<Record<string, Place>>;
}
