import { claimName, podName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { ClaimTemplate } from '../../kubernetes/statefulset';
import { mayBePatched } from '../../workspace/applied';
import type { AppliedAs } from '../../workspace/applied-as';
import type { Workspace } from '../../workspace/workspace';
import type { GoverningState } from '../governing-state';
import { governingStateOf } from '../governing-state';
import type { Naming } from '../naming';
import { isPart, namingOf, podNames } from '../naming';
import { srvRecordsOf } from '../srv-records';
import { retentionSentence } from './claims';
import { code, paragraphs, phrase } from './markdown';
import { podsInWords } from './pods';

/** What is said where a Pod is named, beside what is so of the Pod itself. */
export interface PodMention {
  /** The Service under which it is named; undefined where none is. */
  readonly service: string | undefined;
  /** Whether its full name is written already. */
  readonly inFull: boolean;
  /** What the set is called there. */
  readonly as?: AppliedAs | undefined;
}

/**
 * On the name of a Pod of a set: whether there is such a Pod, its full name, claims, when the name resolves and in which SRV
 * records it is. `ordinal` is undefined where a variable stands in its place.
 */
export function podHover(
  set: StatefulSet,
  ordinal: number | undefined,
  workspace: Workspace,
  { service, inFull, as }: PodMention = { service: undefined, inFull: false },
): string | undefined {
  const naming = namingOf(set, workspace, as);
  if (naming === undefined) return undefined;
  const governing = governingStateOf(set, workspace, code);
  if (ordinal === undefined) {
    return paragraphs(
      `**A Pod** of StatefulSet ${code(naming.name)}, which makes ${podsInWords(naming)}.${fullNames(naming, governing)}`,
      resolution(set, service, governing),
    );
  }
  const { dns, claims } = podNames(naming, ordinal);
  const name = code(podName(naming.name, ordinal));
  const condition = isInForce(naming, ordinal) ? '' : conditionFor(naming, ordinal, workspace);
  if (condition === undefined) {
    return `**No Pod ${name}**: StatefulSet ${code(naming.name)} makes ${podsInWords(naming)}.`;
  }
  const isOwn = service === undefined || service === governing.name;
  const full = inFull || dns === null || !isOwn || !governing.givesNames ? '' : `, in full ${code(dns.fqdn)}`;
  const storage =
    claims.length === 0 ? '' : ` It mounts ${claims.length === 1 ? 'claim' : 'claims'} ${phrase(claims)}.`;
  return paragraphs(
    `**Pod ${name}** of StatefulSet ${code(naming.name)}${full}.${storage}`,
    renaming(set, naming),
    condition,
    resolution(set, service, governing),
    isOwn ? srvList(governing, naming, as?.serviceName) : undefined,
  );
}

/** The name in full of the first Pod, which tells those of the others. */
function fullNames(naming: Naming, { givesNames }: GoverningState): string {
  const { start, replicas } = naming;
  const { dns } = start === undefined || replicas === 0 ? {} : podNames(naming, start);
  return dns === undefined || dns === null || !givesNames ? '' : ` In full the first is ${code(dns.fqdn)}.`;
}

/** Where a kustomization gives the set the name by which it is meant. */
function renaming(set: StatefulSet, { name }: Naming): string | undefined {
  const written = nameOf(set) ?? '';
  return written === name ? undefined : `A kustomization makes ${code(name)} of ${code(written)}.`;
}

/** Whether there is a Pod of that ordinal at this replica count; true where that cannot be told. */
export function isInForce({ start, replicas }: Naming, ordinal: number): boolean {
  return start === undefined || replicas === undefined || (ordinal >= start && ordinal < start + replicas);
}

/** When there is a Pod of an ordinal that is not in force at this replica count; undefined where there never is. */
function conditionFor(naming: Naming, ordinal: number, workspace: Workspace): string | undefined {
  const { name, set, start = 0 } = naming;
  const needed = ordinal - start + 1;
  const scaling = workspace
    .autoscalersOf('StatefulSet', name)
    .find(
      (autoscaler) =>
        workspace.sameNamespace(autoscaler, set) &&
        (autoscaler.maxReplicas?.value ?? Number.POSITIVE_INFINITY) >= needed,
    );
  if (scaling !== undefined && needed > 0) {
    return `The Pod is there while HorizontalPodAutoscaler ${code(nameOf(scaling) ?? '')} scales the set to ${needed} or more.`;
  }
  return mayBePatched(set, workspace)
    ? `Its manifest makes ${podsInWords(naming)}; a patch may make others.`
    : undefined;
}

/** When a name of its Pods resolves, or why it does not. */
function resolution(set: StatefulSet, service: string | undefined, governing: GoverningState): string {
  if (service === undefined || governing.name === service || governing.name === '') return governing.sentence;
  return `Its names are under Service ${code(governing.name)}, which StatefulSet ${code(nameOf(set) ?? '')} names in ${code('serviceName')}, not under ${code(service)}.`;
}

/** The SRV records that lead to the Pods (the Kubernetes DNS specification 1.1.0, section 2.4.2). */
function srvList(
  { state, service, givesNames }: GoverningState,
  naming: Naming,
  called: string | undefined,
): string | undefined {
  const { set, namespace, clusterDomain } = naming;
  if (state !== 'headless' || service === undefined || namespace === undefined || !givesNames) return undefined;
  const records = srvRecordsOf(service, namespace, clusterDomain, set.template, called);
  return records
    .map(({ fqdn, port }) => `- SRV ${code(fqdn)} answers with it${port === undefined ? '' : ` and port ${port}`}`)
    .join('\n');
}

/** On the name of a claim that a set makes: whose it is and how long it lasts. */
export function claimHover(
  set: StatefulSet,
  template: ClaimTemplate,
  ordinal: number,
  workspace: Workspace,
): string | undefined {
  const naming = namingOf(set, workspace);
  const templateName = nameOf(template);
  if (naming === undefined || templateName === undefined) return undefined;
  const claim = code(claimName(templateName, naming.name, ordinal));
  const pod = code(podName(naming.name, ordinal));
  const origin = `claim template ${code(templateName)} of StatefulSet ${code(naming.name)}`;
  const condition = isInForce(naming, ordinal) ? '' : conditionFor(naming, ordinal, workspace);
  if (condition !== undefined) {
    const which = condition === '' ? 'is the one' : 'would be the one';
    return paragraphs(`**Claim ${claim}** ${which} of Pod ${pod}, from ${origin}.`, condition, retentionSentence(set));
  }
  return isPart(set, workspace)
    ? undefined
    : `**Claim ${claim}** is of ${origin}, which makes ${podsInWords(naming)}: it lies idle until there is a Pod ${pod} again.`;
}
