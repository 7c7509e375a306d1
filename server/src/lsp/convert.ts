import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  CreateFile,
  DefinitionLink,
  Diagnostic,
  DocumentHighlight,
  DocumentSymbol,
  Location,
  Range,
  SymbolKind,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import type { DefinitionLink as CoreLink } from '../core/features/definition';
import type { DocumentSymbol as CoreSymbol } from '../core/features/document-symbols';
import type { NamedPlace } from '../core/features/references';
import type { Rename } from '../core/features/rename';
import type { Kind } from '../core/kubernetes/read';
import type { Place } from '../core/kubernetes/resource';
import type { PlacedDiagnostic } from '../core/rules/analysis';
import type { Edit, Fix, Severity } from '../core/rules/finding';
import type { SourceFile } from '../core/workspace/file';
import type { Snapshot } from '../core/workspace/snapshot';
import { fileOf, placeOf } from '../core/workspace/snapshot';
import type { Span } from '../core/yaml/span';
import { LineIndex } from './lines';
import type { LinePosition } from './lines';

// This file alone knows both worlds: the core's spans, counted from the start of a YAML document, and the protocol's
// lines and characters. Nothing else makes the one of the other.

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const known = new WeakMap<SourceFile, LineIndex>();

/** Keeps what is already known of a file's lines. */
export function rememberLines(file: SourceFile, lines: LineIndex): void {
  if (file.text === lines.text) known.set(file, lines);
}

function linesOf(file: SourceFile): LineIndex {
  const lines = known.get(file) ?? LineIndex.of(file.text);
  known.set(file, lines);
  return lines;
}

/** The range of a span of the document that starts at the file offset `start`. */
export function rangeOf(file: SourceFile, start: number, span: Span): Range {
  const lines = linesOf(file);
  return { start: lines.positionAt(start + span.start), end: lines.positionAt(start + span.end) };
}

/** The file offset of a position. */
export function offsetOf(file: SourceFile, position: LinePosition): number {
  return linesOf(file).offsetAt(position);
}

/** Where a place is now; undefined if it is of another snapshot. */
export function locationOf(snapshot: Snapshot, place: Place): Location | undefined {
  const file = fileOf(snapshot, place.document.uri);
  const placed = placeOf(snapshot, place.document);
  return file && placed && { uri: file.uri, range: rangeOf(file, placed.start, place.span) };
}

/** How the client spells a URI. */
export type Spell = (uri: string) => string;

const SEVERITIES: Readonly<Record<Severity, 1 | 2 | 3 | 4>> = { error: 1, warning: 2, information: 3, hint: 4 };

export function toDiagnostic(file: SourceFile, placed: PlacedDiagnostic, snapshot: Snapshot, spell: Spell): Diagnostic {
  const { start, diagnostic } = placed;
  const related = (diagnostic.related ?? []).flatMap((other) => {
    const location = locationOf(snapshot, other);
    return location === undefined
      ? []
      : [{ location: { ...location, uri: spell(location.uri) }, message: other.message }];
  });
  return {
    range: rangeOf(file, start, diagnostic.span),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.rule,
    ...(diagnostic.documentation === undefined ? {} : { codeDescription: { href: diagnostic.documentation } }),
    source: 'StatefulSet',
    message: diagnostic.message,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** How an outline shows a kind, by the numbers of LSP's `SymbolKind`. */
const SYMBOL_KINDS: Readonly<Partial<Record<Kind, SymbolKind>>> = {
  StatefulSet: 5,
  Service: 11,
  ConfigMap: 23,
  Kustomization: 4,
};
const OBJECT: SymbolKind = 19;

export function toSymbol(symbol: CoreSymbol, snapshot: Snapshot): DocumentSymbol | undefined {
  const { document, kind, name, detail } = symbol;
  const range = locationOf(snapshot, { document, span: symbol.span })?.range;
  const selectionRange = locationOf(snapshot, { document, span: symbol.selection })?.range;
  if (range === undefined || selectionRange === undefined) return undefined;
  return {
    name,
    kind: SYMBOL_KINDS[kind] ?? OBJECT,
    range,
    selectionRange,
    ...(detail === undefined ? {} : { detail }),
  };
}

/** A symbol with the file in which it is; undefined if it is of another snapshot. */
export function toWorkspaceSymbol(symbol: CoreSymbol, snapshot: Snapshot, spell: Spell): WorkspaceSymbol | undefined {
  const { document, kind, name, detail, selection } = symbol;
  const location = locationOf(snapshot, { document, span: selection });
  return (
    location && {
      name,
      kind: SYMBOL_KINDS[kind] ?? OBJECT,
      location: { ...location, uri: spell(location.uri) },
      ...(detail === undefined ? {} : { containerName: detail }),
    }
  );
}

/** Undefined where it is of another snapshot. */
export function toDefinitionLink(link: CoreLink, snapshot: Snapshot, spell: Spell): DefinitionLink | undefined {
  const origin = locationOf(snapshot, link.origin);
  const whole = locationOf(snapshot, { document: link.document, span: link.whole });
  const name = locationOf(snapshot, link);
  if (origin === undefined || whole === undefined || name === undefined) return undefined;
  return {
    originSelectionRange: origin.range,
    targetUri: spell(whole.uri),
    targetRange: whole.range,
    targetSelectionRange: name.range,
  };
}

/** By the numbers of LSP's `DocumentHighlightKind`: a definition writes a name, all else reads it. */
export function toHighlight(place: NamedPlace, snapshot: Snapshot): DocumentHighlight | undefined {
  const range = locationOf(snapshot, place)?.range;
  return range && { range, kind: place.defines ? 3 : 2 };
}

/** An edit of the core with its place in lines: of a file that is there, or of one to be made. */
export interface PlacedEdit {
  readonly uri: string;
  readonly range: Range;
  readonly newText: string;
  readonly creates: boolean;
  /** What a person should know before it is made, by its key. */
  readonly annotation?: string;
}

/** The edits of a fix as they apply now; undefined if one is of another snapshot. */
export function placeEdits(fix: Fix, snapshot: Snapshot): readonly PlacedEdit[] | undefined {
  const edits = fix.edits.map((edit) => placeEdit(edit, snapshot));
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

function placeEdit(edit: Edit, snapshot: Snapshot): PlacedEdit | undefined {
  if (!('document' in edit)) return { uri: edit.uri, range: NOWHERE, newText: edit.text, creates: true };
  const location = locationOf(snapshot, edit);
  return location && { ...location, newText: edit.newText, creates: false };
}

/** The edits of a rename, with what is to be said about them; undefined if one is of another snapshot. */
export function placeRename(
  { edits, annotations }: Rename,
  snapshot: Snapshot,
): { readonly edits: readonly PlacedEdit[]; readonly annotations: Annotations } | undefined {
  const placed = edits.map((edit): PlacedEdit | undefined => {
    const { newText, annotation } = edit;
    const location = locationOf(snapshot, edit);
    return location && { ...location, newText, creates: false, ...(annotation === undefined ? {} : { annotation }) };
  });
  return placed.every((edit) => edit !== undefined) ? { edits: placed, annotations } : undefined;
}

/** What is said about edits, by the keys that they name. */
export type Annotations = Readonly<Record<string, ChangeAnnotation>>;

/** What the client can do with an edit of the workspace. */
export interface EditAbilities {
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  /** It asks people about edits that need it. */
  readonly changeAnnotations: boolean;
}

/**
 * The edits as the client takes them. `versionOf` gives the version of a file that is open, so that the client refuses
 * edits of a text it no longer has. Undefined where the client cannot make them all.
 */
export function toWorkspaceEdit(
  edits: readonly PlacedEdit[],
  abilities: EditAbilities,
  spell: Spell,
  versionOf: (uri: string) => number | null,
  annotations: Annotations = {},
): WorkspaceEdit | undefined {
  if (edits.some((edit) => edit.creates) && !(abilities.createFiles && abilities.documentChanges)) return undefined;
  const byFile = [...new Set(edits.map((edit) => edit.uri))].map((uri) => ({
    uri,
    own: edits.filter((edit) => edit.uri === uri),
  }));
  if (!abilities.documentChanges) {
    return { changes: Object.fromEntries(byFile.map(({ uri, own }) => [spell(uri), own.map(toTextEdit)])) };
  }
  const documentChanges = byFile.flatMap(({ uri, own }): readonly (CreateFile | TextDocumentEdit)[] => {
    const created = own.some((edit) => edit.creates);
    const change = {
      textDocument: { uri: spell(uri), version: created ? null : versionOf(uri) },
      edits: own.map((edit) => toAnnotatedEdit(edit, abilities)),
    };
    return created ? [{ kind: 'create', uri: spell(uri), options: { overwrite: false } }, change] : [change];
  });
  const isAnnotated = abilities.changeAnnotations && Object.keys(annotations).length > 0;
  return { documentChanges, ...(isAnnotated ? { changeAnnotations: annotations } : {}) };
}

function toAnnotatedEdit(edit: PlacedEdit, { changeAnnotations }: EditAbilities): TextEdit | AnnotatedTextEdit {
  const { annotation } = edit;
  return annotation === undefined || !changeAnnotations
    ? toTextEdit(edit)
    : { ...toTextEdit(edit), annotationId: annotation };
}

function toTextEdit({ range, newText }: PlacedEdit): TextEdit {
  return { range, newText };
}
