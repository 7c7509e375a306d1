import type { Kustomization } from '../kubernetes/kustomization';
import type { DocumentId } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import { folderOf, resolvePath } from '../workspace/kustomize';
import { nameSpan } from '../workspace/name-span';
import { occurrencesOf } from '../workspace/occurrences';
import type { Workspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';
import { covers } from '../yaml/span';

/** A path that leads to another file. */
export interface DocumentLink {
  readonly document: DocumentId;
  readonly span: Span;
  readonly target: string;
}

/**
 * The paths of a kustomization: of a folder, to the kustomization in it; of a file, also where nothing of it is known, as of
 * one that holds no object of ours.
 */
export function documentLinks(file: SourceFile, workspace: Workspace): readonly DocumentLink[] {
  if (file.template) return [];
  return file.documents.flatMap(({ document }) =>
    document.resources
      .filter((resource) => resource.kind === 'Kustomization')
      .flatMap((resource) => {
        const known = linksToObjects(resource, document.text, workspace);
        const others = linksToFiles(resource, document.text);
        return [...known, ...others.filter(({ span }) => !known.some((link) => covers(link.span, span)))];
      }),
  );
}

function linksToObjects(kustomization: Kustomization, text: string, workspace: Workspace): readonly DocumentLink[] {
  return [...occurrencesOf(kustomization)]
    .filter((occurrence) => !occurrence.defines && occurrence.key.startsWith('file/'))
    .flatMap((occurrence) => {
      const target = occurrence.leadsTo(workspace).find(({ kind }) => kind === 'file');
      const span = nameSpan(text, occurrence.span);
      return target?.kind === 'file' ? [{ document: kustomization.document, span, target: target.uri }] : [];
    });
}

/** A file's name has an ending; what has none may be a folder. */
const FILE = /^(?!.*:\/\/)[^\s{}$]*[^/\s{}$]\.[A-Za-z][\w-]*$/;

function linksToFiles(kustomization: Kustomization, text: string): readonly DocumentLink[] {
  const folder = folderOf(kustomization.document.uri);
  const { resources, patchPaths, otherPaths } = kustomization;
  const links: DocumentLink[] = [];
  for (const field of [...resources, ...patchPaths, ...otherPaths]) {
    const whole = nameSpan(text, field.span);
    // Before the path may stand the key under which its text goes into a ConfigMap.
    const key = otherPaths.includes(field)
      ? (/^[\w.-]+=/.exec(text.slice(whole.start, whole.end))?.[0].length ?? 0)
      : 0;
    const span = { start: whole.start + key, end: whole.end };
    const path = text.slice(span.start, span.end);
    if (!FILE.test(path) || field.value?.endsWith(path) !== true) continue;
    links.push({ document: kustomization.document, span, target: resolvePath(folder, path) });
  }
  return links;
}
