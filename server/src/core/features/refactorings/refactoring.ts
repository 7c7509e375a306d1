import type { Resource } from '../../kubernetes/read';
import type { DocumentEdit, Edit } from '../../rules/finding';
import type { SourceFile } from '../../workspace/file';
import type { Target } from '../../workspace/locate';
import type { Workspace } from '../../workspace/workspace';
import { lineBreakOf } from '../../yaml/edit';
import { layoutOf } from '../../yaml/layout';
import type { Plain } from '../../yaml/render';
import { renderBlock } from '../../yaml/render';
import type { ChangeAnnotation } from '../rename/consequences';

/** The object in which somebody asks for a change. */
export interface Subject {
  readonly workspace: Workspace;
  readonly file: SourceFile;
  readonly resource: Resource;
  /** What is under the cursor. */
  readonly target: Target;
  /** From the start of the object's document. */
  readonly offset: number;
}

/** A change of manifests that is right already, for another way of saying it or for more. */
export interface Refactoring {
  /** Lower-case words joined by hyphens. */
  readonly id: string;
  /** LSP's kind of code action. */
  readonly kind: 'refactor.extract' | 'refactor.rewrite';
  /** Kinds of targets on which it is offered without being asked for. */
  readonly targets: readonly Target['kind'][];
  /** What a person chooses, as an imperative; undefined where it cannot be made. Quickly told. */
  readonly title: (subject: Subject) => string | undefined;
  /** The edits; empty where it turns out that it cannot be made. */
  readonly change: (subject: Subject) => Change;
}

export interface Change {
  readonly edits: readonly Edit[];
  /** What a person should know before it is made. */
  readonly annotation?: ChangeAnnotation;
}

export const NO_CHANGE: Change = { edits: [] };

/** Adds objects as further documents at the end of a file. None for JSON, which has no place for them. */
export function appendDocuments(file: SourceFile, manifests: readonly Plain[]): readonly DocumentEdit[] {
  const last = file.documents.at(-1)?.document;
  if (last === undefined || manifests.length === 0 || isJson(file)) return [];
  const newline = lineBreakOf(file.text);
  const { step, listIndent } = layoutOf(file.text);
  const end = last.text.length;
  const gap = last.text === '' || last.text.endsWith('\n') ? '' : newline;
  const texts = manifests.map((manifest) => {
    const lines = ['---', ...renderBlock(manifest, '', step, listIndent)];
    return lines.join(newline) + newline;
  });
  return [{ document: last.id, span: { start: end, end }, newText: `${gap}${texts.join('')}` }];
}

export function isJson({ text }: SourceFile): boolean {
  return /^\uFEFF?\s*\{/.test(text);
}
