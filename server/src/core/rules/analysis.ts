import type { DocumentId } from '../kubernetes/resource';
import type { ParsedDocument } from '../workspace/document';
import type { PlacedDocument, SourceFile } from '../workspace/file';
import { entriesOf, keys } from '../workspace/keys';
import type { ClusterSettings } from '../workspace/settings';
import { DEFAULT_CLUSTER_SETTINGS } from '../workspace/settings';
import type { Snapshot } from '../workspace/snapshot';
import { EMPTY_SNAPSHOT, fileOf } from '../workspace/snapshot';
import { createWorkspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';
import type { Diagnostic, SchemaValidation, SeveritySettings } from './check';
import { checkDocument } from './check';

/** What a person sets that changes what is found. Compared by identity: pass the same object while nothing changed. */
export interface AnalysisSettings {
  readonly cluster: ClusterSettings;
  readonly severities: SeveritySettings;
  /** Whether to say what a schema of the document or a YAML parser says too. */
  readonly schemaValidation: SchemaValidation;
}

export const DEFAULT_ANALYSIS_SETTINGS: AnalysisSettings = {
  cluster: DEFAULT_CLUSTER_SETTINGS,
  severities: {},
  schemaValidation: true,
};

/** A diagnostic and the file offset at which its document starts; its spans count from there. */
export interface PlacedDiagnostic {
  readonly start: number;
  readonly diagnostic: Diagnostic;
}

const EVERYWHERE: Span = { start: 0, end: Infinity };

interface Result {
  readonly diagnostics: readonly Diagnostic[];
  /** The keys of every lookup made: it holds as long as nothing changes under these. */
  readonly lookups: ReadonlySet<string>;
}

/**
 * Keeps the findings of a workspace in step with its snapshots: what a change cannot have touched is not looked at
 * again. What it answers is always what a fresh analysis of the same snapshot would.
 */
export class Analysis {
  #snapshot: Snapshot = EMPTY_SNAPSHOT;
  #settings: AnalysisSettings = DEFAULT_ANALYSIS_SETTINGS;
  readonly #results = new Map<DocumentId, Result>();
  readonly #dependents = new Map<string, Set<DocumentId>>();
  /** For each file the other files whose findings point into it, and so must be said again when its lines move. */
  readonly #pointing = new Map<string, Set<string>>();

  /** Takes the next snapshot. Returns the URIs of the files whose diagnostics may differ from before. */
  update(snapshot: Snapshot, settings: AnalysisSettings): ReadonlySet<string> {
    const before = this.#snapshot;
    this.#snapshot = snapshot;
    if (settings !== this.#settings || snapshot.complete !== before.complete) {
      this.#settings = settings;
      this.#results.clear();
      this.#dependents.clear();
      this.#pointing.clear();
      return urisOf(before, snapshot);
    }
    const affected = new Set<string>();
    for (const uri of changedUris(before, snapshot)) {
      affected.add(uri);
      for (const other of this.#pointing.get(uri) ?? []) affected.add(other);
      const changed = changedDocuments(fileOf(before, uri), fileOf(snapshot, uri));
      for (const document of changed) this.#forget(document.id);
      const touched = new Set(changed.flatMap((document) => entriesOf(document).map((entry) => entry.key)));
      for (const key of [keys.file(uri), ...touched]) this.#invalidate(key, affected);
    }
    for (const key of changedCommittedKeys(before, snapshot)) this.#invalidate(key, affected);
    return affected;
  }

  /**
   * The diagnostics of a file of the last snapshot, in the order of its text; none for a file that is not in it. With
   * `within`, a stretch of the file in file offsets, only those of documents that touch it.
   */
  diagnosticsOf(uri: string, within: Span = EVERYWHERE): readonly PlacedDiagnostic[] {
    const file = fileOf(this.#snapshot, uri);
    if (file === undefined || file.template) return [];
    const found: PlacedDiagnostic[] = [];
    for (const { document, start } of file.documents) {
      if (start > within.end || start + document.text.length < within.start) continue;
      for (const diagnostic of this.#resultOf(document).diagnostics) found.push({ start, diagnostic });
    }
    return found;
  }

  /**
   * Works out what {@link diagnosticsOf} answers for a file, pausing after each document that was not known yet. Ends with
   * false where the next snapshot came in between and has another version of the file.
   */
  *prepare(uri: string): Generator<undefined, boolean> {
    const file = fileOf(this.#snapshot, uri);
    if (file === undefined || file.template) return true;
    for (const { document } of file.documents) {
      if (this.#results.has(document.id)) continue;
      this.#resultOf(document);
      yield undefined;
      if (fileOf(this.#snapshot, uri) !== file) return false;
    }
    return true;
  }

  #invalidate(key: string, affected: Set<string>): void {
    for (const dependent of this.#dependents.get(key) ?? []) {
      affected.add(dependent.uri);
      this.#forget(dependent);
    }
  }

  #resultOf(document: ParsedDocument): Result {
    const known = this.#results.get(document.id);
    if (known !== undefined) return known;
    const lookups = new Set<string>();
    const workspace = createWorkspace(this.#snapshot, this.#settings.cluster, (key) => lookups.add(key));
    const result = { diagnostics: checkDocument(document, workspace, this.#settings), lookups };
    this.#results.set(document.id, result);
    for (const key of lookups) add(this.#dependents, key, document.id);
    for (const related of result.diagnostics.flatMap((diagnostic) => diagnostic.related ?? [])) {
      if (related.document.uri !== document.id.uri) add(this.#pointing, related.document.uri, document.id.uri);
    }
    return result;
  }

  #forget(id: DocumentId): void {
    for (const key of this.#results.get(id)?.lookups ?? []) {
      const dependents = this.#dependents.get(key);
      dependents?.delete(id);
      if (dependents?.size === 0) this.#dependents.delete(key);
    }
    this.#results.delete(id);
  }
}

function add<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
}

function urisOf(...snapshots: readonly Snapshot[]): Set<string> {
  return new Set(snapshots.flatMap((snapshot) => [...snapshot.disk.files.keys(), ...snapshot.open.files.keys()]));
}

function changedUris(before: Snapshot, after: Snapshot): readonly string[] {
  const uris = new Set([...before.open.files.keys(), ...after.open.files.keys()]);
  if (before.disk !== after.disk) {
    for (const uri of [...before.disk.files.keys(), ...after.disk.files.keys()]) uris.add(uri);
  }
  return [...uris].filter((uri) => fileOf(before, uri) !== fileOf(after, uri));
}

/** Keys of what differs between the committed files of two snapshots. */
function changedCommittedKeys({ committed: before }: Snapshot, { committed: after }: Snapshot): ReadonlySet<string> {
  if (before === after) return new Set();
  const uris = new Set([...(before?.files.keys() ?? []), ...(after?.files.keys() ?? [])]);
  const changed = [...uris].flatMap((uri) => changedDocuments(before?.files.get(uri), after?.files.get(uri)));
  return new Set(changed.flatMap((document) => entriesOf(document).map((entry) => keys.committed(entry.key))));
}

/** Documents that are in one of the two versions only; all of both where the file turned into a template or back. */
function changedDocuments(before: SourceFile | undefined, after: SourceFile | undefined): readonly ParsedDocument[] {
  const old = before?.documents ?? [];
  const present = after?.documents ?? [];
  const isSame = (a: PlacedDocument | undefined, b: PlacedDocument | undefined): boolean => a?.document === b?.document;
  const least = before?.template === after?.template ? Math.min(old.length, present.length) : 0;
  let head = 0;
  while (head < least && isSame(old[head], present[head])) head += 1;
  let tail = 0;
  while (tail < least - head && isSame(old.at(-1 - tail), present.at(-1 - tail))) tail += 1;
  const gone = new Set(old.slice(head, old.length - tail).map(({ document }) => document));
  const come = new Set(present.slice(head, present.length - tail).map(({ document }) => document));
  if (before?.template !== after?.template) return [...gone, ...come];
  return [
    ...[...gone].filter((document) => !come.has(document)),
    ...[...come].filter((document) => !gone.has(document)),
  ];
}
