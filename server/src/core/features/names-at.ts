import type { DocumentId, Place } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import { documentAt } from '../workspace/file';
import { locate } from '../workspace/locate';
import { nameSpan } from '../workspace/name-span';
import type { Occurrence } from '../workspace/occurrence';
import { referentsOf } from '../workspace/references';
import type { Referent } from '../workspace/referent';
import { isSame } from '../workspace/referent';
import type { Workspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';

/** The name under an offset and what it stands for. */
export interface NamesAt {
  readonly document: DocumentId;
  /** The whole name, without quotes. */
  readonly span: Span;
  readonly occurrences: readonly Occurrence[];
  /** Each once; what is not in view among them. */
  readonly referents: readonly Referent[];
}

/** The name at an offset of a file; undefined where there is none, and in templates. */
export function namesAt(workspace: Workspace, file: SourceFile, offset: number): NamesAt | undefined {
  const place = documentAt(file, offset);
  if (place === undefined || file.template) return undefined;
  const occurrences = locate(place.document, offset - place.start)?.occurrences ?? [];
  const [first] = occurrences;
  if (first === undefined) return undefined;
  const referents: Referent[] = [];
  for (const referent of occurrences.flatMap((occurrence) => referentsOf(occurrence, workspace))) {
    if (!referents.some((other) => isSame(other, referent, workspace))) referents.push(referent);
  }
  const span = nameSpan(place.document.text, first.span);
  return { document: place.document.id, span, occurrences, referents };
}

/** Where a name stands, without quotes. */
export function placeOfName({ document, span }: Place, workspace: Workspace): Place {
  const text = workspace.document(document)?.text;
  return { document, span: text === undefined ? span : nameSpan(text, span) };
}

/** Each place once, in the order given. */
export function distinct<P extends Place>(places: readonly P[]): readonly P[] {
  const seen = new Map<DocumentId, Set<string>>();
  return places.filter(({ document, span }) => {
    const known = seen.get(document) ?? new Set();
    seen.set(document, known);
    const key = `${span.start} ${span.end}`;
    return !known.has(key) && known.add(key);
  });
}

/** By file, and by place in it. */
export function inOrder<P extends Place>(places: readonly P[], workspace: Workspace): readonly P[] {
  const starts = new Map<DocumentId, number>();
  for (const uri of new Set(places.map(({ document }) => document.uri))) {
    for (const { document, start } of workspace.file(uri)?.documents ?? []) starts.set(document.id, start);
  }
  const offsetOf = ({ document, span }: Place): number => (starts.get(document) ?? 0) + span.start;
  return places.toSorted((a, b) => {
    const [left, right] = [a.document.uri, b.document.uri];
    return left === right ? offsetOf(a) - offsetOf(b) : left < right ? -1 : 1;
  });
}
