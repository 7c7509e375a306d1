import type { DocumentId } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import { nameSpan } from '../workspace/name-span';
import { occurrencesOf } from '../workspace/occurrences';
import type { Workspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';

/** A path that leads to another file of the workspace. */
export interface DocumentLink {
  readonly document: DocumentId;
  readonly span: Span;
  readonly target: string;
}

/** The paths of a kustomization's resources, components and patches; of a folder, to the kustomization in it. */
export function documentLinks(file: SourceFile, workspace: Workspace): readonly DocumentLink[] {
  if (file.template) return [];
  return file.documents.flatMap(({ document }) =>
    document.resources
      .filter((resource) => resource.kind === 'Kustomization')
      .flatMap((resource) => [...occurrencesOf(resource)])
      .filter((occurrence) => !occurrence.defines && occurrence.key.startsWith('file/'))
      .flatMap((occurrence) => {
        const target = occurrence.leadsTo(workspace).find(({ kind }) => kind === 'file');
        const span = nameSpan(document.text, occurrence.span);
        return target?.kind === 'file' ? [{ document: document.id, span, target: target.uri }] : [];
      }),
  );
}
