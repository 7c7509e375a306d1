// Measures the server beside servers that do next to nothing, in one run, because machines are noisy: read the ratios.
// Usage, after `npm run build`: node out/test/bench/server.js [start] [typing] [workspace]

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { mayHoldResources } from '../../server/src/core/kubernetes/read';
import { repositoryRoot } from '../support/paths';
import { application, rendered, workspaceFile } from './manifests';
import { ServerProcess } from './process';

const SERVER = join(repositoryRoot, 'dist', 'server', 'node.js');
const STARTS = 10;
const KEYSTROKES = 40;
const FILES = 10_000;
const FILES_IN_FOLDER = 20;

interface Contestant {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
}

const scratch = mkdtempSync(join(tmpdir(), 'statefulset-tools-bench-'));
void main().finally(() => rmSync(scratch, { recursive: true, force: true }));

async function main(): Promise<void> {
  const wanted = new Set(process.argv.slice(2));
  const isWanted = (part: string): boolean => wanted.size === 0 || wanted.has(part);
  const floor = join(scratch, 'floor.js');
  // Bundled as the server is, or reading modules would be most of its start.
  buildSync({
    entryPoints: [join(__dirname, 'floor.js')],
    outfile: floor,
    bundle: true,
    minify: true,
    platform: 'node',
  });
  const contestants: readonly Contestant[] = [
    { name: 'only answers', script: floor, args: [] },
    { name: 'and reparses', script: floor, args: ['reparse'] },
    { name: 'this server', script: SERVER, args: [] },
  ];
  if (isWanted('start')) await measureStart(contestants);
  if (isWanted('typing')) await measureTyping(contestants);
  if (isWanted('workspace')) await measureWorkspace();
}

async function measureStart(contestants: readonly Contestant[]): Promise<void> {
  const rows: string[][] = [];
  for (const { name, script, args } of contestants) {
    const times: number[] = [];
    for (let i = 0; i < STARTS; i += 1) {
      const begin = performance.now();
      const server = await ServerProcess.start(script, args);
      times.push(performance.now() - begin);
      await server.stop();
    }
    rows.push([name, milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.9))]);
  }
  print('start to initialized', ['', 'median', 'p90'], rows);
}

async function measureTyping(contestants: readonly Contestant[]): Promise<void> {
  const texts: readonly (readonly [string, string])[] = [
    ['100 lines', application(0).split('\n').slice(0, 100).join('\n')],
    ['1 MB', rendered(1_000_000)],
    ['10 MB', rendered(10_000_000)],
  ];
  for (const [size, text] of texts) {
    const rows: string[][] = [];
    for (const { name, script, args } of contestants) {
      const server = await ServerProcess.start(script, args);
      const uri = 'file:///bench/typing.yaml';
      const begin = performance.now();
      server.open(uri, text);
      // A name that no Service has, so that each keystroke changes what is found.
      const at = positionToType(text);
      const first = server.edit(uri, at, at, 'x');
      await server.published(({ version }) => version === first);
      const opened = performance.now() - begin;
      const times: number[] = [];
      for (let i = 0; i < KEYSTROKES; i += 1) {
        const start = performance.now();
        const version = server.edit(uri, at, at, 'y');
        await server.published((params) => params.version === version);
        times.push(performance.now() - start);
      }
      rows.push([
        name,
        milliseconds(opened),
        ...[0.5, 0.9, 1].map((q) => milliseconds(quantile(times, q))),
        memory(server),
      ]);
      await server.stop();
    }
    print(
      `keystroke to diagnostics, ${size} (${text.length} characters)`,
      ['', 'open', 'median', 'p90', 'worst', 'memory'],
      rows,
    );
  }
}

/** In a `serviceName`, far from the start of a large text. */
function positionToType(text: string): number {
  const key = 'serviceName: app-';
  const late = text.indexOf(key, Math.floor(text.length / 3));
  return (late < 0 ? text.indexOf(key) : late) + key.length;
}

async function measureWorkspace(): Promise<void> {
  const root = join(scratch, 'workspace');
  for (let index = 0; index < FILES; index += 1) {
    const folder = join(
      root,
      `team-${Math.floor(index / (FILES_IN_FOLDER * 10))}`,
      `app-${Math.floor(index / FILES_IN_FOLDER)}`,
    );
    if (index % FILES_IN_FOLDER === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file-${index}.yaml`), workspaceFile(index));
  }
  const rows: string[][] = [];
  const walkStart = performance.now();
  const paths = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const walked = performance.now() - walkStart;
  let related = 0;
  for (const { parentPath, name } of paths) {
    if (mayHoldResources(readFileSync(join(parentPath, name), 'utf8'), name)) related += 1;
  }
  const searched = performance.now() - walkStart;
  rows.push(
    ['walk', milliseconds(walked)],
    [`walk, read, search (${related} of ${paths.length} files hold something)`, milliseconds(searched)],
  );

  const folder = pathToFileURL(root).href;
  // The last in the order of names, so that being near is what brings it forward.
  const path = join(root, 'team-9', 'app-99', 'file-1980.yaml');
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, 'utf8');
  const begin = performance.now();
  const server = await ServerProcess.start(SERVER, [], folder);
  rows.push(['start to initialized', milliseconds(performance.now() - begin)]);
  const changed = text.replace('  clusterIP: None\n', '');
  const firstPublished = server.published((params) => params.uri === uri);
  server.open(uri, changed);
  await firstPublished;
  rows.push(['start to first diagnostics of an opened file', milliseconds(performance.now() - begin)]);
  const serviceName = positionToType(changed);
  const missing = server.published(({ diagnostics }) =>
    diagnostics.some(({ code }) => code === 'governing-service-missing'),
  );
  server.edit(uri, serviceName, serviceName, 'x');
  await missing;
  rows.push(['start to knowing that a Service is missing', milliseconds(performance.now() - begin)]);
  await server.logged('Read ');
  rows.push(['start to all files known', milliseconds(performance.now() - begin), memory(server)]);
  const typing = async (name: string): Promise<void> => {
    const times: number[] = [];
    for (let i = 0; i < KEYSTROKES; i += 1) {
      const start = performance.now();
      const version = server.edit(uri, serviceName, serviceName, 'y');
      await server.published((params) => params.version === version);
      times.push(performance.now() - start);
    }
    rows.push([`${name}: median, p90, worst`, ...[0.5, 0.9, 1].map((q) => milliseconds(quantile(times, q)))]);
  };
  await typing('keystroke to diagnostics while all files are checked');
  await server.idle();
  await typing('and afterwards');
  print(`workspace of ${FILES} files`, ['', '', '', ''], rows);
  await server.stop();
}

function memory(server: ServerProcess): string {
  return server.memory === undefined ? '' : `${(server.memory / 1e6).toFixed(0)} MB`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

function print(title: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  process.stdout.write(`\n${title}\n${lines.filter((line) => line.trim() !== '').join('\n')}\n`);
}
