import type { Resource } from '../kubernetes/read';
import type { Span } from '../yaml/span';
import type { Referent } from './referent';
import type { Workspace } from './workspace';

/**
 * How sure it is that a name is meant: `sure` whether or not there is such a thing; `likely` if there is one; `possible` if
 * there is one, but the text may as well say something else.
 */
export type Certainty = 'sure' | 'likely' | 'possible';

/** A place where something is named: where it is defined, or where somebody refers to it. */
export interface Occurrence {
  /** The object in whose text it stands. */
  readonly writer: Resource;
  /** The whole name; of a field its value, with quotes. */
  readonly span: Span;
  /** Whether it is a word in some text, rather than the value of a field. */
  readonly inText: boolean;
  /** What it may name, as one of `nameKeys`: compared before anything is looked up. */
  readonly key: string;
  /** The name as it must stand in the span for it to be rewritten there; undefined where it is not written out. */
  readonly written: string | undefined;
  /** Whether it is the name of what is defined there. */
  readonly defines: boolean;
  readonly certainty: Certainty;
  /** What it names, the nearest first. Empty where that is not in view. */
  readonly leadsTo: (workspace: Workspace) => readonly Referent[];
}
