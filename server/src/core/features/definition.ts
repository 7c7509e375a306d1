import type { DocumentId, Place } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import { definitionsOf } from '../workspace/referent';
import type { Workspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';
import { distinct, namesAt, placeOfName } from './names-at';

/** Where a name leads. */
export interface DefinitionLink {
  readonly document: DocumentId;
  /** The name under the cursor, all of it; in the document in which the cursor is. */
  readonly origin: Place;
  /** All of what is defined, for a preview. */
  readonly whole: Span;
  /** Its name. */
  readonly span: Span;
}

/**
 * Where what is named at an offset of a file is defined: several places where several things may be meant, or where one
 * name stands for several. A name that is itself a definition leads to itself, unless it refers to something else too.
 */
export function definition(workspace: Workspace, file: SourceFile, offset: number): readonly DefinitionLink[] {
  const names = namesAt(workspace, file, offset);
  if (names === undefined) return [];
  const origin = { document: names.document, span: names.span };
  const references = names.occurrences.filter((occurrence) => !occurrence.defines);
  const links = (references.length > 0 ? references : names.occurrences).flatMap((occurrence) =>
    occurrence.leadsTo(workspace).flatMap((referent) => {
      // What defines a file is not its beginning but where the cursor is.
      if (occurrence.defines && referent.kind === 'file') return [{ ...origin, origin, whole: names.span }];
      return definitionsOf(referent, workspace).map(({ document, whole, name }) => {
        const { span } = placeOfName({ document, span: name }, workspace);
        return { document, origin, whole: widened(whole, span), span };
      });
    }),
  );
  if (links.length > 0 || references.length === names.occurrences.length) return distinct(links);
  return [{ ...origin, origin, whole: names.span }];
}

/** A name that an alias or a merge key brings in may stand outside of what it names. */
function widened(whole: Span, name: Span): Span {
  return whole.start <= name.start && name.end <= whole.end ? whole : name;
}
