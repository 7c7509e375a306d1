import { portName } from '../../kubernetes/api/formats';
import { LONGEST_LABEL, LONGEST_SET_NAME, dnsLabelProblem } from '../../kubernetes/name-rules';
import { isPlaceholder } from '../../yaml/field';
import type { PodSpec } from '../../kubernetes/pod';
import { nameOf } from '../../kubernetes/resource';
import { featuresOf } from '../../kubernetes/versions';
import { isNear, isWhole } from '../../workspace/dns-target';
import { statedNamespaces } from '../../workspace/namespaces';
import { containersOf } from '../../workspace/meant';
import { partsOf } from '../../workspace/wholes';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import type { Subject } from './subject';
import { fileName } from './subject';

/** Why a subject cannot have a name: what the API server would refuse, and what has that name already. */
export function problemWithName(subject: Subject, name: string, workspace: Workspace): string | undefined {
  if (isPlaceholder(name)) return `${name} is a placeholder: what it will be cannot be told.`;
  return invalidName(subject, name, workspace) ?? collision(subject, name, workspace);
}

function invalidName(subject: Subject, name: string, workspace: Workspace): string | undefined {
  if (name === '') return 'A name cannot be empty.';
  if (subject.kind === 'container-port') {
    const problem = portName(name);
    return problem === undefined ? undefined : `The name of a port ${problem}.`;
  }
  const problem = dnsLabelProblem(name);
  if (problem !== undefined) return `${name} ${problem}: it has to be a DNS label.`;
  if (subject.kind !== 'object') return undefined;
  const { kind } = subject.resource;
  if (kind === 'StatefulSet' && name.length > LONGEST_SET_NAME) {
    return `${name} has ${name.length} characters: with more than ${LONGEST_SET_NAME} the set can create no Pods, whose labels hold its name and have at most ${LONGEST_LABEL}.`;
  }
  const { kubernetesVersion } = workspace.settings;
  if (kind === 'Service' && /^[0-9]/.test(name) && !featuresOf(kubernetesVersion).RelaxedServiceNameValidation) {
    return `${name} begins with a digit: Kubernetes ${kubernetesVersion} wants the name of a Service to begin with a letter.`;
  }
  return undefined;
}

function collision(subject: Subject, name: string, workspace: Workspace): string | undefined {
  if (subject.kind === 'object') {
    const { resource } = subject;
    const twin = workspace
      .named(resource.kind, name)
      .find((other) => isWhole(other, workspace) && mayMeet(resource, other, workspace));
    return twin && `There is a ${twin.kind} ${name} already, in ${fileName(twin.document)}.`;
  }
  const maker = subject.kind === 'claim-template' ? subject.set : subject.maker;
  for (const object of [maker, ...partsOf(maker, workspace)]) {
    const taken =
      subject.kind === 'container-port' ? takenPort(object, name) : takenVolume(object, object.template?.spec, name);
    if (taken !== undefined) return `${taken} of ${object.kind} ${nameOf(object) ?? ''} has that name already.`;
  }
  return undefined;
}

/** Whether two objects go into one namespace: far ones only where both say so, for many examples share one workspace. */
function mayMeet(
  a: Extract<Subject, { kind: 'object' }>['resource'],
  b: Extract<Subject, { kind: 'object' }>['resource'],
  workspace: Workspace,
): boolean {
  if (!workspace.sameNamespace(a, b)) return false;
  if (isNear(a, b, workspace)) return true;
  const others = statedNamespaces(b, workspace);
  return statedNamespaces(a, workspace)?.some((namespace) => others?.includes(namespace)) ?? false;
}

function takenPort(maker: PodMaker, name: string): string | undefined {
  const isTaken = containersOf(maker).some(({ ports }) => ports.some((port) => port.name?.value === name));
  return isTaken ? 'Another port' : undefined;
}

function takenVolume(maker: PodMaker, spec: PodSpec | undefined, name: string): string | undefined {
  if (spec?.volumes.some((volume) => volume.name?.value === name) === true) return 'A volume';
  const isTemplate = maker.kind === 'StatefulSet' && maker.claimTemplates.some((claim) => nameOf(claim) === name);
  return isTemplate ? 'A claim template' : undefined;
}
