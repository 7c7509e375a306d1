import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { MessageConnection, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import {
  createMessageConnection,
  PortMessageReader,
  PortMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { VERSION } from '../server/src/version';
import { repositoryRoot } from './support/paths';

const SERVER = join(repositoryRoot, 'out', 'server', 'src');
const URI = 'untitled:Untitled-1';

/** Speaks with a server as far as a first diagnostic, and says good-bye. */
async function exchange(connection: MessageConnection): Promise<PublishDiagnosticsParams> {
  const published = new Promise<PublishDiagnosticsParams>((resolve) => {
    connection.onNotification('textDocument/publishDiagnostics', resolve);
  });
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const textDocument = { uri: URI, languageId: 'yaml', version: 1, text: 'kind: Service\n\tmetadata: {}\n' };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const first = await published;
  await connection.sendRequest('shutdown');
  return first;
}

describe('the server as a process', () => {
  const program = join(SERVER, 'node.js');

  it('speaks over standard input and output, without being told to', async () => {
    const server = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const { uri, diagnostics } = await exchange(connection);
    assert.equal(uri, URI);
    assert.equal(diagnostics[0]?.code, 'yaml-syntax');
    const ended = new Promise((resolve) => server.once('exit', resolve));
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
    connection.dispose();
  });

  it('tells its version', () => {
    const { stdout, status } = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' });
    assert.equal(stdout, `${VERSION}\n`);
    assert.equal(status, 0);
  });
});

describe('the server in a worker', () => {
  it('speaks over messages', async () => {
    // A worker of Node is no browser's: this gives the global scope what the library asks of it.
    const scope = `
      const { parentPort } = require('node:worker_threads');
      globalThis.self = {
        postMessage: (message) => parentPort.postMessage(message),
        addEventListener: () => {},
        set onmessage(listener) { parentPort.on('message', (data) => listener({ data })); },
      };
      require(${JSON.stringify(join(SERVER, 'browser.js'))});`;
    const worker = new Worker(scope, { eval: true, execArgv: ['--conditions=browser'] });
    const connection = createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
    const { uri, diagnostics } = await exchange(connection);
    assert.equal(uri, URI);
    assert.equal(diagnostics[0]?.code, 'yaml-syntax');
    connection.dispose();
    await worker.terminate();
  });
});
