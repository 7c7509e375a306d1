import type { SourceFile } from '../workspace/file';
import { documentAt } from '../workspace/file';
import { locate } from '../workspace/locate';
import type { Workspace } from '../workspace/workspace';
import { covers } from '../yaml/span';
import type { Change, Refactoring, Subject } from './refactorings/refactoring';
import { addClaimTemplate } from './refactorings/add-claim-template';
import { addDisruptionBudget } from './refactorings/add-disruption-budget';
import { addPodServices } from './refactorings/add-pod-services';
import { changePolicy } from './refactorings/change-policy';
import { changeStart } from './refactorings/change-start';
import { extractService } from './refactorings/extract-service';

const REFACTORINGS: readonly Refactoring[] = [
  extractService,
  addClaimTemplate,
  changePolicy,
  changeStart,
  addPodServices,
  addDisruptionBudget,
];

/** A change that is offered at a place; what it comes to is worked out once it is chosen. */
export interface OfferedRefactoring {
  readonly id: string;
  readonly kind: Refactoring['kind'];
  readonly title: string;
}

/**
 * What can be changed at an offset of a file. Unless `everywhere`, as where somebody asks for it, only at the places that
 * a change is about, so that an editor does not point at every line of a manifest.
 */
export function refactoringsAt(
  workspace: Workspace,
  file: SourceFile,
  offset: number,
  everywhere: boolean,
): readonly OfferedRefactoring[] {
  const subject = subjectAt(workspace, file, offset);
  if (subject === undefined) return [];
  return REFACTORINGS.flatMap((refactoring) => {
    const { id, kind, targets } = refactoring;
    const title =
      everywhere || targets.includes(subject.target.kind) ? titleOf(refactoring, subject, everywhere) : undefined;
    return title === undefined ? [] : [{ id, kind, title }];
  });
}

/** The edits of a change that was offered there; undefined where it can no longer be made. */
export function refactor(workspace: Workspace, file: SourceFile, offset: number, id: string): Change | undefined {
  const subject = subjectAt(workspace, file, offset);
  const refactoring = REFACTORINGS.find((candidate) => candidate.id === id);
  const change = subject && refactoring?.change(anywhere(subject));
  if (change === undefined || change.edits.length === 0) return undefined;
  // Text under an anchor is used elsewhere too.
  const isOwn = change.edits.every(
    (edit) =>
      !('document' in edit) ||
      edit.newText === '' ||
      workspace.document(edit.document)?.shared.some((span) => covers(span, edit.span)) !== true,
  );
  return isOwn ? change : undefined;
}

function titleOf(refactoring: Refactoring, subject: Subject, everywhere: boolean): string | undefined {
  return refactoring.title(everywhere ? anywhere(subject) : subject);
}

/** As if nothing certain were under the cursor: whatever is there, all of the object is meant. */
function anywhere(subject: Subject): Subject {
  return { ...subject, target: { kind: 'other', resource: subject.resource } };
}

function subjectAt(workspace: Workspace, file: SourceFile, offset: number): Subject | undefined {
  const place = documentAt(file, offset);
  if (place === undefined || file.template || place.document.state !== 'manifest') return undefined;
  const { document, start } = place;
  const at = offset - start;
  const target = locate(document, at)?.target;
  const resource = target?.resource ?? document.resources.findLast(({ span }) => span.start <= at);
  if (target === undefined || resource === undefined) return undefined;
  return { workspace, file, resource, target, offset: at };
}
