import { ordinalsInForce } from '../kubernetes/identity';
import type { StatefulSet } from '../kubernetes/statefulset';
import { serviceType } from '../kubernetes/service';
import { governingServiceOf } from '../workspace/governing-service';
import type { Workspace } from '../workspace/workspace';
import type { PodNames } from './naming';
import { isPart, namingOf, podNames } from './naming';

/** Every name a StatefulSet makes, as the command `names` prints it. */
export interface GeneratedNames {
  readonly name: string;
  readonly namespace: string;
  /** As it stands, or 1 where nothing stands: also where it is negative, or more than the Pods listed. */
  readonly replicas: number;
  /** The first ordinal. */
  readonly start: number;
  /** The governing Service; null where `serviceName` names none. `found` is about its own namespace. */
  readonly service: { readonly name: string; readonly found: boolean; readonly headless: boolean } | null;
  /** By ordinal. At most as many as asked for: with fewer Pods than `replicas` the rest was left out. */
  readonly pods: readonly PodNames[];
}

/** More Pods than any set has; a number typed by mistake costs no more than these. */
export const LONGEST_LIST = 10_000;

/**
 * The names a StatefulSet makes. A Pod has its DNS name here whatever state the governing Service is in, because that
 * is the name it would have; `service` says whether something stands behind it. A `serviceName` that cannot be read
 * counts as none here. Undefined where the set has no name, where that, the namespace, the replicas or the first ordinal
 * is a placeholder, or where it is only a patch.
 */
export function generatedNames(
  set: StatefulSet,
  workspace: Workspace,
  limit = LONGEST_LIST,
): GeneratedNames | undefined {
  const naming = namingOf(set, workspace);
  if (naming === undefined || isPart(set, workspace)) return undefined;
  const { name, namespace, replicas, start, serviceName } = naming;
  if (namespace === undefined || replicas === undefined || start === undefined) return undefined;
  const governing = governingServiceOf(set, workspace);
  const service = governing.state === 'found' ? governing.service : undefined;
  return {
    name,
    namespace,
    replicas: set.replicas?.value ?? replicas,
    start,
    service:
      serviceName === undefined || serviceName === ''
        ? null
        : {
            name: serviceName,
            found: service !== undefined,
            headless: service !== undefined && serviceType(service) === 'headless',
          },
    pods: ordinalsInForce(Math.min(replicas, limit), start).map((ordinal) => podNames(naming, ordinal)),
  };
}
