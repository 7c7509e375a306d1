import { replicasOf, startOf } from '../../kubernetes/defaults';
import { claimName, podName } from '../../kubernetes/identity';
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
  const pods = last === first ? podName(name, first) : `${podName(name, first)} to ${podName(name, last)}`;
  const template = set.claimTemplates.flatMap((claim) => nameOf(claim) ?? [])[0];
  const claims =
    template === undefined
      ? ''
      : ` They get new, empty claims such as ${claimName(template, name, first)}; the data stays in ${claimName(template, old, first)} and the others, which no Pod uses any more.`;
  return {
    label: template === undefined ? 'New Pods' : 'New Pods, existing claims left behind',
    description: `To the cluster ${name} is a new StatefulSet, not ${old} under another name: it makes Pods of its own (${pods}), and those of ${old} run on until that is deleted.${claims}`,
    needsConfirmation: true,
  };
}

function newClaims(set: StatefulSet, old: string, name: string): ChangeAnnotation {
  const setName = nameOf(set) ?? '';
  const first = startOf(set) ?? 0;
  return {
    label: 'Existing claims left behind',
    description: `Claim templates cannot be changed in a StatefulSet that runs: it has to be deleted and created again. Its Pods then get new, empty claims such as ${claimName(name, setName, first)}; the data stays in ${claimName(old, setName, first)} and the others, which no Pod uses any more.`,
    needsConfirmation: true,
  };
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
  return {
    label: 'New DNS names of Pods',
    description: `serviceName cannot be changed in a StatefulSet that runs: ${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} to be deleted and created again. The names of the Pods are then under ${name}, and those under ${old} resolve no more.`,
    needsConfirmation: true,
  };
}
