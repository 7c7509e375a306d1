import type { Kustomization } from '../../kubernetes/kustomization';
import type { Resource } from '../../kubernetes/read';
import { KIND_NAMES } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import { statedNamespaces } from '../../workspace/namespaces';
import { resourcesNear } from '../../workspace/near';
import type { Workspace } from '../../workspace/workspace';
import { isPart } from '../naming';
import { decoded } from '../uri-words';
import { code, paragraphs, phrase } from './markdown';
import { objectsInWords } from './objects';

/** Objects that are told by name; more are counted. */
const MOST = 8;

/** On the path of a file: what it holds, or what is built of it. */
export function fileHover(uri: string, workspace: Workspace): string | undefined {
  const resources = workspace.file(uri)?.documents.flatMap(({ document }) => document.resources) ?? [];
  const name = code(decoded(uri.slice(uri.lastIndexOf('/') + 1)));
  const [first] = resources;
  if (first === undefined) return undefined;
  if (first.kind === 'Kustomization') return kustomizationHover(first, workspace);
  const isPatch = resources.every((resource) => isPart(resource, workspace));
  return `**File ${name}** ${isPatch ? 'says more of' : 'holds'} ${someInWords(resources)}.`;
}

/** On the path of a folder: what its kustomization builds, and what it changes of that. */
function kustomizationHover(kustomization: Kustomization, workspace: Workspace): string | undefined {
  const folder = kustomization.document.uri.split('/').at(-2) ?? '';
  const what = kustomization.kindField.value === 'Component' ? 'Component' : 'Kustomization';
  const built = builtBy(kustomization, workspace);
  const builds = built.length === 0 ? '' : ` builds ${someInWords(built)}`;
  const { namespace, namePrefix, nameSuffix } = kustomization;
  const changes = [
    namespace?.value === undefined ? undefined : `Puts all into namespace ${code(namespace.value)}.`,
    affix(namePrefix?.value, 'before each name'),
    affix(nameSuffix?.value, 'behind each name'),
  ].filter((change) => change !== undefined);
  if (builds === '' && changes.length === 0) return undefined;
  return paragraphs(`**${what} ${code(decoded(folder))}**${builds}.`, changes.join(' '));
}

function affix(text: string | undefined, where: string): string | undefined {
  return text === undefined || text === '' ? undefined : `Puts ${code(text)} ${where}.`;
}

/** The objects that a kustomization builds, itself or as a part of others. */
function builtBy(kustomization: Kustomization, workspace: Workspace): readonly Resource[] {
  return KIND_NAMES.filter((kind) => kind !== 'Kustomization').flatMap((kind) => {
    const near: readonly Resource[] = resourcesNear(kind, kustomization.document, workspace);
    return near.filter((resource) => workspace.buildsOf(resource).some(({ chain }) => chain.includes(kustomization)));
  });
}

function someInWords(resources: readonly Resource[]): string {
  const left = resources.length - MOST;
  return `${objectsInWords(resources.slice(0, MOST))}${left > 0 ? ` and ${left} more` : ''}`;
}

/** On a namespace that is written beside the name of an object. */
export function namespaceHover(name: string, holder: Resource | undefined): string | undefined {
  if (holder === undefined) return undefined;
  return `**Namespace ${code(name)}** of ${objectsInWords([holder])}: within it the name will do without.`;
}

/** On the namespace of an object: another one, if a kustomization puts it there. On that of a kustomization: what it puts there. */
export function ownNamespaceHover(resource: Resource, workspace: Workspace): string | undefined {
  const written = resource.metadata.namespace?.value;
  const stated = statedNamespaces(resource, workspace) ?? [];
  const others = stated.filter((namespace) => namespace !== written);
  if (written === undefined || others.length === 0) return undefined;
  const where = others.length === 1 ? 'namespace' : 'namespaces';
  const also = stated.length > others.length ? ' too' : ', whatever is written here';
  return `**Kustomizations put** ${resource.kind} ${code(nameOf(resource) ?? '?')} into ${where} ${phrase(others)}${also}.`;
}
