import type { FieldType } from '../../kubernetes/api/schema';
import { objectType, typeAt } from '../../kubernetes/api/schema';
import type { Container } from '../../kubernetes/pod';
import type { Resource } from '../../kubernetes/read';
import { KUSTOMIZATION_FILE } from '../../kubernetes/read';
import type { ParsedDocument } from '../../workspace/document';
import type { SourceFile } from '../../workspace/file';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import { columnOf, lineEnd } from '../../yaml/edit';
import type { Layout } from '../../yaml/layout';
import type { Path } from '../../yaml/path';
import { renderFlow, renderString } from '../../yaml/render';
import type { Writing } from '../../yaml/writing';

/** What is being completed: what stands around it, and what may stand there as far as the API says. */
export interface CompletionContext {
  readonly workspace: Workspace;
  readonly file: SourceFile;
  readonly document: ParsedDocument;
  /** From the start of the document. */
  readonly offset: number;
  readonly writing: Writing;
  readonly layout: Layout;
  /** The object around, as far as it can be read; undefined where its kind cannot. */
  readonly resource: Resource | undefined;
  readonly kind: string | undefined;
  readonly place: CompletionPlace;
  /** What is written before the offset of the key or value. */
  readonly typed: string;
  /** The type of what stands at a path of the object, as far as the API's table has it. */
  readonly typeOf: (path: Path) => FieldType | undefined;
}

/**
 * Where in an object something is being written. Paths lead from the object. `dashed`: it is an item of a list whose dash
 * is yet to be written.
 */
export type CompletionPlace =
  /** A value; `type` is undefined where the API's table has none. */
  | { readonly part: 'value'; readonly path: Path; readonly type: FieldType | undefined; readonly dashed: boolean }
  /** A key of the map at `path`. */
  | { readonly part: 'key'; readonly path: Path; readonly type: FieldType | undefined; readonly dashed: boolean };

/** Tells what is being written in a document. */
export function contextOf(
  workspace: Workspace,
  file: SourceFile,
  document: ParsedDocument,
  offset: number,
  writing: Writing,
  layout: Layout,
): CompletionContext {
  const resource = resourceAround(document, offset);
  const inList = writing.path[0] === 'items' && typeof writing.path[1] === 'number';
  const path = inList ? writing.path.slice(2) : writing.path;
  const apiVersion = resource === undefined ? topLevel(document.text, 'apiVersion') : resource.apiVersion?.value;
  const kind = resource?.kind ?? (inList ? undefined : knownKind(topLevel(document.text, 'kind'), apiVersion));
  const typeOf = (to: Path): FieldType | undefined => (kind === undefined ? undefined : typeAt(apiVersion, kind, to));
  return {
    workspace,
    file,
    document,
    offset,
    writing,
    layout,
    resource,
    kind,
    place: placeOf(writing, path, typeOf),
    typed: document.text.slice(writing.span.start, offset),
    typeOf,
  };
}

/** A kind of ours: operators have StatefulSets of their own. */
function knownKind(kind: string | undefined, apiVersion: string | undefined): string | undefined {
  return kind === undefined || objectType(apiVersion, kind) === undefined ? undefined : kind;
}

/**
 * The same place taken as an item of the list whose key stands right above in the same column; undefined where there is
 * no such list.
 */
export function asItem(context: CompletionContext): CompletionContext | undefined {
  const { place, writing, typeOf } = context;
  if (place.part !== 'key' || writing.opened === undefined || writing.hasValue) return undefined;
  const path = [...place.path, writing.opened];
  const type = typeOf(path);
  if (type?.kind !== 'list') return undefined;
  const part = type.of.kind === 'object' ? 'key' : 'value';
  return {
    ...context,
    place: { part, path: [...path, 0], type: type.of, dashed: true },
    writing: { ...writing, siblings: [], opened: undefined },
  };
}

function placeOf(writing: Writing, path: Path, typeOf: (path: Path) => FieldType | undefined): CompletionPlace {
  if (writing.part === 'value') return { part: 'value', path, type: typeOf(path), dashed: false };
  const holder = path.slice(0, -1);
  const type = typeOf(holder);
  if (type === undefined || type.kind === 'object' || type.kind === 'map') {
    return { part: 'key', path: holder, type, dashed: false };
  }
  // Of a word that stands by itself only the API can say whether it is a key.
  if (type.kind !== 'list') return { part: 'value', path: holder, type, dashed: false };
  if (type.of.kind === 'object') return { part: 'key', path: [...holder, 0], type: type.of, dashed: true };
  return { part: 'value', path: [...holder, 0], type: type.of, dashed: true };
}

/** The last object that begins before the offset: behind its last line it is still the one that is being written. */
function resourceAround(document: ParsedDocument, offset: number): Resource | undefined {
  return document.resources.findLast(({ span }) => span.start <= offset) ?? document.resources[0];
}

/** A field of the object as it is written at the outermost level of a document. */
export function topLevel(text: string, key: 'kind' | 'apiVersion'): string | undefined {
  return new RegExp(`^${key}:[ \\t]*["']?([\\w./-]+)`, 'm').exec(text)?.[1];
}

/** A string as it is written at the cursor: within the quotes that are there, or as a scalar of its own. */
export function literal(value: string, context: CompletionContext): string {
  const { writing } = context;
  if (writing.style !== 'plain') return value;
  return bare(
    writing.json ? JSON.stringify(value) : writing.flow ? renderFlow(value, false) : renderString(value),
    context,
  );
}

/** A scalar without quotes as it is written at the cursor, such as a number. */
export function bare(text: string, { writing, place }: CompletionContext): string {
  return `${writing.gap ? ' ' : ''}${place.dashed ? '- ' : ''}${text}`;
}

/** The indentation of the keys beside one that is being written; empty for the outermost. */
export function keyIndent({ document, writing }: CompletionContext): string {
  return ' '.repeat(columnOf(document.text, writing.span.start));
}

/** Whether nothing follows in the line, so that what is inserted may take several. */
export function endsLine({ document, writing }: CompletionContext): boolean {
  const { end } = writing.span;
  return document.text.slice(end, lineEnd(document.text, end)).trim() === '';
}

/** Whether a path ends like this; `*` stands for any step. */
export function endsWith(path: Path, ...steps: readonly (string | number)[]): boolean {
  const tail = path.slice(-steps.length);
  return tail.length === steps.length && steps.every((step, index) => step === '*' || step === tail[index]);
}

/** The container in which an offset lies; behind the last line of one that is half written, that one. */
export function containerAround(maker: PodMaker, offset: number): Container | undefined {
  const { containers = [], initContainers = [] } = maker.template?.spec ?? {};
  const before = [...initContainers, ...containers].filter(({ span }) => span.start <= offset);
  return before.toSorted((a, b) => b.span.start - a.span.start)[0];
}

/** Whether nothing else stands in the document: of a file of another kind it is not for us to say what it should be. */
export function isEmptyBeside({ file, document: { text }, writing }: CompletionContext): boolean {
  if (KUSTOMIZATION_FILE.test(file.uri)) return false;
  const others = text.slice(0, writing.span.start) + text.slice(writing.span.end);
  return others.replaceAll(/^\uFEFF?---.*$|^[ \t]*#.*$/gm, '').trim() === '';
}
