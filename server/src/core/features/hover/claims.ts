import { retentionOf } from '../../kubernetes/defaults';
import { claimName, parseClaimName } from '../../kubernetes/identity';
import type { Container, Volume, VolumeMount } from '../../kubernetes/pod';
import { nameOf } from '../../kubernetes/resource';
import type { ClaimTemplate, StatefulSet } from '../../kubernetes/statefulset';
import { volumeMeant } from '../../workspace/meant';
import { nameKeys } from '../../workspace/referent';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import type { Naming } from '../naming';
import { isPart, namingOf } from '../naming';
import { code, paragraphs, phrase, table } from './markdown';
import { podRows, podsInWords } from './pods';

/** On a claim template's name: the claims that it makes, where they are mounted and how long they last. */
export function claimTemplateHover(
  set: StatefulSet,
  template: ClaimTemplate,
  workspace: Workspace,
): string | undefined {
  const naming = namingOf(set, workspace);
  const name = nameOf(template);
  if (naming === undefined || name === undefined) return undefined;
  const storage = template.storage?.value;
  const size = storage === undefined ? '' : ` of ${code(storage)}`;
  return paragraphs(
    `**Claim template ${code(name)}** makes a PersistentVolumeClaim${size} for each Pod${naming.replicas === 0 ? `, and there are ${podsInWords(naming)}` : ''}.`,
    claimTable(naming, name),
    ...declaredClaims(naming, name, workspace),
    [isPart(set, workspace) ? '' : mountSentence(set, name), retentionSentence(set)].join(' ').trim(),
  );
}

/** On a name in `volumeMounts`: which claim or volume it is that each Pod mounts there. */
export function volumeMountHover(
  set: StatefulSet,
  container: Container,
  mount: VolumeMount,
  workspace: Workspace,
): string | undefined {
  const naming = namingOf(set, workspace);
  const name = mount.name?.value;
  if (naming === undefined || name === undefined) return undefined;
  const path = mount.path?.value;
  const where = path === undefined ? '' : ` at ${code(path)} of container ${code(container.name?.value ?? '')}`;
  const volumes = set.template?.spec?.volumes ?? [];
  const [found] = volumeMeant(set, name, workspace);
  if (found?.kind === 'claim-template') {
    const isReplaced = volumes.some((candidate) => candidate.name?.value === name);
    const replaced = isReplaced ? ` The volume ${code(name)} of the template is replaced by it.` : '';
    return paragraphs(
      `**Claim ${code(name)}**${where}: each Pod has its own, and gets the same one again when it is replaced.${replaced}`,
      claimTable(naming, name),
      ...declaredClaims(naming, name, workspace),
    );
  }
  if (found?.kind === 'volume') return `**Volume ${code(name)}**${where}: ${volumeSentence(found.volume)}`;
  // One whose name is to be filled in may be the one that is meant.
  const names = [...set.claimTemplates.map(({ metadata }) => metadata), ...volumes].map((named) => named.name);
  if (isPart(set, workspace) || names.some((field) => field?.value === undefined)) return undefined;
  return `**Nothing to mount**${where}: neither a volume nor a claim template is called ${code(name)}.`;
}

/** On a volume of a Pod: what fills it, and where it is mounted. */
export function volumeHover(maker: PodMaker, volume: Volume): string | undefined {
  const name = volume.name?.value;
  if (name === undefined || name === '') return undefined;
  return paragraphs(`**Volume ${code(name)}**: ${volumeSentence(volume)}`, mountSentence(maker, name));
}

function claimTable(naming: Naming, template: string): string | undefined {
  const rows = podRows(naming, ({ name, ordinal }) => [code(name), code(claimName(template, naming.name, ordinal))]);
  return table(['Pod', 'Claim'], rows);
}

/** Claims written out in the workspace under a name that the set makes: its Pods take them as they are. */
function declaredClaims(naming: Naming, template: string, workspace: Workspace): readonly string[] {
  const { set, name, start, replicas } = naming;
  if (start === undefined || replicas === undefined) return [];
  const declared = workspace.naming(nameKeys.claim(`${template}-${name}`)).flatMap((claim) => {
    const claimed = claim.kind === 'PersistentVolumeClaim' ? nameOf(claim) : undefined;
    const parsed = claimed === undefined ? null : parseClaimName(claimed, name, [template]);
    const inForce = parsed !== null && parsed.ordinal >= start && parsed.ordinal < start + replicas;
    const meant = workspace.sameNamespace(claim, set) && workspace.nearness(claim, set) !== 'workspace';
    return claimed !== undefined && inForce && meant ? [claimed] : [];
  });
  if (declared.length === 0) return [];
  const [are, it] = declared.length === 1 ? ['is', 'it is'] : ['are', 'they are'];
  return [`${phrase(declared)} ${are} written out in a manifest, and used as ${it} whatever the template says.`];
}

function mountSentence(maker: PodMaker, name: string): string {
  const { containers = [], initContainers = [] } = maker.template?.spec ?? {};
  const mounts = [...initContainers, ...containers].flatMap((container) =>
    [...container.volumeMounts, ...container.volumeDevices]
      .filter((mount) => mount.name?.value === name)
      .map(({ path }) => `${code(path?.value ?? '?')} of ${code(container.name?.value ?? '?')}`),
  );
  return mounts.length === 0 ? 'No container mounts it.' : `Mounted at ${mounts.join(', ')}.`;
}

/** How long claims last (kubernetes.io, StatefulSet, "PersistentVolumeClaim retention"); empty for a policy that is none. */
export function retentionSentence(set: StatefulSet): string {
  const { whenScaled, whenDeleted } = retentionOf(set);
  switch (`${whenScaled} ${whenDeleted}`) {
    case 'Retain Retain':
      return 'Claims stay when the set is scaled down, and when it is deleted.';
    case 'Delete Retain':
      return 'A claim is deleted with its Pod when the set is scaled down; claims stay when the set is deleted.';
    case 'Retain Delete':
      return 'Claims stay when the set is scaled down; all are deleted with the set.';
    case 'Delete Delete':
      return 'A claim is deleted with its Pod when the set is scaled down, and all are deleted with the set.';
    default:
      return '';
  }
}

function volumeSentence({ source, sourceName }: Volume): string {
  const named = sourceName?.value === undefined ? '' : ` ${code(sourceName.value)}`;
  switch (source) {
    case 'configMap':
      return `ConfigMap${named}, the same for every Pod.`;
    case 'secret':
      return `Secret${named}, the same for every Pod.`;
    case 'persistentVolumeClaim':
      return `one claim${named}, which all Pods share.`;
    case 'emptyDir':
      return 'an empty directory of each Pod, gone when the Pod is replaced.';
    case 'hostPath':
      return 'a path of whichever node the Pod runs on.';
    case 'ephemeral':
      return 'a claim of each Pod, deleted with the Pod.';
    case undefined:
      return 'filled by nothing that is written here.';
    default:
      return `filled by ${code(source)}, as for every Pod.`;
  }
}
