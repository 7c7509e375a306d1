import type { WrongType } from '../../kubernetes/api/field-problem';
import type { FieldType } from '../../kubernetes/api/schema';
import { typeAt } from '../../kubernetes/api/schema';
import type { Resource } from '../../kubernetes/read';
import type { Workspace } from '../../workspace/workspace';
import { isTagged, replaceValue } from '../../yaml/edit';
import type { MapNode, Node, ScalarNode } from '../../yaml/node';
import { entryOf } from '../../yaml/node';
import { resolvePlain } from '../../yaml/plain';
import type { Plain } from '../../yaml/render';
import { renderFlow } from '../../yaml/render';
import type { Fix } from '../finding';
import { plainOf } from '../fixes/plain-data';
import { fixBy } from '../fixes/rewrite';
import { mapAt } from '../fixes/steps';
import { nodeAt } from './problems';

/** The one field that says it all, of types of which people write just that. */
const MAIN_FIELDS: Readonly<Record<string, string>> = {
  ContainerPort: 'containerPort',
  DaemonSetUpdateStrategy: 'type',
  DeploymentStrategy: 'type',
  LocalObjectReference: 'name',
  ServicePort: 'port',
  StatefulSetUpdateStrategy: 'type',
};

/** The ways to make a value what its field takes, where it is clear what was meant. */
export function retype(
  problem: WrongType,
  node: Node,
  text: string,
  resource: Resource,
  workspace: Workspace,
): readonly Fix[] {
  const type = typeAt(resource.apiVersion?.value, resource.kind, problem.path);
  const inPlace = (title: string, newText: string | undefined, safe = false): readonly Fix[] =>
    newText === undefined
      ? []
      : [{ title, edits: [{ document: resource.document, span: problem.span, newText }], safe }];
  if (node.type === 'scalar' && node.style !== 'block') {
    const quoted = problem.expected === 'string' && problem.found !== 'string';
    // Who writes a number where base64 belongs has most likely not encoded it.
    if (quoted && type?.kind === 'base64') return [];
    if (quoted) return inPlace(`Put ${node.text} in quotes`, JSON.stringify(node.text), true);
    if (isMeantPlain(problem, node) && !isTagged(text, node.span))
      return inPlace(`Remove the quotes around ${node.text}`, node.text, true);
    if (node.value === '' && problem.expected === 'map') return inPlace('Write {} in its stead', '{}');
    if (node.value === '' && problem.expected === 'list') return inPlace('Write [] in its stead', '[]');
    if (problem.expected === 'list' && isOneItem(type, node))
      return inPlace('Make it a list of one item', `[${renderFlow(node.text, text[node.span.start] === '"')}]`);
    const pair = /^([\w./-]+):(?=\S)/.exec(node.text)?.[1];
    if (problem.expected === 'map' && pair !== undefined && node.style === 'plain')
      return inPlace(`Put a space after ${pair}:`, `${pair}: ${node.text.slice(pair.length + 1)}`);
    if (problem.expected === 'map') return inPlace(...asMap(type, node, isInBlockList(problem, resource, workspace)));
  }
  if (problem.expected === 'list' && node.type === 'map') {
    if (type?.kind === 'list' && type.of.kind === 'object' && type.of.name === 'EnvVar')
      return variables(problem, node, resource, workspace);
    return inPlace('Make it a list of one item', asItem(node, text));
  }
  if (node.type === 'list' && problem.expected === 'map') {
    if (node.items.length === 0) return inPlace('Write {} in its stead', '{}');
    return merged(problem, node.items, resource, workspace);
  }
  return liftLabels(problem, node, resource, workspace);
}

/** A number or boolean in quotes, where the field takes one. */
function isMeantPlain({ expected }: WrongType, node: ScalarNode): boolean {
  if (node.style === 'plain' || (expected !== 'integer' && expected !== 'boolean')) return false;
  const value = resolvePlain(node.text);
  return expected === 'boolean' ? typeof value === 'boolean' : Number.isInteger(value);
}

/** A command line in one string is not one word of a command. */
function isOneItem(type: FieldType | undefined, { text }: ScalarNode): boolean {
  return type?.kind === 'list' && type.of.kind === 'string' && !/\s/.test(text);
}

function asMap(
  type: FieldType | undefined,
  node: ScalarNode,
  inBlockList: boolean,
): [title: string, newText: string | undefined] {
  const name = type?.kind === 'object' ? type.name : '';
  const variable = /^([^=\s]+)=(.*)$/.exec(node.text);
  const main = MAIN_FIELDS[name];
  const value: Plain | undefined =
    name === 'EnvVar' && variable !== null
      ? { name: variable[1] ?? '', value: variable[2] ?? '' }
      : main !== undefined && (main === 'name' || main === 'type') === (typeof node.value === 'string')
        ? { [main]: typeof node.value === 'number' ? node.value : node.text }
        : undefined;
  const flow = value && renderFlow(value, false);
  const short = main !== undefined && inBlockList && flow !== undefined ? flow.slice(1, -1).trim() : flow;
  return [`Write it as ${main ?? 'name and value'}`, short];
}

function isInBlockList({ path }: WrongType, resource: Resource, workspace: Workspace): boolean {
  const list = nodeAt(resource, workspace, path.slice(0, -1));
  return list?.type === 'list' && !list.flow;
}

/** A map as the one item of a list, in its own place. */
function asItem(node: MapNode, text: string): string {
  const written = text.slice(node.span.start, node.span.end);
  if (node.flow || written.startsWith('*')) return `[${written}]`;
  return `- ${written.replaceAll(/^(?=[^\r\n])/gm, '  ').slice(2)}`;
}

/** `env` as a map of names and values. */
function variables(problem: WrongType, node: MapNode, resource: Resource, workspace: Workspace): readonly Fix[] {
  const list = node.entries.flatMap(({ key, value }) =>
    value.type === 'scalar' ? [{ name: key, value: value.text }] : [],
  );
  if (list.length < node.entries.length) return [];
  return replace('Make it a list of names and values', problem, list, resource, workspace);
}

/** A list of maps that have no key in common, as one map. */
function merged(problem: WrongType, items: readonly Node[], resource: Resource, workspace: Workspace): readonly Fix[] {
  const entries = items.flatMap((item) => (item.type === 'map' ? item.entries : []));
  const values = entries.flatMap(({ key, value }) => {
    const plain = plainOf(value);
    return plain === undefined ? [] : [[key, plain] as const];
  });
  const all = items.every((item) => item.type === 'map') && values.length === entries.length;
  if (!all || new Set(values.map(([key]) => key)).size < values.length) return [];
  return replace('Make it one map', problem, Object.fromEntries(values), resource, workspace);
}

/** A Service selects by labels alone, without the `matchLabels` of other selectors. */
function liftLabels(problem: WrongType, node: Node, resource: Resource, workspace: Workspace): readonly Fix[] {
  const path = problem.path.slice(0, -1);
  const selector = nodeAt(resource, workspace, path);
  const only = selector?.type === 'map' && selector.entries.length === 1;
  if (resource.kind !== 'Service' || problem.path.at(-1) !== 'matchLabels' || !only) return [];
  const labels = plainOf(node);
  if (labels === undefined) return [];
  return replace('Remove matchLabels', { ...problem, path }, labels, resource, workspace);
}

function replace(
  title: string,
  { path }: WrongType,
  value: Plain,
  resource: Resource,
  workspace: Workspace,
): readonly Fix[] {
  const key = path.at(-1);
  if (typeof key !== 'string') return [];
  return fixBy(title, resource, workspace, [
    (text, object) => {
      const map = mapAt(object, path.slice(0, -1));
      const entry = entryOf(map, key);
      return map && entry && replaceValue(text, map, entry, value);
    },
  ]);
}
