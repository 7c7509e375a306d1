import { nameOf } from '../../kubernetes/resource';
import { appendAt } from '../../rules/fixes/steps';
import { rewrite } from '../../rules/fixes/rewrite';
import type { Edit } from '../../rules/finding';
import { objectOf } from '../../workspace/object';
import { folderOf, resolvePath } from '../../workspace/kustomize';
import type { Workspace } from '../../workspace/workspace';
import { lineBreakOf } from '../../yaml/edit';
import { itemsOf } from '../../yaml/field';
import type { Refactoring, Subject } from './refactoring';
import { isJson, NO_CHANGE } from './refactoring';

/** Moves a Service that stands beside other objects into a file of its own, which kustomizations then include too. */
export const extractService: Refactoring = {
  id: 'extract-service',
  kind: 'refactor.extract',
  targets: ['kind', 'name'],
  title: (subject) => {
    const uri = newUri(subject);
    return uri && `Move Service ${nameOf(subject.resource) ?? ''} to a new file, ${fileName(uri)}`;
  },
  change: (subject) => {
    const uri = newUri(subject);
    const document = subject.workspace.document(subject.resource.document);
    if (uri === undefined || document === undefined) return NO_CHANGE;
    const newline = lineBreakOf(subject.file.text);
    const text = document.text.replace(/^\uFEFF?(?:---[ \t]*\r?\n)?(?:[ \t]*\r?\n)*/, '').trimEnd();
    const removal: Edit = {
      document: document.id,
      span: { start: 0, end: document.text.length },
      newText: '',
    };
    return { edits: [removal, { uri, text: text + newline }, ...inclusions(subject, uri)] };
  },
};

/** Undefined where the Service is no document of its own, or nothing else stands in the file. */
function newUri({ file, resource, workspace }: Subject): string | undefined {
  const name = nameOf(resource);
  if (resource.kind !== 'Service' || name === undefined || !/^[a-z0-9-]+$/.test(name) || isJson(file)) return undefined;
  const document = workspace.document(resource.document);
  const beside = file.documents.some((place) => place.document !== document && place.document.resources.length > 0);
  if (document === undefined || document.state !== 'manifest' || document.resources.length !== 1 || !beside) {
    return undefined;
  }
  const ending = /\.[^./]*$/.exec(file.uri)?.[0] ?? '.yaml';
  const names = [`${name}-service${ending}`, `service-${name}${ending}`, `${name}-svc${ending}`];
  return names
    .map((candidate) => `${folderOf(file.uri)}/${candidate}`)
    .find((candidate) => workspace.file(candidate) === undefined);
}

/** Kustomizations that name the file name the new one too: what they do not include is not applied. */
function inclusions({ file, resource, workspace }: Subject, uri: string): readonly Edit[] {
  // The first of each chain is the one that names the file itself.
  const includers = new Set(workspace.buildsOf(resource).flatMap(({ chain }) => chain[0] ?? []));
  return [...includers].flatMap((kustomization) => {
    const path = kustomization.resources.find(
      ({ value }) => value !== undefined && resolvePath(folderOf(kustomization.document.uri), value) === file.uri,
    )?.value;
    if (path === undefined || !isListed(path, kustomization, workspace)) return [];
    return rewrite(kustomization, workspace, [appendAt([], 'resources', path.replace(/[^/]*$/, fileName(uri)))]);
  });
}

function isListed(path: string, kustomization: Parameters<typeof rewrite>[0], workspace: Workspace): boolean {
  const document = workspace.document(kustomization.document);
  const object = document && objectOf(document, kustomization);
  return itemsOf(object, 'resources').some((item) => item.type === 'scalar' && item.text === path);
}

function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
