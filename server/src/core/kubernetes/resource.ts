import type { Field } from '../yaml/field';
import type { Span } from '../yaml/span';
import type { FieldProblem } from './api/field-problem';
import type { DnsMention } from './dns-mention';
import type { HostMention } from './host-mention';
import type { Metadata } from './metadata';

/**
 * Names one YAML document of one file. Compared by identity: it stays the same object while the document's text does,
 * wherever in the file edits above move it.
 */
export interface DocumentId {
  readonly uri: string;
}

/** A place in a file: the span counts from the start of the document. */
export interface Place {
  readonly document: DocumentId;
  readonly span: Span;
}

/** What every Kubernetes object that is read has in common. All its spans count from the start of its document. */
export interface ResourceBase {
  readonly document: DocumentId;
  /** The whole object; in a `kind: List` one item of several. */
  readonly span: Span;
  readonly apiVersion: Field<string> | undefined;
  readonly kindField: Field<string>;
  readonly metadata: Metadata;
  /**
   * Only part of an object, to be merged into another (a Kustomize patch): what it lacks may be in the other, so
   * nothing may be said about what is missing.
   */
  readonly partial: boolean;
  /** A patch that takes the object out of what is built. */
  readonly deletes: boolean;
  /** DNS names written in environment variables, arguments, annotations or data of the object. */
  readonly dnsMentions: readonly DnsMention[];
  /** Hosts in the same texts that may be names of the cluster, and may be something else. */
  readonly hostMentions: readonly HostMention[];
  /** What the API server will not take in it; empty for a partial object. */
  readonly fieldProblems: readonly FieldProblem[];
}

/** The name, or undefined where it is absent, generated or a placeholder. */
export function nameOf(resource: { readonly metadata: Metadata }): string | undefined {
  return resource.metadata.name?.value;
}
