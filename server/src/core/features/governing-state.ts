import type { Service } from '../kubernetes/service';
import { serviceType } from '../kubernetes/service';
import { plainLabels } from '../kubernetes/labels';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { ServiceSummary } from '../protocol';
import { governingServiceOf, selectsPodsOf } from '../workspace/governing-service';
import type { Workspace } from '../workspace/workspace';
import { isPart } from './naming';
import { namespaceInForce } from '../workspace/namespaces';

/** The state of a set's governing Service, for a person to read. */
export interface GoverningState {
  /** `serviceName`; empty where it is not stated or cannot be read. */
  readonly name: string;
  readonly state: ServiceSummary['state'];
  /** What that means for the Pods' DNS names, as one sentence. */
  readonly sentence: string;
  /** Whether the Pods may have DNS names: they do where it works, and may where nobody can tell or nothing is there yet. */
  readonly givesNames: boolean;
  /** The Service, where one is found, also in another namespace. */
  readonly service: Service | undefined;
}

/**
 * What state the governing Service of a set is in (kubernetes.io, StatefulSet, "Stable Network ID"; the Kubernetes DNS
 * specification 1.1.0, sections 2.3 to 2.5). `quote` marks names in the sentence, for a text that has marks. Nothing is
 * called missing before the workspace is read, nor where it may stand in text that cannot be read.
 */
export function governingStateOf(
  set: StatefulSet,
  workspace: Workspace,
  quote: (name: string) => string = (name) => name,
): GoverningState {
  const governing = governingServiceOf(set, workspace);
  const name = set.serviceName?.value ?? '';
  const service = 'service' in governing ? governing.service : undefined;
  const named = `Service ${quote(name)}`;
  const describe = (): Described => {
    if (governing.state === 'found') return foundState(governing.service, set, named, workspace);
    if (governing.state === 'unknown') return ['unknown', unknownSentence(name, workspace, quote)];
    if (governing.state === 'unstated') {
      return isPart(set, workspace)
        ? ['unknown', 'Which Service governs it is not said here.']
        : ['unstated', `No ${quote('serviceName')} is stated: the Pods get no DNS names.`, false];
    }
    if (!workspace.complete) return ['unknown', `${named} is not found yet: the workspace is still being read.`];
    const home = quote(namespaceInForce(set, workspace) ?? '?');
    if (governing.state === 'missing') {
      return [
        'missing',
        `${named} is nowhere in this workspace: without it in namespace ${home} the Pods have no DNS names.`,
      ];
    }
    const other = quote(namespaceInForce(governing.service, workspace) ?? '?');
    return [
      'in-other-namespace',
      `${named} is in namespace ${other} and the Pods are in ${home}: it gives them no names.`,
      false,
    ];
  };
  const [state, sentence, givesNames = true] = describe();
  return { name, state, sentence, givesNames, service };
}

/**
 * The state in a few words: `headless`, `not headless, selects other Pods`. Empty where nothing is stated, or nothing is
 * known.
 */
export function governingWords({ state, givesNames, service }: GoverningState, workspace: Workspace): string {
  switch (state) {
    case 'headless':
      return `headless${givesNames ? '' : ', selects other Pods'}`;
    case 'not-headless':
      return `not headless${givesNames ? '' : ', selects other Pods'}`;
    case 'external-name':
      return 'ExternalName';
    case 'missing':
      return 'not in this workspace';
    case 'in-other-namespace':
      return `in namespace ${(service && namespaceInForce(service, workspace)) ?? '?'}`;
    default:
      return '';
  }
}

/** State, sentence, and whether the Pods may have names, which they may where nothing is said. */
type Described = readonly [GoverningState['state'], string, boolean?];

function unknownSentence(name: string, workspace: Workspace, quote: (name: string) => string): string {
  if (name === '') return `Which Service governs it cannot be told from what ${quote('serviceName')} says.`;
  return workspace.services(name).length > 0
    ? `Whether Service ${quote(name)} is in the namespace of the Pods cannot be told: a namespace is to be filled in.`
    : `Service ${quote(name)} may stand in a text that cannot be read.`;
}

function foundState(service: Service, set: StatefulSet, named: string, workspace: Workspace): Described {
  const type = serviceType(service);
  if (type === 'external-name') return [type, `${named} is of type ExternalName: it gives the Pods no names.`, false];
  if (type === 'unknown') return [type, `Whether ${named} is headless cannot be told.`];
  const state = type === 'headless' ? type : 'not-headless';
  if (selectsPodsOf(service, set, workspace) === false) {
    const adjective = type === 'headless' ? 'headless but' : 'not headless, and it';
    return [state, `${named} is ${adjective} selects other Pods: it gives these no names.`, false];
  }
  if (state === 'not-headless') {
    return [state, `${named} is not headless, and only a headless one is sure to give each Pod a name.`];
  }
  if (plainLabels(service.selector)?.size === 0) {
    return [
      state,
      `${named} is headless and has no selector: the names come from endpoints that something else keeps.`,
    ];
  }
  return service.publishNotReadyAddresses?.value === true
    ? [state, `${named} is headless: each name resolves as soon as its Pod has an address, ready or not.`]
    : [state, `${named} is headless: each name resolves while its Pod is ready.`];
}
