import type { ApiField, FieldType } from '../../kubernetes/api/schema';
import { apiVersionOf, fieldsOf, objectType } from '../../kubernetes/api/schema';
import type { Path } from '../../yaml/path';
import type { CompletionContext } from './context';
import { bare, endsLine, endsWith, isEmptyBeside, keyIndent, literal, topLevel } from './context';
import { FIELD_MEANINGS } from './field-meanings';
import type { CompletionItem, InsertPart } from './item';
import { VALUE_MEANINGS } from './value-meanings';

/** The fields that the map around may still have: first those with a meaning of ours, which are the most used. */
export function fields(context: CompletionContext): readonly CompletionItem[] {
  const { place, writing } = context;
  if (place.part === 'key' && place.type?.kind === 'map') return quantities(context);
  if (place.part !== 'key' || place.type?.kind !== 'object') return [];
  const known = fieldsOf(place.type.name);
  const meanings = FIELD_MEANINGS[place.type.name] ?? {};
  const first = Object.keys(meanings).flatMap((name) => known.get(name) ?? []);
  const others = [...known.values()].filter((field) => !(field.name in meanings) && !isOfTheCluster(field));
  return [...first, ...others]
    .filter(({ name }) => !writing.siblings.includes(name) && isSaid(name, place.path))
    .map((field): CompletionItem => {
      const meaning = meanings[field.name];
      return {
        label: field.name,
        kind: 'field',
        detail: `${typeInWords(field)}${field.required ? ', required' : ''}`,
        ...(meaning === undefined ? {} : { documentation: meaning }),
        insert: insertField(field, context, place.dashed),
      };
    });
}

const OF_CLAIMS: Readonly<Record<string, string>> = { storage: 'How large each claim is, such as 10Gi.' };
const OF_CONTAINERS: Readonly<Record<string, string>> = {
  cpu: 'Cores or thousandths of one, such as 500m.',
  memory: 'Bytes, such as 512Mi.',
  'ephemeral-storage': 'Of the disk of the node, such as 1Gi.',
};

/** What a claim or a container can ask for, or be limited to (kubernetes.io, "Resource Management for Pods and Containers"). */
function quantities(context: CompletionContext): readonly CompletionItem[] {
  const { place, writing } = context;
  const isQuantities = endsWith(place.path, 'resources', 'requests') || endsWith(place.path, 'resources', 'limits');
  if (!isQuantities) return [];
  const isClaim = place.path.includes('volumeClaimTemplates') || context.kind === 'PersistentVolumeClaim';
  const type: FieldType = { kind: 'quantity' };
  return Object.entries(isClaim ? OF_CLAIMS : OF_CONTAINERS)
    .filter(([name]) => !writing.siblings.includes(name))
    .map(([name, documentation]) => ({
      label: name,
      kind: 'field',
      detail: 'quantity',
      documentation,
      insert: insertField({ name, type, required: false, values: undefined }, context, place.dashed),
    }));
}

/** What the objects of a template are called by: a Pod gets its name and namespace from its controller. */
const OF_TEMPLATES = ['labels', 'annotations'];
const OF_CLAIM_TEMPLATES = ['name', ...OF_TEMPLATES];

/** Whether a field of the map at a path has an effect: templates leave to their controller what their objects are. */
function isSaid(name: string, path: Path): boolean {
  if (endsWith(path, 'template', 'metadata')) return OF_TEMPLATES.includes(name);
  if (endsWith(path, 'volumeClaimTemplates', '*', 'metadata')) return OF_CLAIM_TEMPLATES.includes(name);
  const isImplied = endsWith(path, 'volumeClaimTemplates', '*') || endsWith(path, 'fieldRef');
  return !isImplied || (name !== 'apiVersion' && name !== 'kind');
}

/** What only a cluster writes. */
function isOfTheCluster({ name, type }: ApiField): boolean {
  return (
    (type.kind === 'anything' && (name === 'status' || name === 'managedFields')) ||
    ['creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'generation'].includes(name) ||
    ['resourceVersion', 'selfLink', 'uid'].includes(name)
  );
}

function insertField({ name, type }: ApiField, context: CompletionContext, dashed: boolean): readonly InsertPart[] {
  const { writing, layout } = context;
  const dash = dashed ? '- ' : '';
  if (writing.hasValue) return [name];
  const key = writing.json && writing.style === 'plain' ? JSON.stringify(name) : name;
  // Within quotes the closing one comes before the colon, and is there already.
  if (writing.style !== 'plain') return [name];
  if (isScalar(type) || !endsLine(context) || writing.flow) return [`${dash}${key}: `];
  const indent = `${keyIndent(context)}${dashed ? '  ' : ''}`;
  const below = type.kind === 'list' ? `${indent}${layout.listIndent}- ` : `${indent}${layout.step}`;
  return [`${dash}${key}:${layout.newline}${below}`];
}

function isScalar(type: FieldType): boolean {
  return type.kind !== 'object' && type.kind !== 'map' && type.kind !== 'list';
}

function typeInWords({ type, values }: ApiField): string {
  if (values !== undefined && values.length <= 4) return values.join(' | ');
  switch (type.kind) {
    case 'object':
      return 'map';
    case 'long integer':
      return 'integer';
    default:
      return type.kind;
  }
}

/** The values that a field is limited to, and others of which we know what they are for. */
export function values(context: CompletionContext): readonly CompletionItem[] {
  const { place } = context;
  const field = fieldBeing(context);
  if (place.part !== 'value' || field === undefined) return [];
  const meanings = VALUE_MEANINGS[`${field.holder}.${field.field.name}`] ?? {};
  const listed = field.field.values ?? (place.type?.kind === 'boolean' ? ['true', 'false'] : []);
  const names = [...new Set([...Object.keys(meanings), ...listed])];
  return names.map((value): CompletionItem => {
    const meaning = meanings[value];
    return {
      label: value,
      kind: 'value',
      ...(meaning === undefined ? {} : { detail: meaning }),
      insert: [
        place.type?.kind === 'boolean'
          ? bare(value, context)
          : place.type?.kind === 'list'
            ? listOf(value, context)
            : literal(value, context),
      ],
    };
  });
}

/** A value where its list is yet to be written; within quotes there can be none. */
function listOf(value: string, context: CompletionContext): string {
  const { writing } = context;
  return writing.style === 'plain' ? bare(`[${writing.json ? JSON.stringify(value) : value}]`, context) : value;
}

/** The field whose value, or an item of whose list, is being written, and the type that has it. */
function fieldBeing({
  place,
  typeOf,
}: CompletionContext): { readonly holder: string; readonly field: ApiField } | undefined {
  const path = typeof place.path.at(-1) === 'number' ? place.path.slice(0, -1) : place.path;
  const name = path.at(-1);
  const holder = typeOf(path.slice(0, -1));
  if (typeof name !== 'string' || holder?.kind !== 'object') return undefined;
  const field = fieldsOf(holder.name).get(name);
  return field && { holder: holder.name, field };
}

/** The kinds that the table describes, for `kind`, and the versions of the API, for `apiVersion`. */
export function kindsAndVersions(context: CompletionContext): readonly CompletionItem[] {
  const { place, document, writing } = context;
  if (place.part !== 'value' || place.path.length !== 1) return [];
  if (place.path[0] === 'apiVersion') return versions(context);
  if (place.path[0] !== 'kind' || !/^apiVersion:/m.test(document.text)) return [];
  // Of an item of a list, the version is not that of the document.
  const version = writing.path.length === 1 ? topLevel(document.text, 'apiVersion') : undefined;
  return Object.entries(KINDS)
    .filter(([name]) => objectType(version, name) !== undefined)
    .map(([name, detail]) => ({ label: name, kind: 'value', detail, insert: [literal(name, context)] }));
}

function versions(context: CompletionContext): readonly CompletionItem[] {
  const { kind, document } = context;
  const version = kind === undefined ? undefined : apiVersionOf(kind);
  if (version !== undefined) return [{ label: version, kind: 'value', insert: [literal(version, context)] }];
  // A kind that the table lacks, or a list.
  if (/^[ \t]*"?kind"?:[ \t]*\S/m.test(document.text)) return [];
  const names = Object.keys(KINDS);
  return [...new Set(names.flatMap((name) => apiVersionOf(name) ?? []))].map((label) => ({
    label,
    kind: 'value',
    detail: names.filter((name) => apiVersionOf(name) === label).join(', '),
    insert: [literal(label, context)],
  }));
}

/** What an object begins with, where a document may yet become one of ours. */
export function firstFields(context: CompletionContext): readonly CompletionItem[] {
  const { place, writing, kind, document } = context;
  if (kind !== undefined || place.part !== 'key' || place.path.length > 0 || writing.style !== 'plain') return [];
  if (writing.hasValue || keyIndent(context) !== '' || context.file.uri.endsWith('.json')) return [];
  const version = topLevel(document.text, 'apiVersion');
  const isOurs = version !== undefined && Object.keys(KINDS).some((name) => objectType(version, name) !== undefined);
  const name = isOurs ? 'kind' : isEmptyBeside(context) ? 'apiVersion' : undefined;
  if (name === undefined || writing.siblings.includes(name)) return [];
  const documentation = FIELD_MEANINGS['StatefulSet']?.[name];
  return [
    {
      label: name,
      kind: 'field',
      detail: 'string, required',
      ...(documentation === undefined ? {} : { documentation }),
      insert: [`${name}: `],
    },
  ];
}

/** Kinds that a person writes, those that this tool is about first. */
const KINDS: Readonly<Record<string, string>> = {
  StatefulSet: 'Pods that keep their names and their claims',
  Service: 'a name in DNS for Pods; a headless one names each of them',
  PodDisruptionBudget: 'how many Pods a drain may take at once',
  PersistentVolumeClaim: 'storage that outlives Pods',
  ConfigMap: 'texts for Pods',
  HorizontalPodAutoscaler: 'sets the number of Pods by their load',
  Deployment: 'Pods that are all alike',
  DaemonSet: 'a Pod on every node',
  Job: 'Pods that run to an end',
  CronJob: 'Jobs at set times',
  Pod: 'containers that run together',
};
