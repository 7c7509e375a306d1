// Makes server/src/core/kubernetes/api/table.ts anew: the fields of the Kubernetes API that manifests of our kinds can
// hold, as @kubernetes/client-node (generated from the API itself) declares them.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { closedValues, isQuantity, isRequired, unknownFields } from './api-prose.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const models = join(dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')), 'gen/models');
export const tablePath = join(root, 'server/src/core/kubernetes/api/table.ts');

/** The objects that are checked, with the model of each. */
const objects = {
  'apps/v1 StatefulSet': 'V1StatefulSet',
  'v1 Service': 'V1Service',
  'v1 PersistentVolumeClaim': 'V1PersistentVolumeClaim',
  'policy/v1 PodDisruptionBudget': 'V1PodDisruptionBudget',
  'autoscaling/v2 HorizontalPodAutoscaler': 'V2HorizontalPodAutoscaler',
  'autoscaling/v1 HorizontalPodAutoscaler': 'V1HorizontalPodAutoscaler',
  'apps/v1 Deployment': 'V1Deployment',
  'apps/v1 DaemonSet': 'V1DaemonSet',
  'apps/v1 ReplicaSet': 'V1ReplicaSet',
  'v1 ReplicationController': 'V1ReplicationController',
  'batch/v1 Job': 'V1Job',
  'batch/v1 CronJob': 'V1CronJob',
  'v1 Pod': 'V1Pod',
  'v1 ConfigMap': 'V1ConfigMap',
};

/** What only the cluster writes: known as fields, but nobody's mistake. */
const opaque = /^V\d\w*Status$|^Array<V1ManagedFieldsEntry>$/;

const scalars = new Map([
  ['string/', 's'],
  ['string/byte', 'y'],
  ['Date/date-time', 't'],
  ['boolean/', 'b'],
  ['number/int32', 'i'],
  ['number/int64', 'l'],
  ['IntOrString/int-or-string', 'p'],
  ['any/', 'o'],
]);

/** The table as TypeScript. Throws where the package holds something that this script does not understand. */
export async function renderTable() {
  const types = new Map();
  const versions = new Set();
  const todo = Object.values(objects);
  for (const model of todo) {
    if (types.has(model)) continue;
    const { fields, version, reached } = await readModel(model);
    types.set(model, fields);
    versions.add(version);
    todo.push(...reached);
  }
  if (versions.size !== 1) throw new Error(`models of several API versions: ${[...versions].join(', ')}`);
  const names = namesOf([...types.keys()]);
  const lines = [...types]
    .map(
      ([model, fields]) =>
        `${names.get(model)} ${fields.map((field) => fieldText(names.get(model), field, names)).join(' ')}`,
    )
    .toSorted();
  const unknown = unknownFields();
  if (unknown.length > 0) throw new Error(`not in the API: ${unknown.join(', ')}`);
  const roots = Object.entries(objects).map(([object, model]) => `  '${object}': '${names.get(model)}',`);
  return `// Made by \`npm run api-table\`: change that script, not this file.

/** The release of the Kubernetes API that the table stands for. */
export const API_RELEASE = '${[...versions][0]}';

/** The type of each object that the table describes, by \`apiVersion kind\`. */
export const OBJECT_TYPES: Readonly<Record<string, string>> = {
${roots.join('\n')}
};

/**
 * A line for each type: its name, then its fields, each as \`name\`, \`!\` where it is required, \`:\` and its type unless
 * that is a string, \`=\` and its values where they are a closed list. Types: \`i\` and \`l\` whole numbers of 32 and 64 bits,
 * \`b\` boolean, \`q\` quantity, \`p\` number or string, \`t\` time, \`y\` base64, \`s\` string, \`o\` anything, \`[]\` list of,
 * \`{}\` map of, else the name of a type.
 */
export const API_TYPES = \`
${lines.join('\n')}
\`;
`;
}

/** @param {string} model */
async function readModel(model) {
  const { [model]: type } = await import(pathToFileURL(join(models, `${model}.js`)).href);
  const declarations = readFileSync(join(models, `${model}.d.ts`), 'utf8');
  const version = /OpenAPI spec version: release-(\S+)/.exec(declarations)?.[1];
  const reached = [];
  const fields = type.attributeTypeMap.map(({ baseName, type: text, format }) => {
    const declared = new RegExp(`(?:/\\*\\*\\s*\\*([^/]*(?:/(?!\\*\\*)[^/]*)*?)\\*/\\s*)?'${baseName}'(\\??): `).exec(
      declarations,
    );
    if (!declared) throw new Error(`${model}.${baseName} is not declared`);
    const [, prose = '', optional] = declared;
    const code = opaque.test(text) ? 'o' : codeOf(text, format);
    const of = /[A-Z]\w+$/.exec(code)?.[0];
    if (of) reached.push(of);
    return { name: baseName, isDeclaredRequired: optional === '', code, prose };
  });
  return { fields, version, reached };
}

/** @param {string} type @param {string} format */
function codeOf(type, format) {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list) return `[]${codeOf(list, format)}`;
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (map) return `{}${codeOf(map, format)}`;
  const scalar = scalars.get(`${type}/${format}`);
  if (scalar) return scalar;
  if (!/^(?:Core)?V\d\w+$/.test(type)) throw new Error(`a type that is not understood: ${type} ${format}`);
  return type;
}

/** Names without the version where that leaves them apart. @param {readonly string[]} models */
function namesOf(models) {
  const bare = (model) => model.replace(/^(?:Core)?V\d(?:(?:alpha|beta)\d)?/, '');
  return new Map(
    models.map((model) => [
      model,
      models.some((other) => other !== model && bare(other) === bare(model)) ? model : bare(model),
    ]),
  );
}

/** @param {string} type */
function fieldText(type, { name, isDeclaredRequired, code, prose }, names) {
  const field = `${type}.${name}`;
  const named = code.replace(/[A-Z]\w+$/, (model) => names.get(model));
  const kind = isQuantity(field) ? named.replace(/s$/, 'q') : named;
  const values = closedValues(field, prose);
  const required = isRequired(field, isDeclaredRequired) ? '!' : '';
  return `${name}${required}${kind === 's' ? '' : `:${kind}`}${values ? `=${values.join('|')}` : ''}`;
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(tablePath, await renderTable());
