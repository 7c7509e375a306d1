// The language server as a process: over standard input and output unless an argument names another transport.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './lsp/server';
import { nodeDisk } from './node-disk';
import { VERSION } from './version';

const TRANSPORT = /^--(?:node-ipc|stdio|socket|pipe)(?:=|$)/;

if (process.argv.includes('--version')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  // The library reads the arguments itself.
  if (!process.argv.some((argument) => TRANSPORT.test(argument))) process.argv.push('--stdio');
  const connection = createConnection(ProposedFeatures.all);
  // A fault in one place is said; it does not end the work in all others.
  process.on('uncaughtException', (error) => connection.console.error(`Unexpected: ${error.stack ?? error.message}`));
  startServer(connection, { disk: nodeDisk, immediate: (run) => void setImmediate(run) });
}
