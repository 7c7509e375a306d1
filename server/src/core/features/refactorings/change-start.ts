import { retentionOf } from '../../kubernetes/defaults';
import { claimName, podName } from '../../kubernetes/identity';
import type { DocumentEdit } from '../../rules/finding';
import { rewrite } from '../../rules/fixes/rewrite';
import { removeWithEmptyMap, setAt } from '../../rules/fixes/steps';
import { referrersOf } from '../../workspace/references';
import { nameSpan } from '../../workspace/name-span';
import type { Workspace } from '../../workspace/workspace';
import { replaceScalar } from '../../yaml/edit';
import type { ChangeAnnotation } from '../rename/consequences';
import type { Naming } from '../naming';
import { isPart, namingOf } from '../naming';
import { podsFrom } from './pods';
import type { Refactoring, Subject } from './refactoring';
import { NO_CHANGE } from './refactoring';

/** Counts the Pods of a set from 1 instead of 0, or from 0 again, and writes their names so wherever they are written. */
export const changeStart: Refactoring = {
  id: 'change-start',
  kind: 'refactor.rewrite',
  targets: ['kind', 'name', 'replicas', 'rollout-field'],
  title: (subject) => {
    const known = countable(subject);
    if (known === undefined) return undefined;
    const { name, replicas } = known;
    const start = otherStart(known);
    const pods = replicas === 0 ? '' : `, as ${podsFrom(name, start, replicas)}`;
    return `Count the Pods from ${start}${pods}`;
  },
  change: (subject) => {
    const known = countable(subject);
    if (known === undefined) return NO_CHANGE;
    const { set, start } = known;
    const { workspace } = subject;
    const next = otherStart(known);
    const own = rewrite(set, workspace, [
      next === 0
        ? removeWithEmptyMap(['spec', 'ordinals'], 'start')
        : setAt(['spec'], 'ordinals', { start: next }, set.replicas === undefined ? undefined : 'replicas'),
    ]);
    if (own.length === 0) return NO_CHANGE;
    const others = renamedPods(known, next - start, workspace);
    return { edits: [...own, ...others], annotation: consequence(known, next) };
  },
};

interface Countable extends Naming {
  readonly start: number;
  readonly replicas: number;
}

function countable({ resource, target, workspace }: Subject): Countable | undefined {
  if (resource.kind !== 'StatefulSet' || isPart(resource, workspace) || resource.spec === undefined) return undefined;
  if (target.kind === 'rollout-field' && target.field !== 'ordinals') return undefined;
  const naming = namingOf(resource, workspace);
  if (naming?.start === undefined || naming.replicas === undefined) return undefined;
  const { start, replicas } = naming;
  return start < 0 ? undefined : { ...naming, start, replicas };
}

function otherStart({ start }: Countable): number {
  return start === 0 ? 1 : 0;
}

/** The Pods' names elsewhere. Claims are left: the data is where it is. */
function renamedPods(known: Countable, delta: number, workspace: Workspace): readonly DocumentEdit[] {
  const { set, name, start, replicas } = known;
  return referrersOf({ kind: 'object', resource: set }, workspace).flatMap(({ occurrence, referents }) => {
    const pod = referents.find((referent) => referent.kind === 'pod' && referent.set === set);
    const text = workspace.document(occurrence.writer.document)?.text;
    if (pod?.kind !== 'pod' || pod.ordinal === undefined || text === undefined || occurrence.certainty === 'possible')
      return [];
    const { ordinal } = pod;
    if (occurrence.written !== podName(name, ordinal) || ordinal < start || ordinal >= start + replicas) return [];
    const newName = podName(name, ordinal + delta);
    const document = occurrence.writer.document;
    return occurrence.inText
      ? [{ document, span: nameSpan(text, occurrence.span), newText: newName }]
      : [{ document, ...replaceScalar(occurrence, newName, text) }];
  });
}

/** kubernetes.io, StatefulSet, "Start ordinal": Pods outside of the range are removed, those missing in it are created. */
function consequence({ set, name, start, replicas, claimTemplates }: Countable, next: number): ChangeAnnotation {
  // Counted, not listed: a number typed by mistake may be any.
  const count = Math.min(Math.abs(next - start), replicas);
  const created = next > start ? Math.max(next, start + replicas) : next;
  const removed = next > start ? start : Math.max(start, next + replicas);
  const sentences =
    count === 0
      ? ['There are no Pods to rename.']
      : [
          `In a running set ${podsFrom(name, created, count)} will be created and ${podsFrom(name, removed, count)} removed${count < replicas ? '; the others keep their names' : ''}.`,
        ];
  const [template] = claimTemplates;
  if (template !== undefined && count > 0) {
    const fresh = claimName(template, name, created);
    const left = claimName(template, name, removed);
    const fate = retentionOf(set).whenScaled === 'Delete' ? 'is deleted with its data' : 'stays behind with its data';
    sentences.push(`Claim ${fresh} begins empty, and ${left} ${fate}.`);
  }
  return {
    label: `Pods counted from ${next}`,
    description: sentences.join(' '),
    needsConfirmation: count > 0,
  };
}
