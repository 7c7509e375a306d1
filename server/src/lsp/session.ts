import type { Connection } from 'vscode-languageserver';
import { CodeLensRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import type { SchemaSupport } from '../core/protocol';
import { CHANGED_NOTIFICATION } from '../core/protocol';
import { Background } from './background';
import type { Client } from './client';
import { CommittedFiles } from './committed-files';
import { createExclusion } from './exclude';
import { Files } from './files';
import type { Host } from './host';
import { createLender } from './lender';
import type { Log } from './log';
import { createLog } from './log';
import { Model } from './model';
import { Publisher } from './publish';
import { Scan } from './scan';
import { fetchSettings } from './settings-source';
import { settled } from './settle';
import { schemeOf } from './uri';

/** Milliseconds without a change after which the client hears that the StatefulSets changed. */
const PAUSE = 100;
/** Milliseconds after which it hears although changes keep coming. */
const LONGEST_SILENCE = 1000;

/** One client's workspace: all parts, built and connected by hand. What comes in changes it; what goes out follows. */
export class Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: Client;
  readonly log: Log;
  readonly background: Background;
  readonly files: Files;
  readonly model: Model;
  readonly scan: Scan;
  /** Undefined where the client knows of no commits. */
  readonly committed: CommittedFiles | undefined;
  readonly #publisher: Publisher;
  readonly #publish: () => void;
  #folders: readonly string[];
  #schema: SchemaSupport;
  #pushed: unknown;
  /** Before the settings are known nothing is said, which might be what they switch off. */
  #isReady = false;
  #lastEdited: string | undefined;
  #announcement: ReturnType<typeof setTimeout> | undefined;
  #announceSince: number | undefined;
  #othersAffected = false;
  #isStopped = false;

  constructor(connection: Connection, host: Host, client: Client) {
    this.connection = connection;
    this.host = host;
    this.client = client;
    this.log = createLog(connection.console);
    this.background = new Background(host.immediate);
    this.#publish = settled(host.immediate, () => this.#publishNow());
    this.files = new Files(this.background, this.#publish);
    this.model = new Model(this.files, (uris) => this.#affected(uris));
    this.#publisher = new Publisher(this.files, this.model, this.background, this.log, (params) =>
      this.#send(connection.sendDiagnostics(params)),
    );
    this.scan = new Scan({
      host,
      lender: client.offersFiles ? createLender(connection) : undefined,
      files: this.files,
      background: this.background,
      log: this.log,
      onChange: this.#publish,
    });
    this.committed = client.offersCommittedText
      ? new CommittedFiles(connection, this.files, this.log, this.#publish)
      : undefined;
    this.#folders = client.folders;
    this.#schema = client.schema;
  }

  /** Says that an open document changed: it is answered first. */
  edited(uri: string): void {
    this.#lastEdited = uri;
    this.background.standBack();
    this.#publish();
  }

  /** Takes in the settings as they are now; what a client pushed counts until it pushes again. */
  async applySettings(pushed: unknown = this.#pushed): Promise<void> {
    this.#pushed = pushed;
    const before = this.model.settings;
    const settings = await fetchSettings(this.connection, this.client, this.#schema, pushed, this.log);
    this.model.settings = settings;
    const isFirst = !this.#isReady;
    this.#isReady = true;
    if (isFirst || settings.exclude.join('\n') !== before.exclude.join('\n')) this.#lookAgain();
    this.#othersAffected = true;
    this.#announce();
    this.#publish();
  }

  get schema(): SchemaSupport {
    return this.#schema;
  }

  /** Takes in what of the schema the client sees to by itself, which settings may leave to it. */
  set schema(schema: SchemaSupport) {
    this.#schema = schema;
    void this.applySettings();
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Takes in which folders make up the workspace. */
  set folders(folders: readonly string[]) {
    this.#folders = folders;
    this.#lookAgain();
    this.#publish();
  }

  /** The client goes: nothing more is done or said. */
  stop(): void {
    this.#isStopped = true;
    this.log.close();
    this.background.stop();
    this.scan.stop();
    clearTimeout(this.#announcement);
  }

  #lookAgain(): void {
    const isExcluded = createExclusion(this.model.settings.exclude, this.#folders);
    const schemes = new Set(['file', 'untitled', ...this.#folders.map(schemeOf)]);
    this.files.setFilter((uri) => schemes.has(schemeOf(uri)) && !isExcluded(uri));
    this.scan.start(this.#folders, isExcluded);
  }

  #publishNow(): void {
    if (!this.#isReady || this.#isStopped) return;
    this.model.refresh();
    this.#publisher.flush(this.#lastEdited);
  }

  #affected(uris: ReadonlySet<string>): void {
    this.#publisher.invalidate(uris);
    for (const uri of uris) this.#othersAffected ||= uri !== this.#lastEdited;
    if (uris.size > 0) this.#announce();
  }

  /** While somebody types, the client hears of it now and then; when they pause, soon. */
  #announce(): void {
    if (this.#isStopped) return;
    const now = performance.now();
    this.#announceSince ??= now;
    clearTimeout(this.#announcement);
    const wait = Math.min(PAUSE, this.#announceSince + LONGEST_SILENCE - now);
    this.#announcement = setTimeout(() => this.#announceNow(), Math.max(0, wait));
  }

  #announceNow(): void {
    this.#announceSince = undefined;
    this.#send(this.connection.sendNotification(CHANGED_NOTIFICATION));
    // An editor asks again for the lenses and hints of the file that it changes itself.
    if (this.#othersAffected && this.client.refreshesCodeLenses) {
      this.#send(this.connection.sendRequest(CodeLensRefreshRequest.type));
    }
    if (this.#othersAffected && this.client.refreshesInlayHints) {
      this.#send(this.connection.sendRequest(InlayHintRefreshRequest.type));
    }
    this.#othersAffected = false;
  }

  #send(sent: Promise<unknown>): void {
    sent.catch((error: unknown) => this.log.error('The client could not be told', error));
  }
}
