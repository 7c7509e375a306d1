import { PassThrough } from 'node:stream';
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionParams,
  Diagnostic,
  FileEvent,
  Position,
  MessageConnection,
  PublishDiagnosticsParams,
  Range,
  RegistrationParams,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import {
  createConnection,
  createMessageConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ClientOffers } from '../../server/src/core/protocol';
import { RULES } from '../../server/src/core/rules/index';
import type { Host } from '../../server/src/lsp/host';
import { startServer } from '../../server/src/lsp/server';

export const ROOT = 'file:///workspace';

/** The URI of a file of the test's workspace. */
export function at(name: string): string {
  return `${ROOT}/${name}`;
}

/** Switches off all rules but a few, so that what a test says of these stays true when others come. */
export const FEW_RULES = Object.fromEntries(
  RULES.filter(({ id }) => !/^(governing-service-missing|governing-service-not-headless|yaml-syntax)$/.test(id)).map(
    ({ id }) => [id, 'off'],
  ),
);

interface Section {
  readonly severity?: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}

export interface ClientOptions {
  readonly host: Host;
  readonly folders?: readonly string[];
  readonly offers?: ClientOffers;
  /** The section `statefulset` of the settings, with few rules switched on. */
  readonly settings?: Section;
  /** What it can do with texts beyond the little that every test's client can. */
  readonly textDocument?: ClientCapabilities['textDocument'];
  /** Capabilities that are not announced. */
  readonly without?: 'documentChanges' | 'configuration' | 'annotations' | 'links';
  /** Answers requests of the server that this client knows nothing of. */
  readonly onRequest?: (method: string, params: unknown) => unknown;
}

const PATIENCE = 5000;

/** An editor without an editor: it starts a server in this process and speaks the protocol with it. */
export class TestClient {
  readonly connection: MessageConnection;
  /** What the server wrote to its log, without the kind of message. */
  readonly log: string[] = [];
  readonly registrations: RegistrationParams['registrations'][number][] = [];
  /** Every publication, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly notifications: string[] = [];
  settings: Section;
  readonly #texts = new Map<string, { text: string; version: number }>();
  readonly #diagnostics = new Map<string, Diagnostic[]>();
  readonly #waiting = new Set<() => void>();
  readonly #stop: () => void;

  private constructor(options: ClientOptions) {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const server = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
    );
    startServer(server, options.host);
    this.connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.settings = options.settings ?? {};
    this.#stop = () => server.dispose();
    this.#listen(options);
  }

  static async start(options: ClientOptions): Promise<TestClient> {
    const client = new TestClient(options);
    await client.#initialize(options);
    return client;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
    this.#stop();
  }

  open(uri: string, text: string): void {
    this.#texts.set(uri, { text, version: 1 });
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  }

  /** Replaces the only place where `before` stands. */
  replace(uri: string, before: string, after: string): void {
    const { text } = this.#document(uri);
    const start = text.indexOf(before);
    if (start < 0 || text.includes(before, start + 1)) throw new Error(`not exactly once in ${uri}: ${before}`);
    this.edit(uri, [{ range: rangeBetween(text, start, start + before.length), newText: after }]);
  }

  edit(uri: string, edits: readonly TextEdit[]): void {
    const document = this.#document(uri);
    document.text = applyTextEdits(document.text, edits);
    document.version += 1;
    // Later places first, so that each edit leaves the places of the next ones valid.
    const changes = edits
      .toSorted((a, b) => compare(b.range.start, a.range.start))
      .map(({ range, newText }) => ({ range, text: newText }));
    this.notify('textDocument/didChange', {
      textDocument: { uri, version: document.version },
      contentChanges: changes,
    });
  }

  close(uri: string): void {
    this.#texts.delete(uri);
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.#document(uri).text;
  }

  position(uri: string, before: string): Position {
    const { text } = this.#document(uri);
    return positionAt(text, text.indexOf(before) + before.length);
  }

  changeOnDisk(...changes: readonly FileEvent[]): void {
    this.notify('workspace/didChangeWatchedFiles', { changes });
  }

  notify(method: string, params?: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  diagnostics(uri: string): readonly Diagnostic[] {
    return this.#diagnostics.get(uri) ?? [];
  }

  /** The rules that diagnostics of a file name, in order. */
  rules(uri: string): readonly unknown[] {
    return this.diagnostics(uri).map(({ code }) => code);
  }

  /** Waits until the rules named are what the diagnostics of a file name. */
  async expectRules(uri: string, ...rules: readonly string[]): Promise<void> {
    await this.until(
      () => JSON.stringify(this.rules(uri)) === JSON.stringify(rules),
      () => `${uri}: expected [${rules.join(', ')}], found [${this.rules(uri).join(', ')}]`,
    );
  }

  /** Waits until the condition holds, looking whenever the server said something. */
  async until(condition: () => boolean, describe: () => string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`waited in vain; ${describe()}; log: ${this.log.join(' | ')}`));
      }, PATIENCE);
      const look = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Waits until the server has said nothing for a while. */
  async quiet(milliseconds = 150): Promise<void> {
    let last = performance.now();
    const heard = (): void => {
      last = performance.now();
    };
    this.#waiting.add(heard);
    while (performance.now() - last < milliseconds) await new Promise((resolve) => setTimeout(resolve, 10));
    this.#waiting.delete(heard);
  }

  /** The quick fixes that the server offers where a diagnostic of that rule stands. */
  async quickFixes(uri: string, rule: string): Promise<CodeAction[]> {
    const diagnostic = this.diagnostics(uri).find(({ code }) => code === rule);
    if (diagnostic === undefined) throw new Error(`no ${rule} in ${uri}`);
    const params: CodeActionParams = {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    };
    return this.connection.sendRequest('textDocument/codeAction', params);
  }

  /** Makes the edits of open documents and returns the files that are to be made. Refuses an edit of an older version. */
  apply(edit: WorkspaceEdit | undefined): ReadonlyMap<string, string> {
    const created = new Map<string, string>();
    for (const [uri, edits] of Object.entries(edit?.changes ?? {})) this.edit(uri, edits);
    for (const change of edit?.documentChanges ?? []) {
      if ('kind' in change) {
        if (change.kind === 'create') created.set(change.uri, '');
        continue;
      }
      const { uri, version } = change.textDocument;
      const edits = change.edits.flatMap((each) => ('newText' in each ? [each] : []));
      const fresh = created.get(uri);
      if (fresh !== undefined) created.set(uri, applyTextEdits(fresh, edits));
      else if (version !== this.#document(uri).version) throw new Error(`edit of version ${version} of ${uri}`);
      else this.edit(uri, edits);
    }
    return created;
  }

  #document(uri: string): { text: string; version: number } {
    const document = this.#texts.get(uri);
    if (document === undefined) throw new Error(`not open: ${uri}`);
    return document;
  }

  #listen(options: ClientOptions): void {
    const { connection } = this;
    connection.onNotification((method, params) => {
      this.notifications.push(method);
      if (method === 'textDocument/publishDiagnostics') {
        const publication = params as unknown as PublishDiagnosticsParams;
        this.published.push(publication);
        this.#diagnostics.set(publication.uri, publication.diagnostics);
      } else if (method === 'window/logMessage') {
        this.log.push((params as unknown as { message: string }).message);
      }
      this.#heard();
    });
    connection.onRequest((method, params) => {
      this.notifications.push(method);
      this.#heard();
      if (method === 'client/registerCapability') {
        this.registrations.push(...(params as unknown as RegistrationParams).registrations);
        return null;
      }
      if (method === 'workspace/configuration') {
        return [{ ...this.settings, severity: { ...FEW_RULES, ...this.settings.severity } }];
      }
      return options.onRequest?.(method, params) ?? null;
    });
    connection.listen();
  }

  #heard(): void {
    for (const look of this.#waiting) look();
  }

  async #initialize({ folders = [ROOT], offers, without, textDocument }: ClientOptions): Promise<void> {
    const capabilities: ClientCapabilities = {
      workspace: {
        configuration: without !== 'configuration',
        workspaceFolders: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: {
          ...(without === 'documentChanges' ? {} : { documentChanges: true, resourceOperations: ['create'] }),
          ...(without === 'annotations' ? {} : { changeAnnotationSupport: {} }),
        },
        codeLens: { refreshSupport: true },
        inlayHint: { refreshSupport: true },
      },
      textDocument: {
        definition: { linkSupport: without !== 'links' },
        rename: { prepareSupport: true },
        ...textDocument,
      },
    };
    await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map((uri) => ({ uri, name: 'workspace' })),
      capabilities,
      initializationOptions: offers,
    });
    this.notify('initialized', {});
  }
}

/** Positions by counting line feeds alone, which is what the texts of tests have: simpler than what it tests. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function offsetAt(text: string, { line, character }: Position): number {
  return text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
}

function rangeBetween(text: string, start: number, end: number): Range {
  return { start: positionAt(text, start), end: positionAt(text, end) };
}

export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => compare(b.range.start, a.range.start))
    .reduce(
      (present, { range, newText }) =>
        present.slice(0, offsetAt(present, range.start)) + newText + present.slice(offsetAt(present, range.end)),
      text,
    );
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
