import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { committedText } from '../../../client/src/committed';
import { listFiles, readFile } from '../../../client/src/files';
import { traceChannel } from '../../../client/src/trace';
import { at, eventually, open, replace } from './editor';
import { command, setNamed } from './extension';
import { test } from './runner';
import { uriOf, workspaceFolder } from './workspace';

const settings = (section: string): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration(section);

/** Changes a setting for as long as a test runs. */
async function withSetting(section: string, name: string, value: unknown, run: () => Promise<void>): Promise<void> {
  await settings(section).update(name, value, vscode.ConfigurationTarget.Global);
  try {
    await run();
  } finally {
    await settings(section).update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

test('files that the person excludes are not listed', async () => {
  const folder = `${workspaceFolder().uri.toString()}/`;
  const names = async (): Promise<readonly string[]> => (await listFiles()).map((uri) => uri.replace(folder, ''));
  assert.ok((await names()).includes('web/web.yaml'));
  await withSetting('files', 'exclude', { '**/web': true }, async () => {
    assert.ok(!(await names()).includes('web/web.yaml'));
    assert.ok((await names()).includes('redis/redis.yaml'));
  });
  await withSetting('search', 'exclude', { '**/{redis,nats}/**': true, '**/web': false }, async () => {
    assert.ok(!(await names()).includes('redis/redis.yaml'));
    assert.ok((await names()).includes('web/web.yaml'));
  });
});

test('a file is read as an editor has it, and one that cannot be read is null', async () => {
  const file = uriOf('bom.yaml');
  await vscode.workspace.fs.writeFile(file, Uint8Array.from([0xef, 0xbb, 0xbf, 0x61, 0x3a, 0x20, 0x31]));
  assert.equal(await readFile(file.toString()), 'a: 1');
  await vscode.workspace.fs.writeFile(file, Uint8Array.from([0xff, 0xfe, 0x61, 0x00]));
  assert.equal(await readFile(file.toString()), null);
  assert.equal(await readFile(uriOf('no-such-file.yaml').toString()), null);
  await vscode.workspace.fs.delete(file);
});

test('the committed text of a file is that of git HEAD, whatever stands in the editor', async () => {
  const { document } = await open('web/web.yaml');
  const saved = document.getText();
  await replace(await vscode.window.showTextDocument(document), 'replicas: 3', 'replicas: 4');
  assert.equal(await committedText(document.uri.toString()), saved);
  assert.equal(await committedText(uriOf('not-in-git.yaml').toString()), null);
  assert.equal(await committedText('untitled:Untitled-1'), null);
});

test('the setting for the trace is enough to have one', async () => {
  const lines: string[] = [];
  const channel = vscode.window.createOutputChannel('Trace test', { log: true });
  const recorded = { ...channel, logLevel: channel.logLevel, info: (line: string) => lines.push(line) };
  const trace = traceChannel(recorded, 'statefulset');
  const heard: vscode.LogLevel[] = [];
  trace.onDidChangeLogLevel((level) => heard.push(level));
  assert.notEqual(trace.logLevel, vscode.LogLevel.Trace);
  await withSetting('statefulset', 'trace.server', 'messages', async () => {
    await eventually('the level', () => (heard.at(-1) === vscode.LogLevel.Trace ? true : undefined));
    trace.trace('a message');
    assert.deepEqual(lines, ['a message']);
  });
  await eventually('the level', () => (heard.at(-1) === vscode.LogLevel.Trace ? undefined : true));
  trace.dispose();
  channel.dispose();
});

test('the older side of a diff is no second object of the same name', async () => {
  const { uri } = (await open('web/web.yaml')).document;
  const older = uri.with({ scheme: 'git', query: JSON.stringify({ path: uri.fsPath, ref: 'HEAD' }) });
  await vscode.commands.executeCommand('vscode.diff', older, uri);
  await command('restartServer');
  const web = await setNamed('web');
  assert.match(web.description ?? '', /^3 Pods · default$/, 'there are two sets of that name');
});

test('a new manifest has a set that its Service governs', async () => {
  await command('newManifest');
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.languageId, 'yaml');
  at(editor.document, 'clusterIP: None');
  at(editor.document, 'kind: StatefulSet');
});

test('the name of a row can be copied', async () => {
  await command('copyName', (await setNamed('web')).children?.[1]);
  assert.equal(await vscode.env.clipboard.readText(), 'web-0');
});
