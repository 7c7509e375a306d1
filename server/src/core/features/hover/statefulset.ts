import { podManagementPolicyOf, retentionOf } from '../../kubernetes/defaults';
import { podName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { appliedNames, mayBePatched } from '../../workspace/applied';
import { statedNamespaces } from '../../workspace/namespaces';
import type { Workspace } from '../../workspace/workspace';
import type { GoverningState } from '../governing-state';
import { governingStateOf } from '../governing-state';
import type { Naming } from '../naming';
import { isPart, namingOf } from '../naming';
import { srvRecordsOf } from '../srv-records';
import { code, paragraphs, phrase } from './markdown';
import { podsInWords, podList } from './pods';

/** On `kind` and `metadata.name`: everything that the set makes. */
export function setHover(set: StatefulSet, workspace: Workspace): string | undefined {
  const naming = namingOf(set, workspace);
  if (naming === undefined) return undefined;
  if (isPart(set, workspace)) return partHover(naming);
  const governing = governingStateOf(set, workspace, code);
  return paragraphs(
    heading(naming, workspace),
    podList(naming, governing.givesNames),
    governing.sentence,
    srvList(governing, naming),
    changesSentence(naming, workspace),
  );
}

/** On `replicas`: the Pods, the order in which they come and go, and who else sets their number. */
export function replicasHover(set: StatefulSet, workspace: Workspace): string | undefined {
  const naming = namingOf(set, workspace);
  if (naming === undefined) return undefined;
  if (isPart(set, workspace)) return partHover(naming);
  const governing = governingStateOf(set, workspace, code);
  return paragraphs(
    heading(naming, workspace),
    podList(naming, governing.givesNames),
    [orderSentence(naming), scaledClaimsSentence(naming), ...autoscalerSentences(naming, workspace)].join(' ').trim(),
    governing.sentence,
    changesSentence(naming, workspace),
  );
}

/** On `serviceName`: what the governing Service is and which names come of it. */
export function serviceNameHover(set: StatefulSet, workspace: Workspace): string | undefined {
  const naming = namingOf(set, workspace);
  if (naming === undefined) return undefined;
  const governing = governingStateOf(set, workspace, code);
  const { name, sentence } = governing;
  const subject = `Service ${code(name)}`;
  return paragraphs(
    sentence.startsWith(subject) ? `**${subject}**${sentence.slice(subject.length)}` : sentence,
    podList(naming, governing.givesNames),
    srvList(governing, naming),
    changesSentence(naming, workspace),
  );
}

function heading(naming: Naming, workspace: Workspace): string {
  const { name, start } = naming;
  const since = start === undefined || start === 0 ? '' : `, counted from ${code(`ordinals.start: ${start}`)}`;
  return `**StatefulSet ${code(name)}** makes ${podsInWords(naming, inNamespace(naming, workspace))}${since}.`;
}

/** A patch and the like: the rest of the set may say otherwise, so only what stands there is said. */
function partHover(naming: Naming): string {
  const stated = naming.set.replicas?.value === undefined ? '' : `, with ${podsInWords(naming)}`;
  return `**Part of StatefulSet ${code(naming.name)}**${stated}. The rest of it stands elsewhere.`;
}

function inNamespace({ set, namespace }: Naming, workspace: Workspace): string {
  if (namespace === undefined) return '';
  const origin = namespace === workspace.namespaceOf(set) ? '' : ' (set by its kustomization)';
  return ` in namespace ${code(namespace)}${origin}`;
}

/** In which order Pods are made and removed (kubernetes.io, StatefulSet, "Pod Management Policies"). */
function orderSentence(naming: Naming): string {
  const { name, replicas, start } = naming;
  const policy = podManagementPolicyOf(naming.set);
  if (policy === 'Parallel') return `${code('Parallel')}: all are created at once, and removed at once.`;
  if (policy !== 'OrderedReady' || replicas === undefined || start === undefined || replicas < 2) return '';
  const first = code(podName(name, start));
  const last = code(podName(name, start + replicas - 1));
  return `Created from ${first} up, each once the one before it is ready; removed from ${last} down.`;
}

function scaledClaimsSentence({ set, claimTemplates }: Naming): string {
  if (claimTemplates.length === 0) return '';
  const { whenScaled } = retentionOf(set);
  if (whenScaled === 'Retain') return 'Scaling down keeps the claims.';
  return whenScaled === 'Delete' ? 'Scaling down deletes the claims of the Pods it removes.' : '';
}

function autoscalerSentences({ name, set }: Naming, workspace: Workspace): readonly string[] {
  return workspace
    .autoscalersOf('StatefulSet', name)
    .filter((autoscaler) => workspace.sameNamespace(autoscaler, set))
    .map((autoscaler) => {
      const least = autoscaler.minReplicas?.value ?? 1;
      const most = autoscaler.maxReplicas?.value;
      const range = most === undefined ? '' : `, from ${least} to ${most}`;
      return `HorizontalPodAutoscaler ${code(nameOf(autoscaler) ?? '')} sets this number${range}.`;
    });
}

/** The SRV records under the governing Service, where it is headless and names its ports. */
function srvList(governing: GoverningState, { set, namespace, clusterDomain }: Naming): string | undefined {
  const { state, service, givesNames } = governing;
  if (state !== 'headless' || service === undefined || namespace === undefined || !givesNames) return undefined;
  return srvRecordsOf(service, namespace, clusterDomain, set.template)
    .map(({ fqdn, port }) => `- SRV ${code(fqdn)}${port === undefined ? '' : `: port ${port}`}`)
    .join('\n');
}

/** What is done to the set on its way into a cluster that the names above do not show. */
function changesSentence({ set, name }: Naming, workspace: Workspace): string | undefined {
  const renamed = [...new Set(appliedNames(set, workspace).map((applied) => applied.name))].filter((n) => n !== name);
  const sentences: string[] = [];
  if (renamed.length > 0)
    sentences.push(`A kustomization renames the set to ${phrase(renamed)}: the names above are without.`);
  const [first, ...others] = statedNamespaces(set, workspace) ?? [];
  if (first !== undefined && others.length > 0) {
    const also = `Kustomizations put it into ${others.length === 1 ? 'namespace' : 'namespaces'} ${phrase(others)} too`;
    sentences.push(`${also}: the names above are those in ${code(first)}.`);
  }
  if (workspace.complete && mayBePatched(set, workspace)) sentences.push('A patch may change what stands here.');
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
