import type { DocumentId } from '../../server/src/core/kubernetes/resource';
import type { AnalysisSettings } from '../../server/src/core/rules/analysis';
import { Analysis, DEFAULT_ANALYSIS_SETTINGS } from '../../server/src/core/rules/analysis';
import type { Diagnostic } from '../../server/src/core/rules/check';
import type { Fix } from '../../server/src/core/rules/finding';
import type { Snapshot } from '../../server/src/core/workspace/snapshot';
import { filesOf, placeOf } from '../../server/src/core/workspace/snapshot';
import { applyEdits } from '../../server/src/core/yaml/edit';
import type { Span } from '../../server/src/core/yaml/span';
import { shifted } from '../../server/src/core/yaml/span';
import { uriOf } from './workspace';

/** A diagnostic as a test compares it: in which file, and where in it. */
export interface Found {
  readonly uri: string;
  /** From the start of the file. */
  readonly span: Span;
  /** Where its document starts in the file. */
  readonly start: number;
  readonly diagnostic: Diagnostic;
}

/** All that the rules find in a snapshot, by file and place. */
export function findAll(snapshot: Snapshot, settings: AnalysisSettings = DEFAULT_ANALYSIS_SETTINGS): readonly Found[] {
  const analysis = new Analysis();
  analysis.update(snapshot, settings);
  return filesOf(snapshot).flatMap(({ uri }) =>
    analysis
      .diagnosticsOf(uri)
      .map(({ start, diagnostic }) => ({ uri, span: shifted(diagnostic.span, start), start, diagnostic })),
  );
}

/** The texts of a snapshot's files, by URI, once a fix is taken. */
export function applyFix(snapshot: Snapshot, fix: Fix): ReadonlyMap<string, string> {
  const texts = new Map(filesOf(snapshot).map((file) => [file.uri, file.text]));
  const startOf = (id: DocumentId): number => {
    const place = placeOf(snapshot, id);
    if (place === undefined) throw new Error(`a fix edits a document that is not there, in ${id.uri}`);
    return place.start;
  };
  const edits = fix.edits.flatMap((edit) => ('document' in edit ? [edit] : []));
  for (const uri of new Set(edits.map((edit) => edit.document.uri))) {
    const own = edits.filter((edit) => edit.document.uri === uri);
    const moved = own.map((edit) => ({ span: shifted(edit.span, startOf(edit.document)), newText: edit.newText }));
    texts.set(uri, applyEdits(texts.get(uri) ?? '', moved));
  }
  for (const edit of fix.edits) {
    if (!('document' in edit)) texts.set(edit.uri, edit.text);
  }
  return texts;
}

/** A finding in a form that a failing test prints well. */
export function describe({ uri, span, diagnostic }: Omit<Found, 'start'>): string {
  return `${uri.replace(uriOf(''), '')}:${span.start}-${span.end} ${diagnostic.rule} ${diagnostic.severity}: ${diagnostic.message}`;
}
