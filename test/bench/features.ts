// How long the answers about names take in workspaces of 10,000 files: one in which every application has names of its
// own, and one in which all tell the same example. Read the medians; a request that leads to much takes longer.
// Usage, after `npx tsc -b`: node out/test/bench/features.js

import { definition } from '../../server/src/core/features/definition';
import { documentHighlights } from '../../server/src/core/features/document-highlights';
import { hover } from '../../server/src/core/features/hover';
import { references } from '../../server/src/core/features/references';
import { rename } from '../../server/src/core/features/rename';
import type { SourceFile } from '../../server/src/core/workspace/file';
import { readSource } from '../../server/src/core/workspace/file';
import { DEFAULT_CLUSTER_SETTINGS } from '../../server/src/core/workspace/settings';
import { createLayer } from '../../server/src/core/workspace/snapshot';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { createWorkspace } from '../../server/src/core/workspace/workspace';
import { workspaceFile } from './manifests';

const FILES = 10_000;
/** Files that belong together, in a folder of their own. */
const IN_FOLDER = 5;
const ROUNDS = 60;
const BUDGET = 5;

/** The objects that name an application's Service and set: in texts, by selectors, by fields, and by a kustomization. */
function users(name: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}-peers
data:
  peers: ${name}-0.${name}:6379,${name}-1.${name}.default.svc.cluster.local:6379
  script.sh: |
    for i in 0 1 2; do ping ${name}-$i.${name}; done
  url: redis://${name}:6379/0
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app.kubernetes.io/instance: ${name}, app.kubernetes.io/name: app } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: ${name} }
  maxReplicas: 9
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
spec:
  defaultBackend: { service: { name: ${name}, port: { number: 6379 } } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data-${name}-0
`;
}

function kustomization(index: number): string {
  const resources = Array.from({ length: IN_FOLDER - 1 }, (_, file) => `  - file-${index + file}.yaml\n`);
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.join('')}`;
}

/** A folder holds a set and its Service, two files of other workloads, what names the set, and a kustomization. */
function textOf(index: number): string {
  const first = index - (index % IN_FOLDER);
  if (index % IN_FOLDER === 3) return users(`app-${first}`);
  return index % IN_FOLDER === 4 ? kustomization(first) : workspaceFile(index);
}

interface Request {
  readonly title: string;
  /** A text of the opened files, with `|` where the cursor is. */
  readonly at: string;
  readonly ask: (workspace: Workspace, file: SourceFile, offset: number) => unknown;
}

const REQUESTS: readonly Request[] = [
  { title: 'hover on serviceName', at: 'serviceName: app|-', ask: hover },
  { title: 'hover on the name of a Service', at: 'kind: Service\nmetadata:\n  name: app|-', ask: hover },
  { title: 'hover on a DNS name', at: 'peers: app-|', ask: hover },
  { title: 'definition of a Service', at: 'serviceName: app|-', ask: definition },
  { title: "definition of a Pod's DNS name", at: 'peers: app-|', ask: definition },
  { title: 'definition of a target port', at: 'targetPort: cli|ent', ask: definition },
  { title: 'definition of a selected label', at: 'selector:\n    app.kubernetes.io/na|me', ask: definition },
  { title: 'definition of a claim template', at: 'volumeMounts:\n            - name: da|ta', ask: definition },
  { title: 'references of a Service', at: 'serviceName: app|-', ask: all },
  { title: 'references of a StatefulSet', at: 'kind: StatefulSet\nmetadata:\n  name: app|-', ask: all },
  { title: 'references of a label', at: 'labels:\n        app.kubernetes.io/na|me', ask: all },
  { title: 'references of a container port', at: 'ports:\n            - name: cli|ent', ask: all },
  { title: 'references of a file', at: 'kind: Stateful|Set', ask: all },
  { title: 'highlights of a DNS name', at: 'peers: app-|', ask: documentHighlights },
  { title: 'rename of a Service', at: 'serviceName: app|-', ask: renameTo('other') },
  { title: 'rename of a StatefulSet', at: 'kind: StatefulSet\nmetadata:\n  name: app|-', ask: renameTo('other') },
  {
    title: 'rename of a claim template',
    at: 'volumeClaimTemplates:\n    - metadata:\n        name: da|ta',
    ask: renameTo('other'),
  },
  { title: 'rename of a container port', at: 'ports:\n            - name: cli|ent', ask: renameTo('other') },
];

function all(workspace: Workspace, file: SourceFile, offset: number): unknown {
  return references(workspace, file, offset, true);
}

function renameTo(name: string): Request['ask'] {
  return (workspace, file, offset) => rename(workspace, file, offset, name);
}

function main(): void {
  measure('every application with names of its own', (index) => textOf(index));
  measure('one example, told two thousand times', (index) =>
    textOf(index).replaceAll(/\b(app|web)-[0-9]+(?=[^0-9]|$)/g, '$1'),
  );
}

function measure(title: string, text: (index: number) => string): void {
  const uriOf = (index: number): string => `file:///bench/folder-${Math.floor(index / IN_FOLDER)}/${nameOf(index)}`;
  const begin = performance.now();
  const files = Array.from({ length: FILES }, (_, index) => readSource(uriOf(index), text(index), false));
  const read = performance.now() - begin;
  const indexing = performance.now();
  const disk = createLayer(files);
  const indexed = performance.now() - indexing;
  process.stdout.write(
    `\n${title}: ${FILES} files read in ${(read / 1000).toFixed(1)} s, indexed in ${indexed.toFixed(0)} ms\n`,
  );
  for (const { title: request, at, ask } of REQUESTS) {
    const times: number[] = [];
    let answer: unknown;
    for (let round = 0; round < ROUNDS; round += 1) {
      // Another application each time, its files open in an editor.
      const first = Math.floor((round * 997) % (FILES / IN_FOLDER)) * IN_FOLDER;
      const open = [first, first + 3].map((index) => readSource(uriOf(index), text(index), true));
      const snapshot = { disk, open: createLayer(open), complete: true };
      const { file, offset } = cursor(open, at);
      const start = performance.now();
      answer = ask(createWorkspace(snapshot, DEFAULT_CLUSTER_SETTINGS), file, offset);
      times.push(performance.now() - start);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const worst = sorted.at(-1) ?? 0;
    const late = median > BUDGET ? '  over budget' : '';
    process.stdout.write(
      `  ${request.padEnd(34)} median ${median.toFixed(2).padStart(7)} ms  worst ${worst.toFixed(1).padStart(7)} ms  ${sizeOf(answer)}${late}\n`,
    );
  }
}

function nameOf(index: number): string {
  return index % IN_FOLDER === 4 ? 'kustomization.yaml' : `file-${index}.yaml`;
}

function cursor(files: readonly SourceFile[], at: string): { readonly file: SourceFile; readonly offset: number } {
  const [before = '', after = ''] = at.split('|');
  for (const file of files) {
    const place = file.text.indexOf(before + after);
    if (place >= 0) return { file, offset: place + before.length };
    const shorter = file.text.indexOf(before);
    if (shorter >= 0) return { file, offset: shorter + before.length };
  }
  throw new Error(`nothing like ${at}`);
}

/** How much was answered: an answer of nothing is quickly given. */
function sizeOf(answer: unknown): string {
  if (Array.isArray(answer)) return `${answer.length} places`;
  if (typeof answer !== 'object' || answer === null) return 'nothing';
  if ('edits' in answer && Array.isArray(answer.edits)) return `${answer.edits.length} edits`;
  return 'refusal' in answer ? `refused: ${String(answer.refusal)}` : 'an answer';
}

main();
