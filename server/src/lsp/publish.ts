import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { fileOf } from '../core/workspace/snapshot';
import type { Background } from './background';
import { toDiagnostic } from './convert';
import type { Files } from './files';
import type { Log } from './log';
import type { Model } from './model';
import { readableUri } from './uri';

/** Milliseconds that checking one open file may take at once; a large one is checked in the background. */
const LONGEST_CHECK = 50;

interface Published {
  /** The URI as it was spelled: a client may take another spelling for another file. */
  readonly spelling: string;
  readonly json: string;
}

/** Pushes diagnostics: those of the file in which somebody types at once, all others in the background. */
export class Publisher {
  readonly #files: Files;
  readonly #model: Model;
  readonly #background: Background;
  readonly #log: Log;
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #waiting = new Set<string>();
  /** What the client has, for files of which it has anything. */
  readonly #published = new Map<string, Published>();
  #working = false;

  constructor(
    files: Files,
    model: Model,
    background: Background,
    log: Log,
    send: (params: PublishDiagnosticsParams) => void,
  ) {
    this.#files = files;
    this.#model = model;
    this.#background = background;
    this.#log = log;
    this.#send = send;
  }

  /** Says of which files the diagnostics may differ from what the client has. */
  invalidate(uris: Iterable<string>): void {
    for (const uri of uris) this.#waiting.add(uri);
  }

  /** Publishes what is waiting: at once for the file named, in the background for others, those that are open first. */
  flush(first: string | undefined): void {
    if (first !== undefined && this.#waiting.has(first) && this.#prepareNow(first)) this.#publish(first);
    if (this.#working || this.#waiting.size === 0) return;
    this.#working = true;
    const finish = async (): Promise<void> => {
      try {
        await this.#background.run(this.#steps());
      } finally {
        this.#working = false;
      }
    };
    void finish();
  }

  /** Checks as much of a file as may be done at once; false where more is left. */
  #prepareNow(uri: string): boolean {
    const steps = this.#prepare(uri);
    const start = performance.now();
    while (steps.next().done !== true) {
      if (performance.now() - start > LONGEST_CHECK) return false;
    }
    return true;
  }

  *#steps(): Generator<undefined, void> {
    for (let uri = this.#next(); uri !== undefined; uri = this.#next()) {
      yield* this.#prepare(uri);
      this.#publish(uri);
      yield undefined;
    }
  }

  *#prepare(uri: string): Generator<undefined, void> {
    try {
      do this.#model.refresh();
      while (!(yield* this.#model.prepare(uri)));
    } catch {
      // Whoever publishes meets the same fault, and says it.
    }
  }

  #next(): string | undefined {
    const open = this.#files.openDocuments().find(({ uri }) => this.#waiting.has(uri));
    if (open !== undefined) return open.uri;
    // Before all files are read, what is said of one that nobody looks at would be said twice.
    return this.#files.complete ? this.#waiting.values().next().value : undefined;
  }

  #publish(uri: string): void {
    this.#waiting.delete(uri);
    // A long text that is still being read: its diagnostics come when it is.
    if (!this.#files.isCurrent(uri)) return;
    const document = this.#files.openDocument(uri);
    const spelling = document?.spelling ?? uri;
    const diagnostics = this.#diagnosticsOf(uri);
    const before = this.#published.get(uri);
    const moved = before !== undefined && before.spelling !== spelling;
    if (moved) this.#send({ uri: before.spelling, diagnostics: [] });
    const json = diagnostics.length === 0 ? undefined : JSON.stringify(diagnostics);
    if (json === before?.json && !moved) return;
    if (json === undefined) this.#published.delete(uri);
    else this.#published.set(uri, { spelling, json });
    this.#send({ uri: spelling, ...(document === undefined ? {} : { version: document.version }), diagnostics });
  }

  #diagnosticsOf(uri: string): Diagnostic[] {
    const snapshot = this.#model.refresh();
    const file = fileOf(snapshot, uri);
    if (file === undefined) return [];
    const spell = (other: string): string => this.#files.openDocument(other)?.spelling ?? other;
    try {
      return this.#model.diagnosticsOf(uri).map((placed) => toDiagnostic(file, placed, snapshot, spell));
    } catch (error) {
      // A fault in a rule costs the findings of one file, not those of all.
      this.#log.error(`${readableUri(uri)} could not be checked`, error);
      return [];
    }
  }
}
