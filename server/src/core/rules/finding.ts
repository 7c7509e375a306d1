import type { DocumentId, Place } from '../kubernetes/resource';
import { shellWord } from '../kubernetes/shell-word';
import type { Span } from '../yaml/span';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Something a rule has to say about a place in the document it looked at. */
export interface Finding {
  /** The key or value in question, from the start of its document. */
  readonly span: Span;
  /** What is wrong, why it matters, what to do: in that order, in plain sentences. */
  readonly message: string;
  /** Where the case is milder or graver than the rule's own severity. */
  readonly severity?: Severity;
  /** The other places that have a part in it. */
  readonly related?: readonly Related[];
  /** Ways to mend it, the best first. */
  readonly fixes?: readonly Fix[];
  /** Whether a schema of the document says the same; only of rules of which that is so for some. */
  readonly schema?: true;
}

export interface Related extends Place {
  readonly message: string;
}

export interface Fix {
  /** What a person chooses, as an imperative: `Insert clusterIP: None`. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Text to put on the clipboard instead, such as commands to run; there are no edits then. See {@link copiedText}. */
  readonly copy?: readonly CopiedPart[];
  /** Whether taking it without looking can do no harm to what already runs: such fixes are what "fix all" takes. */
  readonly safe?: boolean;
}

/** A piece of text as it is, or the place of a file or folder, which everyone spells from where they stand. */
export type CopiedPart = string | { readonly uri: string };

/** What a fix copies; `pathOf` spells a place for whoever pastes it into a shell. */
export function copiedText(parts: readonly CopiedPart[], pathOf: (uri: string) => string): string {
  return parts.map((part) => (typeof part === 'string' ? part : shellWord(pathOf(part.uri)))).join('');
}

/** A change of one document's text, or a file to be made. */
export type Edit = DocumentEdit | NewFile;

export interface DocumentEdit {
  readonly document: DocumentId;
  readonly span: Span;
  readonly newText: string;
}

/** A file that does not exist yet. */
export interface NewFile {
  readonly uri: string;
  readonly text: string;
}
