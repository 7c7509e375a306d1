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
  readonly #asked = new Set<string>();

  constructor(connection: Connection, files: Files, log: Log, onChange: () => void) {
    this.#connection = connection;
    this.#files = files;
    this.#log = log;
    this.#onChange = onChange;
  }

  /** Asks for a file's committed text, unless that is known. */
  opened(uri: string): void {
    if (this.#asked.has(uri) || !/\.(ya?ml|json)$/i.test(uri)) return;
    this.#asked.add(uri);
    this.#ask(uri).catch((error: unknown) => this.#log.error(`The committed text of ${uri} could not be had`, error));
  }

  /** Something was committed, or another commit checked out: asks again for all. */
  changed(): void {
    const uris = [...this.#asked];
    this.#asked.clear();
    for (const uri of uris) this.opened(uri);
  }

  async #ask(uri: string): Promise<void> {
    const params: ReadFileParams = { uri: this.#files.openDocument(uri)?.spelling ?? uri };
    const answer: unknown = await this.#connection.sendRequest(COMMITTED_TEXT_REQUEST, params);
    this.#files.setCommitted(uri, typeof answer === 'string' ? answer : null);
    this.#onChange();
  }
}
