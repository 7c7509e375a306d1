// How long completion, hints, changes and the shape of files take in workspaces of 10,000 files, of which one is open: one in
// which every application has names of its own, and one in which all tell the same example.
// Measured in processor time. Usage, after `npx tsc -b`: node out/test/bench/editing.js

import { completion } from '../../server/src/core/features/completion';
import { documentLinks } from '../../server/src/core/features/document-links';
import { documentSymbols } from '../../server/src/core/features/document-symbols';
import { foldingRanges } from '../../server/src/core/features/folding-ranges';
import { hover } from '../../server/src/core/features/hover';
import { inlayHints } from '../../server/src/core/features/inlay-hints';
import { refactor, refactoringsAt } from '../../server/src/core/features/refactorings';
import { selectionRanges } from '../../server/src/core/features/selection-ranges';
import { workspaceSymbols } from '../../server/src/core/features/workspace-symbols';
import type { SourceFile } from '../../server/src/core/workspace/file';
import { readSource } from '../../server/src/core/workspace/file';
import { DEFAULT_CLUSTER_SETTINGS } from '../../server/src/core/workspace/settings';
import type { Snapshot } from '../../server/src/core/workspace/snapshot';
import { createLayer } from '../../server/src/core/workspace/snapshot';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { createWorkspace } from '../../server/src/core/workspace/workspace';
import { workspaceFile } from './manifests';

const FILES = 10_000;
/** Files that belong together, in a folder of their own: a set and its Service, two of other workloads, a kustomization. */
const IN_FOLDER = 5;
const ROUNDS = 100;
/** Milliseconds at the median. */
const BUDGET = 5;

type Ask = (workspace: Workspace, file: SourceFile, offset: number, snapshot: Snapshot) => unknown;

interface Request {
  readonly title: string;
  /** What the set's file says in place of another text, with `|` where the cursor is. */
  readonly write: readonly [instead: string, text: string];
  readonly ask: Ask;
}

const complete: Ask = (workspace, file, offset) =>
  completion(workspace, file, offset, { schema: true, trigger: undefined });

function change(id: string): Ask {
  return (workspace, file, offset) => refactor(workspace, file, offset, id);
}

const NAME = 'kind: StatefulSet\nmetadata:\n  name: app';
const NAME_WITH_CURSOR = 'kind: StatefulSet\nmetadata:\n  name: a|pp';

const REQUESTS: readonly Request[] = [
  { title: 'completion of serviceName', write: ['serviceName: app', 'serviceName: | # app'], ask: complete },
  { title: 'completion of a label', write: ['  selector:\n    app.', '  selector:\n    |\n    app.'], ask: complete },
  { title: 'completion of a target port', write: ['targetPort: client', 'targetPort: |'], ask: complete },
  { title: 'completion of a mount', write: ['- name: data', '- name: |'], ask: complete },
  { title: 'completion of a field', write: ['  replicas: 3', '  repl|'], ask: complete },
  {
    title: 'completion of a DNS name',
    write: ['  replicas: 3', '  template: { spec: { containers: [{ args: ["app|"] }] } }'],
    ask: complete,
  },
  {
    title: 'inlay hints',
    write: [NAME, NAME_WITH_CURSOR],
    ask: (workspace, file) =>
      inlayHints(
        file,
        { start: 0, end: file.text.length },
        { replicas: true, serviceName: true, claims: true, partition: true },
        workspace,
      ),
  },
  { title: 'hover on the name of a set', write: [NAME, NAME_WITH_CURSOR], ask: hover },
  { title: 'hover on a selector', write: ['  selector:\n    app.', '  sel|ector:\n    app.'], ask: hover },
  { title: 'hover on a container port', write: ['containerPort: 6379', 'containerPort: 63|79'], ask: hover },
  {
    title: 'changes that are offered',
    write: [NAME, NAME_WITH_CURSOR],
    ask: (workspace, file, offset) => refactoringsAt(workspace, file, offset, true),
  },
  { title: 'a claim template is added', write: [NAME, NAME_WITH_CURSOR], ask: change('add-claim-template') },
  { title: 'Pods are counted from one', write: [NAME, NAME_WITH_CURSOR], ask: change('change-start') },
  { title: 'a Service is moved', write: ['kind: Service', 'kind: Ser|vice'], ask: change('extract-service') },
  { title: 'the outline', write: [NAME, NAME_WITH_CURSOR], ask: (_, file) => documentSymbols(file) },
  {
    title: 'symbols of the workspace',
    write: [NAME, NAME_WITH_CURSOR],
    ask: (_, __, ___, snapshot) => workspaceSymbols('statefulset app-77', snapshot),
  },
  {
    title: 'symbols by letters',
    write: [NAME, NAME_WITH_CURSOR],
    ask: (_, __, ___, snapshot) => workspaceSymbols('stsapp77', snapshot),
  },
  {
    title: 'links of a kustomization',
    write: [NAME, NAME_WITH_CURSOR],
    ask: (workspace, file) =>
      documentLinks(workspace.file(file.uri.replace(/[^/]*$/, 'kustomization.yaml')) ?? file, workspace),
  },
  { title: 'folding', write: [NAME, NAME_WITH_CURSOR], ask: (_, file) => foldingRanges(file) },
  { title: 'selection', write: [NAME, NAME_WITH_CURSOR], ask: (_, file, offset) => selectionRanges(file, offset) },
];

function kustomization(first: number): string {
  const resources = Array.from({ length: IN_FOLDER - 1 }, (_, file) => `  - file-${first + file}.yaml\n`);
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.join('')}`;
}

function nameOf(index: number): string {
  return index % IN_FOLDER === 4 ? 'kustomization.yaml' : `file-${index}.yaml`;
}

function uriOf(index: number): string {
  return `file:///bench/folder-${Math.floor(index / IN_FOLDER)}/${nameOf(index)}`;
}

function textOf(index: number): string {
  return index % IN_FOLDER === 4 ? kustomization(index - 4) : workspaceFile(index);
}

function measure(title: string, text: (index: number) => string): void {
  const disk = createLayer(Array.from({ length: FILES }, (_, index) => readSource(uriOf(index), text(index), false)));
  process.stdout.write(`\n${title}: ${FILES} files\n`);
  for (const request of REQUESTS) {
    const times: number[] = [];
    let answer: unknown;
    for (let round = 0; round < ROUNDS; round += 1) {
      // Another application each time, its file open in an editor.
      const index = Math.floor((round * 997) % (FILES / IN_FOLDER)) * IN_FOLDER;
      const { file, offset } = written(uriOf(index), text(index), request);
      const snapshot = { disk, open: createLayer([file]), complete: true };
      // Processor time: others may be at work on the machine.
      const start = process.cpuUsage();
      answer = request.ask(createWorkspace(snapshot, DEFAULT_CLUSTER_SETTINGS), file, offset, snapshot);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const worst = sorted.at(-1) ?? 0;
    const late = median > BUDGET ? '  over budget' : '';
    process.stdout.write(
      `  ${request.title.padEnd(30)} median ${median.toFixed(2).padStart(7)} ms  worst ${worst.toFixed(1).padStart(7)} ms  ${sizeOf(answer)}${late}\n`,
    );
  }
}

function written(
  uri: string,
  text: string,
  { title, write: [instead, put] }: Request,
): { readonly file: SourceFile; readonly offset: number } {
  const place = text.indexOf(instead);
  if (place < 0) throw new Error(`${title}: nothing like ${instead}`);
  const changed = text.slice(0, place) + put.replace('|', '') + text.slice(place + instead.length);
  return { file: readSource(uri, changed, true), offset: place + put.indexOf('|') };
}

/** How much was answered: an answer of nothing is quickly given. */
function sizeOf(answer: unknown): string {
  if (Array.isArray(answer)) return `${answer.length} of them`;
  if (typeof answer !== 'object' || answer === null) return 'nothing';
  if ('items' in answer && Array.isArray(answer.items)) return `${answer.items.length} items`;
  return 'edits' in answer && Array.isArray(answer.edits) ? `${answer.edits.length} edits` : 'an answer';
}

measure('every application with names of its own', textOf);
measure('one example, told two thousand times', (index) =>
  textOf(index).replaceAll(/\b(app|web)-[0-9]+(?=[^0-9]|$)/g, '$1'),
);
