import { replicasOf, retentionOf, startOf } from '../../kubernetes/defaults';
import { claimName, namesInRow, podName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { governingServiceOf } from '../../workspace/governing-service';
import type { Workspace } from '../../workspace/workspace';
import type { Subject } from './subject';

/** What a person should know before a change is made. */
export interface ChangeAnnotation {
  readonly label: string;
  readonly description: string;
  readonly needsConfirmation: boolean;
}

/** What the cluster makes of a new name, where that is more than other words for the same things. */
export function consequenceOf(subject: Subject, name: string, workspace: Workspace): ChangeAnnotation | undefined {
  if (subject.kind === 'claim-template') return newClaims(subject.set, nameOf(subject.template) ?? '', name);
  if (subject.kind !== 'object') return undefined;
  return subject.resource.kind === 'StatefulSet'
    ? newPods(subject.resource, name)
    : newGovernor(subject.resource, name, workspace);
}

/** For a text that may well be the name, or that of another thing. */
export function doubtAbout(name: string): ChangeAnnotation {
  return {
    label: 'May mean something else',
    description: `Whether ${name} is meant here cannot be told from the text.`,
    needsConfirmation: true,
  };
}

/** kubernetes.io, StatefulSet, "Pod Identity" and "Stable Storage". */
function newPods(set: StatefulSet, name: string): ChangeAnnotation {
  const old = nameOf(set) ?? '';
  const first = startOf(set) ?? 0;
  const last = first + Math.max(1, replicasOf(set) ?? 1) - 1;
  const pods = namesInRow(first, last, (ordinal) => podName(name, ordinal));
  const template = set.claimTemplates.flatMap((claim) => nameOf(claim) ?? [])[0];
  const claims =
    template === undefined
      ? ''
      : ` They get new, empty claims such as ${claimName(template, name, first)}; ${
          deletesClaims(set)
            ? `${claimName(template, old, first)} and the others are deleted with ${old}, and their data with them, because of whenDeleted: Delete.`
            : `the data stays in ${claimName(template, old, first)} and the others, which no Pod uses any more.`
        }`;
  return {
    label:
      template === undefined
        ? 'New Pods'
        : `New Pods, existing claims ${deletesClaims(set) ? 'deleted' : 'left behind'}`,
    description: `To the cluster ${name} is a new StatefulSet, not ${old} under another name: it makes Pods of its own (${pods}), and those of ${old} run on until that is deleted.${claims}`,
    needsConfirmation: true,
  };
}

function newClaims(set: StatefulSet, old: string, name: string): ChangeAnnotation {
  const setName = nameOf(set) ?? '';
  const first = startOf(set) ?? 0;
  const remade =
    'Claim templates cannot be changed in a StatefulSet that runs: it has to be deleted and created again. Its Pods then get new, empty claims such as';
  const [label, fate] = deletesClaims(set)
    ? [
        'Existing claims deleted',
        `${claimName(old, setName, first)} and the others are deleted with the set, and their data with them, because of whenDeleted: Delete; ${ORPHANED}, they stay.`,
      ]
    : [
        'Existing claims left behind',
        `the data stays in ${claimName(old, setName, first)} and the others, which no Pod uses any more.`,
      ];
  return { label, description: `${remade} ${claimName(name, setName, first)}; ${fate}`, needsConfirmation: true };
}

/** How a set is deleted without its claims: without their owner they are nobody's to collect. */
const ORPHANED = 'if it is deleted with --cascade=orphan';

/** Whether the claims go when the set is deleted (kubernetes.io, StatefulSet, "PersistentVolumeClaim retention"). */
function deletesClaims(set: StatefulSet): boolean {
  return set.claimTemplates.length > 0 && retentionOf(set).whenDeleted === 'Delete';
}

/** A Service that governs a set is named in a field that cannot be changed (`StatefulSetSpec.serviceName`). */
function newGovernor(service: Service, name: string, workspace: Workspace): ChangeAnnotation | undefined {
  const old = nameOf(service) ?? '';
  const sets = workspace.governedBy(old).filter((set) => {
    const governing = governingServiceOf(set, workspace);
    return governing.state === 'found' && governing.service === service;
  });
  const names = [...new Set(sets.flatMap((set) => nameOf(set) ?? []))];
  if (names.length === 0) return undefined;
  const losing = sets.some(deletesClaims)
    ? ` ${names.length === 1 ? 'Its' : 'Their'} claims are deleted too, and the data in them, because of whenDeleted: Delete; ${ORPHANED}, they stay.`
    : '';
  return {
    label: 'New DNS names of Pods',
    description: `serviceName cannot be changed in a StatefulSet that runs: ${list(names)} ${names.length === 1 ? 'has' : 'have'} to be deleted and created again.${losing} The names of the Pods are then under ${name}, and those under ${old} resolve no more.`,
    needsConfirmation: true,
  };
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
