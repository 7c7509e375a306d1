import type { SourceFile, Unchanged } from '../core/workspace/file';
import { readSource, readSourceInSteps } from '../core/workspace/file';
import type { Snapshot } from '../core/workspace/snapshot';
import { createLayer, EMPTY_SNAPSHOT } from '../core/workspace/snapshot';
import type { Background, Steps } from './background';
import { rememberLines } from './convert';
import type { OpenDocument, TextChange } from './open-document';
import { changedDocument } from './open-document';
import { isWithin } from './uri';

/** Milliseconds that reading one open document may take at once; a longer one is read in the background. */
const LONGEST_READ = 50;

/** UTF-16 units from which a text counts as large. */
const LARGE_TEXT = 250_000;

const NOTHING: Unchanged = { head: 0, tail: 0 };
const ALL: Unchanged = { head: Infinity, tail: Infinity };

interface Open {
  document: OpenDocument;
  /** What was made of the text, or of an earlier one while the present one is still being read. */
  source: SourceFile | undefined;
  /** What the text has in common with that of `source`. */
  unchanged: Unchanged;
  reading: boolean;
}

/**
 * The texts of the workspace, and the snapshot made of them: what editors have open over what is on disk. Says nothing
 * by itself: whoever changes it asks for the snapshot next.
 */
export class Files {
  readonly #background: Background;
  /** Hears that a long document is read, so the snapshot has changed by itself. */
  readonly #onRead: () => void;
  readonly #open = new Map<string, Open>();
  readonly #unread = new Set<string>();
  readonly #disk = new Map<string, SourceFile>();
  readonly #committed = new Map<string, SourceFile>();
  #isOurs: (uri: string) => boolean = () => true;
  #snapshot: Snapshot = EMPTY_SNAPSHOT;
  #openChanged = false;
  #diskTouched = false;
  #diskChanged = false;
  #committedChanged = false;

  constructor(background: Background, onRead: () => void) {
    this.#background = background;
    this.#onRead = onRead;
  }

  /** Decides which files count; others may be open and are passed over. */
  setFilter(isOurs: (uri: string) => boolean): void {
    this.#isOurs = isOurs;
    this.#openChanged = true;
    this.removeFromDisk((uri) => !isOurs(uri));
    this.publishDisk();
  }

  open(document: OpenDocument): void {
    this.#open.set(document.uri, { document, source: undefined, unchanged: NOTHING, reading: false });
    this.#unread.add(document.uri);
  }

  change(uri: string, version: number, changes: readonly TextChange[]): void {
    const open = this.#open.get(uri);
    if (open === undefined) return;
    const { document, unchanged } = changedDocument(open.document, version, changes);
    open.document = document;
    open.unchanged = {
      head: Math.min(open.unchanged.head, unchanged.head),
      tail: Math.min(open.unchanged.tail, unchanged.tail),
    };
    this.#unread.add(uri);
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.#unread.delete(uri);
    this.#openChanged = true;
  }

  /** What the editor has is now on disk too. */
  saved(uri: string): void {
    this.snapshot();
    const open = this.#open.get(uri);
    if (open?.source === undefined || !this.isCurrent(uri) || !this.#isOurs(uri)) return;
    this.setOnDisk(uri, open.source);
    this.publishDisk();
  }

  openDocument(uri: string): OpenDocument | undefined {
    return this.#open.get(uri)?.document;
  }

  openDocuments(): readonly OpenDocument[] {
    return [...this.#open.values()].map((open) => open.document);
  }

  /** Whether the snapshot has the file's present text; not so for a long text that is still being read. */
  isCurrent(uri: string): boolean {
    const open = this.#open.get(uri);
    return open === undefined || (!this.#unread.has(uri) && !open.reading);
  }

  onDisk(uri: string): SourceFile | undefined {
    return this.#disk.get(uri);
  }

  /** Takes a file on disk in, or out where it is undefined. Seen in snapshots after {@link publishDisk}. */
  setOnDisk(uri: string, source: SourceFile | undefined): void {
    if (source === this.#disk.get(uri)) return;
    this.#diskTouched = true;
    if (source === undefined) this.#disk.delete(uri);
    else this.#disk.set(uri, source);
  }

  /** Takes in the text of a file as last committed; null where there is none. */
  setCommitted(uri: string, text: string | null): void {
    const before = this.#committed.get(uri);
    if ((before?.text ?? null) === text) return;
    if (text === null) this.#committed.delete(uri);
    else this.#committed.set(uri, readSource(uri, text, false, before));
    this.#committedChanged = true;
  }

  removeFromDisk(isGone: (uri: string) => boolean): void {
    for (const uri of this.#disk.keys()) if (isGone(uri)) this.setOnDisk(uri, undefined);
  }

  /** Lets snapshots see what is on disk now: their index of it costs some milliseconds, so changes are gathered. */
  publishDisk(): void {
    this.#diskChanged ||= this.#diskTouched;
    this.#diskTouched = false;
  }

  get complete(): boolean {
    return this.#snapshot.complete;
  }

  set complete(complete: boolean) {
    if (complete !== this.#snapshot.complete) this.#snapshot = { ...this.#snapshot, complete };
  }

  /** All files as they are now; the same object while nothing changed. */
  snapshot(): Snapshot {
    for (const uri of this.#unread) this.#read(uri);
    if (this.#diskChanged)
      this.#snapshot = { ...this.#snapshot, disk: createLayer(this.#disk.values(), this.#snapshot.disk) };
    if (this.#openChanged) {
      const sources = [...this.#open.values()].flatMap(({ source }) => source ?? []);
      this.#snapshot = {
        ...this.#snapshot,
        open: createLayer(
          sources.filter(({ uri }) => this.#isOurs(uri)),
          this.#snapshot.open,
        ),
      };
    }
    if (this.#committedChanged) {
      this.#snapshot = {
        ...this.#snapshot,
        committed: createLayer(this.#committed.values(), this.#snapshot.committed),
      };
    }
    this.#diskChanged = false;
    this.#openChanged = false;
    this.#committedChanged = false;
    return this.#snapshot;
  }

  #read(uri: string): void {
    const open = this.#open.get(uri);
    if (open === undefined || open.reading) return;
    const { lines } = open.document;
    const { source } = open;
    // Of a large file only what is edited keeps its trees: all of them take fifty times the room of the text.
    const keepTrees = source !== undefined || lines.text.length < LARGE_TEXT;
    const previous = source ?? this.#disk.get(uri);
    const unchanged = source === undefined ? undefined : open.unchanged;
    const steps = readSourceInSteps(uri, lines.text, keepTrees, previous, unchanged);
    open.unchanged = ALL;
    const take = (source: SourceFile): void => {
      rememberLines(source, lines);
      open.source = source;
      open.reading = false;
      // While it was read, more may have been typed.
      if (open.document.lines === lines) this.#unread.delete(uri);
      this.#openChanged = true;
    };
    let step = steps.next();
    const start = performance.now();
    // What a keystroke changes is one document, read by the first step, however long the file is.
    while (step.done !== true) {
      if (performance.now() - start > LONGEST_READ) return this.#readOn(open, steps, take);
      step = steps.next();
    }
    return take(step.value);
  }

  #readOn(open: Open, steps: Steps<SourceFile>, take: (source: SourceFile) => void): void {
    open.reading = true;
    const finish = async (): Promise<void> => {
      take(await this.#background.run(steps));
      this.#onRead();
    };
    void finish();
  }
}

/** A test for being one of the URIs or lying in one of them. */
export function isAmong(uris: ReadonlySet<string>): (uri: string) => boolean {
  if (uris.size > 8) {
    return (uri) => uris.has(uri) || [...uri.matchAll(/\//g)].some(({ index }) => uris.has(uri.slice(0, index)));
  }
  return (uri) => [...uris].some((other) => isWithin(uri, other));
}
