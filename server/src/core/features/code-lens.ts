import type { DocumentId } from '../kubernetes/resource';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { SourceFile } from '../workspace/file';
import type { Workspace } from '../workspace/workspace';
import type { Span } from '../yaml/span';
import { governingStateOf, governingWords } from './governing-state';
import type { Naming } from './naming';
import { namingOf } from './naming';
import { summaryIds } from './statefulset-summary';

/** The client's command that simulates the rollout of the set of a summary. */
export const SIMULATE_COMMAND = 'statefulset.simulate';

/** A line above a StatefulSet that says what it comes to, and starts its simulation when clicked. */
export interface CodeLens {
  readonly document: DocumentId;
  /** Where the set begins; empty. */
  readonly span: Span;
  readonly title: string;
  readonly command: typeof SIMULATE_COMMAND;
  /** The id of the set's summary. */
  readonly arguments: readonly [string];
}

/** The lenses of a file: one above each whole StatefulSet that has a name. */
export function codeLenses(file: SourceFile, workspace: Workspace): readonly CodeLens[] {
  const resources = file.documents.flatMap(({ document }) => document.resources);
  const sets = resources.filter((resource) => resource.kind === 'StatefulSet');
  return [...summaryIds(sets, workspace)].flatMap(([set, id]) => {
    const naming = namingOf(set, workspace);
    if (naming === undefined) return [];
    const title = [sizeOf(naming), governorOf(set, workspace), 'Simulate rollout'].filter((part) => part !== '');
    return [
      {
        document: set.document,
        span: { start: set.span.start, end: set.span.start },
        title: title.join(' · '),
        command: SIMULATE_COMMAND,
        arguments: [id],
      },
    ];
  });
}

function sizeOf({ replicas, claimTemplates }: Naming): string {
  if (replicas === undefined) return '';
  const claims = replicas * claimTemplates.length;
  return claims === 0 ? counted(replicas, 'Pod') : `${counted(replicas, 'Pod')}, ${counted(claims, 'claim')}`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function governorOf(set: StatefulSet, workspace: Workspace): string {
  const governing = governingStateOf(set, workspace);
  if (governing.state === 'unstated') return 'no governing Service';
  if (governing.name === '') return '';
  const words = governingWords(governing, workspace);
  return `governed by ${governing.name}${words === '' ? '' : ` (${words})`}`;
}
