import { isNearMiss } from './near-miss';

/** Kinds of which a slip can be told, by group and version: none of these has another kind with a name like theirs. */
const KINDS_OF = {
  'apps/v1': ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet'],
  'batch/v1': ['CronJob', 'Job'],
  'policy/v1': ['PodDisruptionBudget'],
  'autoscaling/v1': ['HorizontalPodAutoscaler'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  v1: ['Service', 'ConfigMap', 'PersistentVolumeClaim', 'ReplicationController', 'Pod'],
} as const;

type Version = keyof typeof KINDS_OF;

/** Shorter names are like too many others. */
const SHORTEST = 6;

/**
 * The kind that somebody meant who wrote one that Kubernetes does not know: `Statefulset`, `StatefullSet`. Other tools
 * have a `service` of their own and call its version `v1` too, so there a capital letter is asked for.
 */
export function kindMeant(apiVersion: string, written: string): (typeof KINDS_OF)[Version][number] | undefined {
  if (!isVersion(apiVersion) || (apiVersion === 'v1' && !/^[A-Z]/.test(written))) return undefined;
  const kinds = KINDS_OF[apiVersion];
  return (
    kinds.find((kind) => letters(kind) === letters(written)) ??
    kinds.find((kind) => kind.length >= SHORTEST && isNearMiss(kind, written))
  );
}

function isVersion(apiVersion: string): apiVersion is Version {
  return Object.hasOwn(KINDS_OF, apiVersion);
}

/** What is left of a name without case, what parts its words, and the plural. */
function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '').replace(/s$/, '');
}
