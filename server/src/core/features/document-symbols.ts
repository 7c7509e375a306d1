import type { Kind, Resource } from '../kubernetes/read';
import type { DocumentId } from '../kubernetes/resource';
import { nameOf } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import type { Span } from '../yaml/span';
import { covers } from '../yaml/span';

/** One object of a file, for its outline. */
export interface DocumentSymbol {
  readonly document: DocumentId;
  readonly kind: Kind;
  /** Kind and name: `StatefulSet web`; the kind alone where there is no name that can be read. */
  readonly name: string;
  /** The namespace, where one is written. */
  readonly detail: string | undefined;
  /** The whole object. */
  readonly span: Span;
  /** Its name, or else its kind; always within `span`. */
  readonly selection: Span;
}

/** The objects of a file in the order in which they stand, those of a `List` one by one; none in templates. */
export function documentSymbols(file: SourceFile): readonly DocumentSymbol[] {
  if (file.template) return [];
  return file.documents.flatMap(({ document }) => document.resources.map(symbolOf));
}

/** An object as a symbol. */
export function symbolOf(resource: Resource): DocumentSymbol {
  const { document, kind, kindField, metadata, span } = resource;
  // A name that an alias or a merge key brings in may stand elsewhere.
  const own = [metadata.name?.span, kindField.span].find((place) => place !== undefined && covers(span, place));
  return {
    document,
    kind,
    name: symbolName(resource),
    detail: metadata.namespace?.value,
    span,
    selection: own ?? { start: span.start, end: span.start },
  };
}

/** Kind and name: `StatefulSet web`. */
export function symbolName(resource: Resource): string {
  const name = nameOf(resource);
  return name === undefined || name === '' ? resource.kind : `${resource.kind} ${name}`;
}
