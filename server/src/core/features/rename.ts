import type { DocumentId, Place } from '../kubernetes/resource';
import { appliedNames } from '../workspace/applied';
import type { SourceFile } from '../workspace/file';
import type { Referrer } from '../workspace/references';
import { referrersOf } from '../workspace/references';
import type { Referent } from '../workspace/referent';
import { concerns, isSame } from '../workspace/referent';
import type { Workspace } from '../workspace/workspace';
import { renderString } from '../yaml/render';
import type { Span } from '../yaml/span';
import { covers } from '../yaml/span';
import { distinct, inOrder } from './names-at';
import type { ChangeAnnotation } from './rename/consequences';
import { consequenceOf, doubtAbout } from './rename/consequences';
import { problemWithName } from './rename/new-name';
import type { Refusal, Subject } from './rename/subject';
import { fileName, nameOfSubject, partFor, resourceOf, subjectAt, unreadableAt } from './rename/subject';

/** A name that can be replaced. */
export interface Renamable extends Place {
  /** The name as it is. */
  readonly name: string;
}

export interface RenameEdit {
  readonly document: DocumentId;
  readonly span: Span;
  readonly newText: string;
  /** A key of the rename's annotations; undefined for an edit of which nothing need be said. */
  readonly annotation: 'consequence' | 'doubt' | undefined;
}

export interface Rename {
  /** In the order of files and places; they do not overlap. */
  readonly edits: readonly RenameEdit[];
  readonly annotations: { readonly consequence?: ChangeAnnotation; readonly doubt?: ChangeAnnotation };
}

/** Whether the name at an offset of a file can be changed, and if not, why. Undefined where there is no name. */
export function prepareRename(workspace: Workspace, file: SourceFile, offset: number): Renamable | Refusal | undefined {
  const chosen = subjectAt(workspace, file, offset) ?? unreadableAt(file, offset);
  if (chosen === undefined || 'refusal' in chosen) return chosen;
  const obstacle = obstacleTo(chosen.subject, chosen.name, workspace);
  if (obstacle !== undefined) return { refusal: obstacle };
  return { document: chosen.document, span: chosen.span, name: chosen.name };
}

/**
 * Gives what is named at an offset of a file another name, wherever it is named: fields, patches, and texts that hold the
 * name as a part. All or nothing: where one place cannot be written, or the name will not do, it is refused. Undefined
 * where there is no name.
 */
export function rename(
  workspace: Workspace,
  file: SourceFile,
  offset: number,
  newName: string,
): Rename | Refusal | undefined {
  const chosen = subjectAt(workspace, file, offset);
  if (chosen === undefined || 'refusal' in chosen) return chosen;
  const { name, subject } = chosen;
  if (newName === name) return { edits: [], annotations: {} };
  const subjects = subject.kind === 'container-port' ? portsNamedTogether(subject, workspace) : [subject];
  for (const each of subjects) {
    const problem = obstacleTo(each, name, workspace) ?? problemWithName(each, newName, workspace);
    if (problem !== undefined) return { refusal: problem };
  }
  const edits: RenameEdit[] = [];
  for (const each of subjects) {
    for (const referrer of referrersOf(each, workspace)) {
      const edit = editOf(referrer, each, name, newName, workspace);
      if (edit !== undefined && 'refusal' in edit) return edit;
      if (edit !== undefined) edits.push(edit);
    }
  }
  const consequence = consequenceOf(subject, newName, workspace);
  // What is certain of a place counts, whatever else it may be.
  const sorted = edits.toSorted((a, b) => Number(a.annotation === 'doubt') - Number(b.annotation === 'doubt'));
  const all = distinct(sorted).map((edit) => ({
    ...edit,
    annotation: edit.annotation ?? (consequence === undefined ? undefined : ('consequence' as const)),
  }));
  const isDoubtful = all.some(({ annotation }) => annotation === 'doubt');
  return {
    edits: inOrder(all, workspace),
    annotations: {
      ...(consequence === undefined ? {} : { consequence }),
      ...(isDoubtful ? { doubt: doubtAbout(name) } : {}),
    },
  };
}

/** Why it cannot be renamed whatever the new name is. */
function obstacleTo(subject: Subject, name: string, workspace: Workspace): string | undefined {
  const resource = resourceOf(subject);
  if (!workspace.complete) return 'The workspace is still being read: not all that names it is known yet.';
  if (workspace.document(resource.document)?.state === 'broken') {
    return `${fileName(resource.document)} cannot be read as YAML as it stands: mend it first.`;
  }
  if (subject.kind !== 'object') return undefined;
  const changed = appliedNames(resource, workspace).find(({ changedBy }) => changedBy.length > 0);
  const changer = changed?.changedBy[0];
  if (changed !== undefined && changer !== undefined) {
    return `The ${fileName(changer.document)} of ${folderName(changer.document)} makes ${changed.name} of it by a prefix or suffix: who names it by that cannot be told.`;
  }
  const unread = workspace.suspects(name).find((id) => workspace.nearness(resource, { document: id }) !== 'workspace');
  return (
    unread && `${fileName(unread)} names ${name} too, and cannot be read: it is a template, or no YAML as it stands.`
  );
}

function folderName({ uri }: DocumentId): string {
  return uri.split('/').at(-2) ?? uri;
}

/** A Service means a port by its name in all the Pods that it selects: such ports are renamed together. */
function portsNamedTogether(
  first: Extract<Subject, { kind: 'container-port' }>,
  workspace: Workspace,
): readonly Subject[] {
  const ports = [first];
  const name = nameOfSubject(first);
  for (const port of ports) {
    for (const { occurrence, referents } of referrersOf(port, workspace)) {
      for (const other of referents) {
        if (occurrence.written !== name || other.kind !== 'container-port') continue;
        if (!ports.some((known) => isSame(known, other, workspace))) ports.push(other);
      }
    }
  }
  return ports;
}

function editOf(
  { occurrence, referents }: Referrer,
  subject: Subject,
  name: string,
  newName: string,
  workspace: Workspace,
): RenameEdit | Refusal | undefined {
  const { document } = occurrence.writer;
  const found = referents.find((referent) => concerns(referent, subject, workspace));
  const parsed = workspace.document(document);
  if (found === undefined || parsed === undefined) return undefined;
  const part = partFor(occurrence, found, subject, parsed.text);
  if (part === undefined) {
    // A number or a variable names it without its name; a name that is written otherwise cannot be replaced.
    if (occurrence.written === undefined || !occurrence.written.includes(name)) return undefined;
    return { refusal: `${fileName(document)} writes ${name} by an alias, or with escapes: change it there by hand.` };
  }
  if (parsed.shared.some((span) => covers(occurrence.span, span) && covers(span, part))) {
    return { refusal: `${fileName(document)} uses ${name} elsewhere too, by an anchor: change it there by hand.` };
  }
  const isDoubtful = occurrence.certainty === 'possible' || isAmbiguous(found, referents, subject, workspace);
  const annotation = isDoubtful ? 'doubt' : undefined;
  const whole = occurrence.inText ? undefined : occurrence.span;
  return { document, ...replaced(parsed.text, whole, part, newName), annotation };
}

/** Whether the name may as well mean another thing of the kind; a port is meant in several Pods at once. */
function isAmbiguous(found: Referent, referents: readonly Referent[], subject: Subject, workspace: Workspace): boolean {
  return (
    found.kind !== 'container-port' &&
    referents.some((other) => other.kind === found.kind && !concerns(other, subject, workspace))
  );
}

/** The edit of a part of a scalar; a plain one that would no longer be read as a string gets quotes. */
function replaced(
  text: string,
  scalar: Span | undefined,
  part: Span,
  newName: string,
): { readonly span: Span; readonly newText: string } {
  if (scalar !== undefined) {
    const value = text.slice(scalar.start, part.start) + newName + text.slice(part.end, scalar.end);
    const isPlain = !/^["']/.test(value);
    if (isPlain && renderString(value) !== value) return { span: scalar, newText: renderString(value) };
  }
  return { span: part, newText: newName };
}
