import type { Connection } from 'vscode-languageserver';
import type { ReadFileParams } from '../core/protocol';
import { COMMITTED_TEXT_REQUEST } from '../core/protocol';
import type { Files } from './files';
import type { Log } from './log';

/** Keeps the committed texts of the files that were opened, as the client tells them. */
export class CommittedFiles {
  readonly #connection: Connection;
  readonly #files: Files;
  readonly #log: Log;
  readonly #onChange: () => void;
  /** The number of the last question about each file. */
  readonly #asked = new Map<string, number>();
  #questions = 0;

  constructor(connection: Connection, files: Files, log: Log, onChange: () => void) {
    this.#connection = connection;
    this.#files = files;
    this.#log = log;
    this.#onChange = onChange;
  }

  /** Asks for a file's committed text, unless that is known. */
  opened(uri: string): void {
    if (this.#asked.has(uri) || !/\.(ya?ml|json)$/i.test(uri)) return;
    this.#questions += 1;
    this.#asked.set(uri, this.#questions);
    this.#ask(uri).catch((error: unknown) => this.#log.error(`The committed text of ${uri} could not be had`, error));
  }

  /** Something was committed, or another commit checked out: asks again for all. */
  changed(): void {
    const uris = [...this.#asked.keys()];
    this.#asked.clear();
    for (const uri of uris) this.opened(uri);
  }

  async #ask(uri: string): Promise<void> {
    const question = this.#asked.get(uri);
    const params: ReadFileParams = { uri: this.#files.openDocument(uri)?.spelling ?? uri };
    const answer: unknown = await this.#connection.sendRequest(COMMITTED_TEXT_REQUEST, params);
    // HEAD may have moved meanwhile, and the answer about that may have come sooner.
    if (this.#asked.get(uri) !== question) return;
    this.#files.setCommitted(uri, typeof answer === 'string' ? answer : null);
    this.#onChange();
  }
}
