import { claimName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Edit } from '../../rules/finding';
import type { Step } from '../../rules/fixes/rewrite';
import { rewrite } from '../../rules/fixes/rewrite';
import type { MapPath } from '../../rules/fixes/steps';
import { appendLastAt } from '../../rules/fixes/steps';
import type { Workspace } from '../../workspace/workspace';
import type { Span } from '../../yaml/span';
import { covers } from '../../yaml/span';
import { namingOf } from '../naming';
import { recreationOf } from './recreation';
import type { Refactoring } from './refactoring';
import { NO_CHANGE } from './refactoring';

/** Adds a claim template to a set and mounts it, which is of no use by halves. */
export const addClaimTemplate: Refactoring = {
  id: 'add-claim-template',
  kind: 'refactor.rewrite',
  targets: ['kind', 'name', 'claim-template', 'volume-mount', 'volume'],
  title: ({ resource, offset, workspace }) => {
    if (resource.kind !== 'StatefulSet') return undefined;
    const container = containerFor(resource, offset, workspace);
    if (container === undefined) return undefined;
    return `Add claim template ${freeName(resource)}, mounted by container ${container.name}`;
  },
  change: ({ resource, offset, workspace }) => {
    const container = resource.kind === 'StatefulSet' ? containerFor(resource, offset, workspace) : undefined;
    if (resource.kind !== 'StatefulSet' || container === undefined) return NO_CHANGE;
    const name = freeName(resource);
    const mount = appendLastAt(container.path, 'volumeMounts', { name, mountPath: freePath(resource, name) });
    const template = appendLastAt(['spec'], 'volumeClaimTemplates', {
      metadata: { name },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    const naming = namingOf(resource, workspace);
    const first = naming?.start === undefined ? undefined : claimName(name, naming.name, naming.start);
    return {
      edits: apart(resource, workspace, [mount, template]),
      annotation: recreationOf(
        resource,
        'Claim templates cannot change on a live set',
        `Each Pod then gets a new, empty claim${first === undefined ? '' : `, ${first} and so on`}.`,
        workspace,
      ),
    };
  },
};

/** Two changes as two edits, where they do not meet, so that a preview shows no more than them. */
function apart(set: StatefulSet, workspace: Workspace, steps: readonly [Step, Step]): readonly Edit[] {
  const [first, second] = steps.map((step) => rewrite(set, workspace, [step])[0]);
  if (first === undefined || second === undefined) return [];
  const isApart = first.span.end < second.span.start || second.span.end < first.span.start;
  return isApart ? [first, second] : rewrite(set, workspace, steps);
}

/** The container around the cursor, or else the first; undefined where others share its mounts by an anchor. */
function containerFor(
  set: StatefulSet,
  offset: number,
  workspace: Workspace,
): { readonly name: string; readonly path: MapPath } | undefined {
  const spec = set.template?.spec;
  if (spec === undefined) return undefined;
  const around = (['containers', 'initContainers'] as const).flatMap((list) =>
    spec[list].flatMap((container, index) => (covers(container.span, at(offset)) ? [{ list, container, index }] : [])),
  );
  const [first] = spec.containers;
  const chosen = around[0] ?? (first && { list: 'containers', container: first, index: 0 });
  if (chosen === undefined) return undefined;
  const { list, container, index } = chosen;
  const shared = workspace.document(set.document)?.shared ?? [];
  const isElsewhere = (span: Span): boolean =>
    !covers(container.span, span) || shared.some((anchored) => covers(anchored, span));
  if (container.volumeMounts.some(({ span }) => isElsewhere(span))) return undefined;
  return { name: container.name?.value ?? '', path: ['spec', 'template', 'spec', list, index] };
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}

function freeName(set: StatefulSet): string {
  const taken = new Set([
    ...set.claimTemplates.map((template) => nameOf(template)),
    ...(set.template?.spec?.volumes ?? []).map(({ name }) => name?.value),
  ]);
  return numbered('data', (name) => taken.has(name));
}

function freePath(set: StatefulSet, name: string): string {
  const { containers = [], initContainers = [] } = set.template?.spec ?? {};
  const taken = new Set(
    [...containers, ...initContainers].flatMap(({ volumeMounts }) => volumeMounts).map(({ path }) => path?.value),
  );
  return numbered(`/${name}`, (path) => taken.has(path));
}

function numbered(base: string, isTaken: (name: string) => boolean): string {
  let name = base;
  for (let number = 2; isTaken(name); number += 1) name = `${base}-${number}`;
  return name;
}
