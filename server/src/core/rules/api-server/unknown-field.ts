import type { UnknownField } from '../../kubernetes/api/field-problem';
import { pathText } from '../../kubernetes/api/field-problem';
import { fieldsOf, typeAt } from '../../kubernetes/api/schema';
import { API_RELEASE } from '../../kubernetes/api/table';
import type { Resource } from '../../kubernetes/read';
import type { Workspace } from '../../workspace/workspace';
import type { TextEdit } from '../../yaml/edit';
import { endOfEntry, lineEnd, lineStart, replaceScalar, stepOf } from '../../yaml/edit';
import type { Entry, MapNode, Node } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import type { Path } from '../../yaml/path';
import type { Finding, Fix } from '../finding';
import { moveEntry } from '../fixes/move-entry';
import type { Step } from '../fixes/rewrite';
import { fixBy } from '../fixes/rewrite';
import { plainOf } from '../fixes/plain-data';
import { mapAt, removeAt, setAt } from '../fixes/steps';
import { listed } from '../listed';
import { defineRule } from '../rule';
import type { Meaning } from './meant-field';
import { meantField } from './meant-field';
import { API_KINDS, nodeAt, problemsOf } from './problems';

export const unknownField = defineRule({
  id: 'unknown-field',
  severity: 'error',
  kinds: API_KINDS,
  schema: 'all',
  summary: 'An object has a field that its kind does not have.',
  why: 'The API server refuses the object, as `kubectl` asks it to. Where validation is switched off it drops the field without a word, and a default takes its place: a StatefulSet with `strategy` in place of `updateStrategy` rolls out as if nothing were written.',
  documentation: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replica: 3
# ^^^^^^^
  selector: { matchLabels: { app: web } }
  strategy:
# ^^^^^^^^
    type: OnDelete
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
          limits:
#         ^^^^^^
            memory: 128Mi
          zone: a
#         ^^^^
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 3
  selector: { matchLabels: { app: web } }
  updateStrategy:
    type: OnDelete
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          resources:
            limits:
              memory: 128Mi
`,
  *check(resource, workspace) {
    const said = new Set<string>();
    for (const problem of problemsOf(resource, 'unknown-field')) {
      const path = problem.path.slice(0, -1);
      const map = nodeAt(resource, workspace, path);
      if (map?.type !== 'map') continue;
      // Spaces that are none are said as such.
      if (/^[^\S ]/.test(String(problem.path.at(-1)))) continue;
      const meaning = meantField(problem, map, resource);
      if (meaning?.kind === 'label' || meaning?.kind === 'nest' || meaning?.kind === 'elsewhere') {
        // Several fields in a row share the mistake, and the fix.
        const place = `${pathText(path)} ${meaning.kind} ${meaning.kind === 'elsewhere' ? pathText(meaning.to) : ''}`;
        if (said.has(place)) continue;
        said.add(place);
      }
      if (meaning === undefined && resource.metadata.live) continue;
      yield finding(problem, map, meaning, resource, workspace);
    }
  },
});

function finding(
  problem: UnknownField,
  map: MapNode,
  meaning: Meaning | undefined,
  resource: Resource,
  workspace: Workspace,
): Finding {
  const { span } = problem;
  const subject = `A ${resource.kind} has no field ${pathText(problem.path)}`;
  const key = String(problem.path.at(-1));
  switch (meaning?.kind) {
    case undefined:
      return {
        span,
        severity: 'warning',
        message: `${subject} in Kubernetes ${API_RELEASE}, the newest API that is known here. Unless a newer one has it, the API server refuses the object: remove the field or look up its name.`,
      };
    case 'rename': {
      const present = entryOf(map, meaning.field) !== undefined;
      return {
        span,
        message: `${subject}, so the API server refuses the object. ${present ? `Its ${meaning.field} is written too.` : `Probably ${meaning.field} is meant.`}`,
        ...(present ? {} : { fixes: rename(problem, meaning.field, resource, workspace) }),
      };
    }
    case 'label':
      return {
        span,
        message: `${subject}, so the API server refuses the object. In this selector labels stand under matchLabels.`,
        fixes: underMatchLabels(problem, resource, workspace),
      };
    case 'nest':
      return {
        span,
        message: `${subject}, so the API server refuses the object. It belongs to ${meaning.under} above: indent it.`,
        fixes: nest(problem, meaning.under, resource, workspace),
      };
    case 'elsewhere': {
      const where = wayText(meaning.to) || `the ${resource.kind} itself`;
      const keys = withSameHome(problem, meaning.to, map, resource);
      const others = keys.length > 1 ? ` So ${keys.length === 2 ? 'is' : 'are'} ${listed(keys.slice(1))}.` : '';
      return {
        span,
        message: `${subject}, so the API server refuses the object. ${key} is a field of ${where}: move it there, or correct its indentation.${others}`,
        fixes: move(problem, keys, meaning.to, where, resource, workspace),
      };
    }
    case 'foreign':
      return {
        span,
        message: `${subject}, so the API server refuses the object. ${key} is a field of ${meaning.of}.`,
        fixes: meaning.of.includes('/') ? changeVersion(meaning.of, resource, workspace) : [],
      };
    default:
      return meaning satisfies never;
  }
}

function rename(problem: UnknownField, field: string, resource: Resource, workspace: Workspace): readonly Fix[] {
  const document = workspace.document(resource.document);
  if (document === undefined) return [];
  const edit = replaceScalar(problem, field, document.text);
  return [
    { title: `Rename ${String(problem.path.at(-1))} to ${field}`, edits: [{ document: resource.document, ...edit }] },
  ];
}

/** The names of all unknown fields of the map in which the problem's stands. */
function unknownBeside(problem: UnknownField, resource: Resource): readonly string[] {
  const beside = pathText(problem.path.slice(0, -1));
  return problemsOf(resource, 'unknown-field')
    .filter((other) => pathText(other.path.slice(0, -1)) === beside)
    .map((other) => String(other.path.at(-1)));
}

/** Moves every pair of a selector that is no field of it. */
function underMatchLabels(problem: UnknownField, resource: Resource, workspace: Workspace): readonly Fix[] {
  const path = problem.path.slice(0, -1);
  const keys = unknownBeside(problem, resource);
  const selector = nodeAt(resource, workspace, path);
  const labels = keys.flatMap((key) => {
    const value = entryOf(selector, key)?.value;
    return value?.type === 'scalar' ? [[key, value.text] as const] : [];
  });
  if (entryOf(selector, 'matchLabels') !== undefined || labels.length !== keys.length) return [];
  return fixBy('Put the labels under matchLabels', resource, workspace, [
    setAt(path, 'matchLabels', Object.fromEntries(labels)),
    ...keys.map((key) => removeAt(path, key)),
  ]);
}

/** Indents the unknown fields that follow an empty one. */
function nest(problem: UnknownField, under: string, resource: Resource, workspace: Workspace): readonly Fix[] {
  const path = problem.path.slice(0, -1);
  const keys = unknownBeside(problem, resource);
  return fixBy(`Indent it under ${under}`, resource, workspace, [
    (text, object) => {
      const map = mapAt(object, path);
      const parent = entryOf(map, under)?.value;
      // Beside a null that is written out nothing else can stand.
      if (map === undefined || parent?.type !== 'scalar' || parent.text !== '') return undefined;
      const after = map.entries.slice(map.entries.findIndex((entry) => entry.key === under) + 1);
      const stop = after.findIndex((entry) => !keys.includes(entry.key));
      const own = after.slice(0, stop < 0 ? undefined : stop);
      return own[0] && indent(text, own[0], own.at(-1) ?? own[0], stepOf(text, object));
    },
  ]);
}

/** A path on which `[]` stands for each item, as a person reads it. */
function wayText(path: Path): string {
  return pathText(path).replaceAll('.[]', '[]');
}

/** The names of the unknown fields beside one, itself included, that belong to the same place. */
function withSameHome(problem: UnknownField, to: Path, map: MapNode, resource: Resource): readonly string[] {
  const beside = pathText(problem.path.slice(0, -1));
  return problemsOf(resource, 'unknown-field')
    .filter((other) => {
      const meaning = pathText(other.path.slice(0, -1)) === beside ? meantField(other, map, resource) : undefined;
      return meaning?.kind === 'elsewhere' && pathText(meaning.to) === pathText(to);
    })
    .map((other) => String(other.path.at(-1)));
}

/** Moves fields of one map to the one place where they can stand. */
function move(
  problem: UnknownField,
  keys: readonly string[],
  to: Path,
  where: string,
  resource: Resource,
  workspace: Workspace,
): readonly Fix[] {
  const from = problem.path.slice(0, -1);
  const map = nodeAt(resource, workspace, from);
  const text = workspace.document(resource.document)?.text;
  const entries = keys.flatMap((key) => entryOf(map, key) ?? []);
  if (map?.type !== 'map' || entries.length !== keys.length || text === undefined) return [];
  const path = to.map((step) => (step === '[]' ? 0 : step));
  const isOnly = to.every((step, index) => {
    const list = step === '[]' ? nodeAt(resource, workspace, path.slice(0, index)) : undefined;
    return step !== '[]' || (list?.type === 'list' && list.items.length === 1);
  });
  const target = nodeAt(resource, workspace, path);
  if (!isOnly || keys.some((key) => entryOf(target, key) !== undefined)) return [];
  // Each goes before those that are there, so the last one goes first.
  const moves = entries.toReversed().map((entry) => moveEntry(text, map, entry, { from, to: path }));
  const isMovable = target?.type === 'map' && !target.flow && moves.every((steps) => steps !== undefined);
  const steps = isMovable
    ? moves.flatMap((each) => each ?? [])
    : writeAnew(entries, text, map, target, { from, to: path });
  return fixBy(`Move ${keys.length === 1 ? 'it' : 'them'} to ${where}`, resource, workspace, steps);
}

/** Writes entries in the style of the map where they belong; nothing where comments or aliases would be lost on the way. */
function writeAnew(
  entries: readonly Entry[],
  text: string,
  map: MapNode,
  target: Node | undefined,
  { from, to }: { readonly from: Path; readonly to: Path },
): readonly Step[] {
  const values = entries.flatMap((entry) => {
    const value = plainOf(entry.value);
    const written = text.slice(entry.keySpan.start, lineEnd(text, endOfEntry(text, entry)));
    return value === undefined || /[#*&]/.test(written) ? [] : [[entry.key, value] as const];
  });
  const last = to.at(-1);
  if (values.length !== entries.length) return [];
  const isBeside = pathText(from) === pathText(to.slice(0, -1));
  const before = map.entries[map.entries.findIndex((entry) => entry === entries[0]) - 1]?.key;
  // Taken away first, the last of a map would leave no map to add to.
  const remove = entries.map(({ key }) => removeAt(from, key));
  if (target?.type === 'map') return [...values.toReversed().map(([key, value]) => setAt(to, key, value)), ...remove];
  return typeof last === 'string' && target === undefined
    ? [setAt(to.slice(0, -1), last, Object.fromEntries(values), isBeside ? before : undefined), ...remove]
    : [];
}

function changeVersion(version: string, resource: Resource, workspace: Workspace): readonly Fix[] {
  // What only the present version has would be unknown in its stead.
  const own = typeAt(version, resource.kind, ['spec']);
  const spec = nodeAt(resource, workspace, ['spec']);
  const known = own?.kind === 'object' ? fieldsOf(own.name) : undefined;
  if (spec?.type !== 'map' || spec.entries.some((entry) => known?.has(entry.key) !== true)) return [];
  return fixBy(`Change apiVersion to ${version}`, resource, workspace, [setAt([], 'apiVersion', version)]);
}

/** Shifts whole lines, from that of the first entry to the end of the last. */
function indent(text: string, first: Entry, last: Entry, step: string): TextEdit | undefined {
  const span = { start: lineStart(text, first.keySpan.start), end: endOfEntry(text, last) };
  // An entry that shares its line with a list's dash cannot be shifted by itself.
  if (text.slice(span.start, first.keySpan.start).trim() !== '') return undefined;
  return { span, newText: text.slice(span.start, span.end).replaceAll(/^(?=[^\r\n])/gm, step) };
}
