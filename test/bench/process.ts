import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { MessageConnection, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/lsp/lines';

/** A server in a process of its own, and the little of an editor that measuring needs. */
export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #documents = new Map<string, { lines: LineIndex; version: number }>();
  readonly #listeners = new Set<(params: PublishDiagnosticsParams) => void>();
  readonly #log: string[] = [];

  private constructor(script: string, args: readonly string[]) {
    this.#process = spawn(process.execPath, [script, '--stdio', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdin, stdout } = this.#process;
    if (stdin === null || stdout === null) throw new Error('no pipes');
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      for (const listener of this.#listeners) listener(params);
    });
    this.#connection.onNotification('window/logMessage', ({ message }: { readonly message: string }) => {
      this.#log.push(message);
    });
    this.#connection.onRequest((method) => (method === 'workspace/configuration' ? [null] : null));
    this.#connection.listen();
  }

  /** Starts a server; it is ready when it has answered `initialize`. */
  static async start(script: string, args: readonly string[] = [], folder?: string): Promise<ServerProcess> {
    const server = new ServerProcess(script, args);
    await server.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folder === undefined ? [] : [{ uri: folder, name: 'bench' }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    });
    void server.#connection.sendNotification('initialized', {});
    return server;
  }

  /** Resident memory in bytes; undefined where the system does not tell. */
  get memory(): number | undefined {
    try {
      const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#process.pid}/status`, 'utf8'))?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
    } catch {
      return undefined;
    }
  }

  open(uri: string, text: string): void {
    this.#documents.set(uri, { lines: LineIndex.of(text), version: 1 });
    void this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
  }

  /** Replaces a stretch of an open document. Returns its new version. */
  edit(uri: string, start: number, end: number, text: string): number {
    const document = this.#documents.get(uri);
    if (document === undefined) throw new Error(`not open: ${uri}`);
    const { lines } = document;
    const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
    document.lines = lines.replaced(start, end, text);
    document.version += 1;
    void this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: document.version },
      contentChanges: [{ range, text }],
    });
    return document.version;
  }

  /** The next publication that the test accepts. */
  published(accept: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    return new Promise((resolve) => {
      const listener = (params: PublishDiagnosticsParams): void => {
        if (!accept(params)) return;
        this.#listeners.delete(listener);
        resolve(params);
      };
      this.#listeners.add(listener);
    });
  }

  /** Waits for a line of the log that begins so. */
  async logged(start: string): Promise<string> {
    for (;;) {
      const line = this.#log.find((each) => each.startsWith(start));
      if (line !== undefined) return line;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Waits until the server has had nothing to do for a while. */
  async idle(): Promise<void> {
    for (let before = -1, now = this.#processorTime(); now !== before; now = this.#processorTime()) {
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** Clock ticks that the server has run; always the same where the system does not tell. */
  #processorTime(): number {
    try {
      const fields = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      return 0;
    }
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    void this.#connection.sendNotification('exit');
    await ended;
    this.#connection.dispose();
  }
}
