// Two servers to measure against: one that only takes edits in and answers, and (with `reparse`) one that parses the one
// changed document besides. What a real server does more is what it costs.

import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { parseDocument } from 'yaml';
import { LineIndex } from '../../server/src/lsp/lines';

const reparses = process.argv.includes('reparse');
const connection = createConnection(ProposedFeatures.all);
const texts = new Map<string, LineIndex>();

connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
connection.onDidOpenTextDocument(({ textDocument }) => {
  texts.set(textDocument.uri, LineIndex.of(textDocument.text));
  answer(textDocument.uri, textDocument.version);
});
connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
  for (const change of contentChanges) {
    const lines = texts.get(textDocument.uri);
    if (lines === undefined || !('range' in change)) continue;
    const start = lines.offsetAt(change.range.start);
    const changed = lines.replaced(start, lines.offsetAt(change.range.end), change.text);
    texts.set(textDocument.uri, changed);
    if (reparses) parseAround(changed.text, start);
  }
  answer(textDocument.uri, textDocument.version);
});
connection.listen();

function answer(uri: string, version: number): void {
  void connection.sendDiagnostics({ uri, version, diagnostics: [] });
}

function parseAround(text: string, offset: number): void {
  const start = text.lastIndexOf('\n---', offset) + 1;
  const end = text.indexOf('\n---', offset);
  parseDocument(text.slice(start, end < 0 ? undefined : end + 1), {
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
}
