import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { StatefulSetSummary } from '../../../server/src/core/protocol';
import { CHANGED_NOTIFICATION, STATEFUL_SETS_REQUEST } from '../../../server/src/core/protocol';

/** Milliseconds in which changes are gathered: while somebody types, there is one for each key. */
const GATHER_MILLISECONDS = 200;

/** The workspace's StatefulSets, asked of the server when somebody wants to know and kept until it says they changed. */
export class Summaries implements Disposable {
  readonly onDidChange: Event<void>;
  readonly #changed = new EventEmitter<void>();
  readonly #client: BaseLanguageClient;
  readonly #subscription: Disposable;
  #known: Promise<readonly StatefulSetSummary[]> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.onDidChange = this.#changed.event;
    this.#subscription = client.onNotification(CHANGED_NOTIFICATION, () => this.#forget());
  }

  /** Those known now. None where the server fails: the log says why. */
  get(): Promise<readonly StatefulSetSummary[]> {
    this.#known ??= this.#ask();
    return this.#known;
  }

  async find(id: string): Promise<StatefulSetSummary | undefined> {
    return (await this.get()).find((summary) => summary.id === id);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #ask(): Promise<readonly StatefulSetSummary[]> {
    try {
      // Waits for the server if it is still starting.
      await this.#client.start();
      return await this.#client.sendRequest<readonly StatefulSetSummary[]>(STATEFUL_SETS_REQUEST);
    } catch (error) {
      this.#client.error('The StatefulSets of the workspace could not be asked for', error, false);
      this.#known = undefined;
      return [];
    }
  }

  #forget(): void {
    this.#known = undefined;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, GATHER_MILLISECONDS);
  }
}
