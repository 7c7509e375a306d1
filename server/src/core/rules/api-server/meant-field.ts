import type { UnknownField } from '../../kubernetes/api/field-problem';
import type { ApiField, FieldType } from '../../kubernetes/api/schema';
import { fieldsOf, objectType, partOf, typeAt } from '../../kubernetes/api/schema';
import type { Resource } from '../../kubernetes/read';
import type { MapNode, Node } from '../../yaml/node';
import type { Path } from '../../yaml/path';
import { isNearMiss } from '../../kubernetes/near-miss';
import { API_KINDS } from './problems';

/** What somebody meant by a field that does not exist. */
export type Meaning =
  | { readonly kind: 'rename'; readonly field: string }
  /** A pair of labels that stands in a selector without `matchLabels`. */
  | { readonly kind: 'label' }
  /** Indented too little: it belongs to the empty field above it. */
  | { readonly kind: 'nest'; readonly under: string }
  /** A field of another part of the object: `to` is a path on which `[]` stands for each item of a list. */
  | { readonly kind: 'elsewhere'; readonly to: Path }
  /** A field of another kind or version of object, such as `autoscaling/v2`. */
  | { readonly kind: 'foreign'; readonly of: string };

/** Names that other kinds and other tools use, by the type in which they are mistaken. */
const SLIPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ConfigMapEnvSource: { configMapName: 'name' },
  ConfigMapKeySelector: { configMapName: 'name' },
  ConfigMapVolumeSource: { configMapName: 'name' },
  Container: { environment: 'env', pullPolicy: 'imagePullPolicy', mounts: 'volumeMounts', arguments: 'args' },
  ContainerPort: { port: 'containerPort', targetPort: 'containerPort' },
  DaemonSetSpec: { strategy: 'updateStrategy' },
  DeploymentSpec: { updateStrategy: 'strategy' },
  EnvFromSource: { configMapKeyRef: 'configMapRef', secretKeyRef: 'secretRef' },
  EnvVarSource: { configMapRef: 'configMapKeyRef', secretRef: 'secretKeyRef' },
  PersistentVolumeClaimVolumeSource: { name: 'claimName' },
  PodSpec: { pullSecrets: 'imagePullSecrets' },
  SecretEnvSource: { secretName: 'name' },
  SecretKeySelector: { secretName: 'name' },
  SecretVolumeSource: { name: 'secretName' },
  ServicePort: { containerPort: 'targetPort' },
  StatefulSetSpec: { strategy: 'updateStrategy', volumeClaims: 'volumeClaimTemplates' },
  VolumeMount: { path: 'mountPath' },
};

/** So many types have these that they say nothing of where they belong. */
const COMMON: ReadonlySet<string> = new Set(
  'name type key value path port kind metadata spec status selector'.split(' '),
);
/** What is asked for under `requests` or `limits`. */
const AMOUNTS: ReadonlySet<string> = new Set(['cpu', 'memory', 'storage', 'ephemeral-storage']);
const DEPTH = 4;

/** What was probably meant; undefined where the name resembles nothing that is known. `map` is where it stands. */
export function meantField(problem: UnknownField, map: MapNode, resource: Resource): Meaning | undefined {
  const key = String(problem.path.at(-1));
  const index = map.entries.findIndex((entry) => entry.key === key);
  const value = map.entries[index]?.value;
  if (
    problem.type === 'LabelSelector' &&
    value?.type === 'scalar' &&
    fieldNear('LabelSelector', key, value) === undefined
  )
    return { kind: 'label' };
  const slip = SLIPS[problem.type]?.[key];
  if (slip !== undefined) return { kind: 'rename', field: slip };
  const above = map.entries.slice(0, Math.max(0, index)).findLast((entry) => fieldsOf(problem.type).has(entry.key));
  if (above !== undefined && !map.flow && above.value.type === 'scalar' && above.value.value === null) {
    const type = fieldsOf(problem.type).get(above.key)?.type;
    if (type?.kind === 'object' && fieldsOf(type.name).has(key)) return { kind: 'nest', under: above.key };
  }
  const near = fieldNear(problem.type, key, value);
  if (near !== undefined && (value === undefined || takes(near.type, value)))
    return { kind: 'rename', field: near.name };
  // What resembles a field of its own place is no field of some part deep within.
  const home = homeOf(problem, resource, key, value, near === undefined ? DEPTH : 0);
  if (home !== undefined) return { kind: 'elsewhere', to: home };
  const foreign = otherVersion(problem.type, key) ?? otherKind(problem.path, key);
  if (foreign !== undefined) return { kind: 'foreign', of: foreign };
  return near === undefined ? undefined : { kind: 'rename', field: near.name };
}

/** The field that differs least from a name: in case, hyphens and spaces that nobody sees, by a slip of the fingers, or by its end. */
function fieldNear(type: string, key: string, value: Node | undefined): ApiField | undefined {
  const fields = [...fieldsOf(type).values()];
  const near = fields.filter((field) => isNearMiss(field.name, key));
  const begun = key.length < 6 ? [] : fields.filter((field) => field.name.startsWith(key));
  return (
    fields.find((field) => letters(field.name) === letters(key)) ??
    near.find((field) => value !== undefined && takes(field.type, value)) ??
    (begun.length === 1 ? begun[0] : undefined) ??
    near[0]
  );
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[-_\s]/g, '');
}

/** Whether a field takes a value of that form, if not that value. */
function takes(type: FieldType, value: Node): boolean {
  if (value.type === 'scalar' && value.value === null) return true;
  if (value.type === 'map') return type.kind === 'object' || type.kind === 'map';
  if (value.type === 'list') return type.kind === 'list';
  return type.kind !== 'object' && type.kind !== 'map' && type.kind !== 'list';
}

/** Where in the object the field belongs: further out, or else so many fields further in at most. */
function homeOf(
  { path, type }: UnknownField,
  resource: Resource,
  key: string,
  value: Node | undefined,
  most: number,
): Path | undefined {
  const own = path.slice(0, -1);
  if (AMOUNTS.has(key) && fieldsOf(type).has('requests') && value?.type === 'scalar') return [...own, 'requests'];
  // So many types have a name that elsewhere it says nothing; beside `metadata` it does.
  if (fieldsOf(type).has('metadata') && fieldsOf('ObjectMeta').has(key)) return [...own, 'metadata'];
  const root = objectType(resource.apiVersion?.value, resource.kind);
  if (root === undefined) return undefined;
  const chain = typesAlong(root, path.slice(0, -1));
  const outer = chain.slice(0, -1).findLast(({ type }) => fieldsOf(type).has(key));
  if (outer !== undefined) return outer.path;
  if (COMMON.has(key)) return undefined;
  for (let depth = 1; depth <= most; depth += 1) {
    for (const { type, path: start } of chain.toReversed()) {
      const inner = below(type, key, depth);
      if (inner !== undefined) return [...start, ...inner];
    }
  }
  return undefined;
}

/** The types of the maps along a path, the outermost first. */
function typesAlong(root: string, path: Path): readonly { readonly type: string; readonly path: Path }[] {
  const chain = [{ type: root, path: [] as Path }];
  let present: FieldType | undefined = { kind: 'object', name: root };
  for (const [index, step] of path.entries()) {
    present = present && partOf(present, step);
    if (present?.kind === 'object') chain.push({ type: present.name, path: path.slice(0, index + 1) });
  }
  return chain;
}

/** The way of that many fields from a type to a part of it that has the field, such as `template`, `spec`. */
function below(type: string, key: string, depth: number): Path | undefined {
  if (depth === 0) return fieldsOf(type).has(key) ? [] : undefined;
  for (const field of fieldsOf(type).values()) {
    const isList = field.type.kind === 'list';
    const item = field.type.kind === 'list' ? field.type.of : field.type;
    const rest = item.kind === 'object' ? below(item.name, key, depth - 1) : undefined;
    if (rest !== undefined) return [field.name, ...(isList ? ['[]'] : []), ...rest];
  }
  return undefined;
}

/** A field that only the next version of the type has. */
function otherVersion(type: string, key: string): string | undefined {
  return type.startsWith('V1') && fieldsOf(`V2${type.slice(2)}`).has(key) ? 'autoscaling/v2' : undefined;
}

/** A kind of object that has the field in the same place. */
function otherKind(path: Path, key: string): string | undefined {
  if (path.length !== 2 || COMMON.has(key)) return undefined;
  const kind = API_KINDS.find((other) => {
    const type = typeAt(undefined, other, path.slice(0, 1));
    return type?.kind === 'object' && fieldsOf(type.name).has(key);
  });
  return kind === undefined ? undefined : `a ${kind}`;
}
