import { mayHoldResources } from '../core/kubernetes/read';
import type { SourceFile } from '../core/workspace/file';
import { readSourceInSteps } from '../core/workspace/file';
import { entriesOf } from '../core/workspace/keys';
import type { Background, Steps } from './background';
import { decode, MOST_BYTES } from './decode';
import type { Files } from './files';
import { isAmong } from './files';
import type { Disk, Host } from './host';
import type { Log } from './log';
import { reasonOf } from './log';
import { ancestorsOf, canonicalUri, isManifestName, isWithin, readableUri, schemeOf } from './uri';
import { walk } from './walk';

/** What the client lends: files that it alone can see. Undefined where it offers nothing. */
export interface Lender {
  listFiles(): Promise<readonly string[]>;
  /** The text, or null where it cannot be read. */
  readFile(uri: string): Promise<string | null>;
}

export interface ScanOptions {
  readonly host: Host;
  readonly lender: Lender | undefined;
  readonly files: Files;
  readonly background: Background;
  readonly log: Log;
  /** Hears that files on disk changed in the snapshot. */
  readonly onChange: () => void;
}

/** Something that happened to a file or a folder on disk. */
export interface DiskChange {
  readonly uri: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/** Milliseconds to wait for more after the first event of a burst, as a checkout of another branch brings it. */
const BURST = 50;
/** Milliseconds between two looks at what is read so far. */
const INTERIM = 500;
/** Requests for texts that the client has to answer at the same time. */
const AT_ONCE = 8;

/** Keeps the files on disk in step: finds and reads them all at first, and then what changes. */
export class Scan {
  readonly #options: ScanOptions;
  #folders: readonly string[] = [];
  #isExcluded: (uri: string) => boolean = () => false;
  /** Every manifest by name, whether or not it holds anything for us. */
  #listed = new Set<string>();
  #queue: string[] = [];
  readonly #stale = new Set<string>();
  #listIsStale = false;
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastLook = 0;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  /** Looks for all files of the folders again; what is read already and unchanged stays. */
  start(folders: readonly string[], isExcluded: (uri: string) => boolean): void {
    const isNew = folders.some((folder) => !this.#folders.includes(folder));
    this.#folders = folders;
    this.#isExcluded = isExcluded;
    this.#listIsStale = true;
    // Nothing may be called missing while a folder is yet unread.
    if (isNew) this.#options.files.complete = false;
    void this.#run();
  }

  /** Takes up changes on disk, of files and folders. */
  changed(changes: readonly DiskChange[]): void {
    const { files, onChange } = this.#options;
    const deleted = new Set(changes.flatMap(({ uri, kind }) => (kind === 'deleted' ? [uri] : [])));
    if (deleted.size > 0) {
      const isGone = isAmong(deleted);
      for (const uris of [this.#listed, this.#stale]) for (const uri of uris) if (isGone(uri)) uris.delete(uri);
      files.removeFromDisk(isGone);
      files.publishDisk();
      onChange();
    }
    for (const { uri, kind } of changes) {
      if (kind === 'deleted' || this.#isExcluded(uri)) continue;
      if (this.#listed.has(uri)) this.#stale.add(uri);
      else if (kind === 'created') this.#listIsStale ||= this.#mayConcernUs(uri);
    }
    if (this.#stale.size > 0 || this.#listIsStale) this.#timer ??= setTimeout(() => this.#afterBurst(), BURST);
  }

  /** Takes up that an editor wrote its text to the file: that need not be read. */
  saved(uri: string): void {
    if (!this.#listed.has(uri)) return;
    this.#options.files.saved(uri);
    this.#options.onChange();
  }

  /** Says that a file is looked at: it and what lies near it is read first. */
  prefer(): void {
    if (this.#queue.length > 0) this.#queue = this.#nearestLast(this.#queue);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #afterBurst(): void {
    this.#timer = undefined;
    void this.#run();
  }

  /** A file that came to be, or a folder, which may have come with files in it. */
  #mayConcernUs(uri: string): boolean {
    if (/\/(?:node_modules|\.git)(?:\/|$)/.test(uri)) return false;
    if (isManifestName(uri)) return true;
    const { disk } = this.#options.host;
    if (disk !== undefined && schemeOf(uri) === 'file') return disk.kindOf(uri) === 'folder';
    return !/\.[^/]*$/.test(uri);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const { files, log, onChange } = this.#options;
    const start = performance.now();
    const isFirst = !files.complete;
    try {
      let read = 0;
      while (this.#listIsStale || this.#stale.size > 0) {
        if (this.#listIsStale) await this.#list();
        this.#queue = this.#nearestLast([...this.#stale]);
        this.#stale.clear();
        read += this.#queue.length;
        await this.#read();
      }
      if (isFirst) log.info(`Read ${read} files of the workspace in ${Math.round(performance.now() - start)} ms.`);
    } catch (error) {
      log.error('The files of the workspace could not be read', error);
    } finally {
      this.#running = false;
    }
    files.complete = true;
    files.publishDisk();
    onChange();
  }

  async #list(): Promise<void> {
    this.#listIsStale = false;
    const found = (await this.#listByClient()) ?? (await this.#listByWalk());
    const listed = new Set(found.filter((uri) => !this.#isExcluded(uri)));
    for (const uri of listed) if (!this.#listed.has(uri)) this.#stale.add(uri);
    this.#options.files.removeFromDisk((uri) => !listed.has(uri));
    this.#listed = listed;
  }

  async #listByClient(): Promise<readonly string[] | undefined> {
    try {
      const uris = await this.#options.lender?.listFiles();
      return uris
        ?.map(canonicalUri)
        .filter((uri) => isManifestName(uri) && this.#folders.some((folder) => isWithin(uri, folder)));
    } catch (error) {
      this.#options.log.warnOnce(`The client could not list the files of the workspace: ${reasonOf(error)}`);
      return undefined;
    }
  }

  async #listByWalk(): Promise<readonly string[]> {
    const { host, background } = this.#options;
    const found = new Set<string>();
    for (const folder of this.#folders) {
      if (host.disk === undefined || schemeOf(folder) !== 'file') continue;
      await background.run(this.#walk(host.disk, folder, found));
    }
    return [...found];
  }

  *#walk(disk: Disk, folder: string, found: Set<string>): Steps {
    const onUnreadable = (unreadable: string, error: unknown): void => this.#unreadable(unreadable, error);
    for (const uri of walk(disk, folder, { skip: this.#isExcluded, onUnreadable })) {
      if (uri !== undefined) found.add(uri);
      yield;
    }
  }

  /** Reads what is queued, from its end. */
  async #read(): Promise<void> {
    const { host, background, lender } = this.#options;
    const isLocal = (uri: string): boolean => host.disk !== undefined && schemeOf(uri) === 'file';
    const remote = this.#queue.filter((uri) => !isLocal(uri));
    this.#queue = this.#queue.filter(isLocal);
    if (host.disk !== undefined) await background.run(this.#readLocal(host.disk));
    this.#queue = remote;
    if (lender !== undefined) await Promise.all(Array.from({ length: AT_ONCE }, () => this.#readRemote(lender)));
  }

  *#readLocal(disk: Disk): Generator<unknown, void> {
    for (let uri = this.#queue.pop(); uri !== undefined; uri = this.#queue.pop()) {
      try {
        yield* this.#take(uri, decode(disk.read(uri, MOST_BYTES)));
      } catch (error) {
        this.#unreadable(uri, error);
        this.#options.files.setOnDisk(uri, undefined);
      }
      yield;
      this.#lookNowAndThen();
    }
  }

  async #readRemote(lender: Lender): Promise<void> {
    for (let uri = this.#queue.pop(); uri !== undefined; uri = this.#queue.pop()) {
      try {
        const text = await lender.readFile(uri);
        if (text === null) throw new Error('the editor cannot read it, or it is not UTF-8');
        await this.#options.background.run(this.#take(uri, text));
      } catch (error) {
        this.#unreadable(uri, error);
        this.#options.files.setOnDisk(uri, undefined);
      }
      this.#lookNowAndThen();
    }
  }

  *#take(uri: string, text: string): Generator<unknown, void> {
    const { files } = this.#options;
    const previous = files.onDisk(uri);
    if (previous?.text === text) return;
    let source: SourceFile | undefined;
    if (mayHoldResources(text, uri)) {
      source = yield* readSourceInSteps(uri, text, false, previous);
      if (source.documents.every(({ document }) => document.state === 'unrelated')) source = undefined;
      // Their keys are kept: worked out here, in steps, they cost the index nothing later.
      for (const { document } of source?.documents ?? []) yield entriesOf(document);
    }
    // It may have been deleted while it was read.
    if (this.#listed.has(uri)) files.setOnDisk(uri, source);
  }

  /** While much is being read, what is read so far is worth knowing: the neighbours of an open file come first. */
  #lookNowAndThen(): void {
    if (performance.now() - this.#lastLook < INTERIM) return;
    this.#lastLook = performance.now();
    this.#options.files.publishDisk();
    this.#options.onChange();
  }

  #unreadable(uri: string, error: unknown): void {
    const { host, log } = this.#options;
    // Deleted since it was listed: nothing is wrong with it.
    if (host.disk !== undefined && schemeOf(uri) === 'file' && host.disk.kindOf(uri) === undefined) return;
    log.warnOnce(`${readableUri(uri)} cannot be read: ${reasonOf(error)}.`);
  }

  /** Orders files for reading from the end: last those that share the nearest folder with an open file. */
  #nearestLast(uris: readonly string[]): string[] {
    const distances = new Map<string, number>();
    for (const { uri } of this.#options.files.openDocuments()) {
      for (const [distance, folder] of [...ancestorsOf(uri)].entries()) {
        distances.set(folder, Math.min(distance, distances.get(folder) ?? Infinity));
      }
    }
    const distanceOf = (uri: string): number => {
      for (const folder of ancestorsOf(uri)) {
        const distance = distances.get(folder);
        if (distance !== undefined) return distance;
      }
      return Infinity;
    };
    const ranked = uris.map((uri) => ({ uri, distance: distanceOf(uri) }));
    return ranked
      .toSorted((a, b) => (a.distance < b.distance ? 1 : a.distance > b.distance ? -1 : a.uri < b.uri ? 1 : -1))
      .map(({ uri }) => uri);
  }
}
