/**
 * What the API server says to a StatefulSet that is created or changed: the rules of `ValidateStatefulSet` and
 * `ValidateStatefulSetUpdate` (`pkg/apis/apps/validation`) that concern the set itself, on plain values. The Pod template
 * and the claim templates have rules of their own elsewhere.
 */

import type { Features } from './versions';

/**
 * The values to judge. A field that is undefined is not judged, be it absent and so defaulted to something valid, or
 * written in a way nobody can read.
 */
export interface StatefulSetValues {
  readonly name?: string | undefined;
  readonly replicas?: number | undefined;
  /** `spec.ordinals.start` */
  readonly start?: number | undefined;
  readonly minReadySeconds?: number | undefined;
  readonly revisionHistoryLimit?: number | undefined;
  readonly podManagementPolicy?: string | undefined;
  readonly serviceName?: string | undefined;
  readonly updateStrategy?:
    | {
        readonly type?: string | undefined;
        /** Null where it is absent, undefined where it cannot be read. */
        readonly rollingUpdate?:
          | { readonly partition?: number | undefined; readonly maxUnavailable?: number | string | undefined }
          | null
          | undefined;
      }
    | undefined;
  /** `spec.persistentVolumeClaimRetentionPolicy.whenDeleted` */
  readonly whenDeleted?: string | undefined;
  readonly whenScaled?: string | undefined;
  /** Any text that is equal for equal selectors. */
  readonly selector?: string | undefined;
  /** A template without a fingerprint equals any of its name; fingerprints are equal for templates that are equal. */
  readonly claimTemplates?: readonly { readonly name: string; readonly fingerprint?: string | undefined }[] | undefined;
  /** `spec.template.spec.restartPolicy` */
  readonly restartPolicy?: string | undefined;
  /** `spec.template.spec.activeDeadlineSeconds` */
  readonly activeDeadlineSeconds?: number | undefined;
}

/** The API server's kinds of error (`field.ErrorType`), of those that occur here. */
export type ValidationProblemType = 'Invalid value' | 'Unsupported value' | 'Forbidden';

/** One complaint of the API server. */
export interface ValidationProblem {
  readonly type: ValidationProblemType;
  /** The field as the API server names it. `spec.ordinals.start` is the only one it prints with a dot inside a name. */
  readonly path: string;
  /** The offending value; undefined where the complaint shows none. */
  readonly value?: unknown;
  readonly detail: string;
}

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const MAX_LABEL_LENGTH = 63;
const PERCENTAGE = /^\d+%$/;
const NOT_NEGATIVE = 'must be greater than or equal to 0';
const NOT_A_LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an " +
  "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/** The fields of `spec` that cannot change once the set exists, under the API's names. */
export type ImmutableField =
  | 'selector'
  | 'serviceName'
  | 'podManagementPolicy'
  | 'volumeClaimTemplates'
  | 'revisionHistoryLimit';

/** What is wrong with a new set, in the API server's order; empty where it is accepted. */
export function validateCreate(values: StatefulSetValues, features: Features): readonly ValidationProblem[] {
  return [...validateName(values), ...validateSpec(values, features, { old: undefined })];
}

/**
 * What is wrong with a change; empty where it is accepted. The name is not looked at again, and what is immutable is
 * tolerated as it is stored. Both sides are compared after defaulting: writing out a default is no change.
 */
export function validateUpdate(
  old: StatefulSetValues,
  next: StatefulSetValues,
  features: Features,
): readonly ValidationProblem[] {
  const problems = [...validateSpec(next, features, { old })];
  if (changedImmutableFields(old, next, features).length > 0) {
    problems.push({ type: 'Forbidden', path: 'spec', detail: forbiddenDetail(features) });
  }
  return problems;
}

/**
 * Which immutable fields differ between two versions of a set. The API server refuses the change without naming them
 * (`ValidateStatefulSetUpdate`). A field that either side leaves undefined is not compared.
 */
export function changedImmutableFields(
  old: StatefulSetValues,
  next: StatefulSetValues,
  features: Features,
): readonly ImmutableField[] {
  const changed: ImmutableField[] = [];
  if (differ(old.selector, next.selector)) changed.push('selector');
  if (differ(old.serviceName, next.serviceName)) changed.push('serviceName');
  if (differ(old.podManagementPolicy, next.podManagementPolicy)) changed.push('podManagementPolicy');
  if (claimTemplatesDiffer(old.claimTemplates, next.claimTemplates)) changed.push('volumeClaimTemplates');
  if (!features.revisionHistoryLimitMutable && differ(old.revisionHistoryLimit, next.revisionHistoryLimit)) {
    changed.push('revisionHistoryLimit');
  }
  return changed;
}

/** The warnings the API server returns beside an accepted set (`pkg/registry/apps/statefulset`, WarningsOnCreate). */
export function validationWarnings(values: StatefulSetValues): readonly string[] {
  return values.revisionHistoryLimit !== undefined && values.revisionHistoryLimit < 0
    ? ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended']
    : [];
}

/** One complaint as the API server prints it: `spec.replicas: Invalid value: -1: must be greater than or equal to 0`. */
export function problemText(problem: ValidationProblem): string {
  const value = problem.value === undefined ? '' : `: ${JSON.stringify(problem.value)}`;
  return `${problem.path}: ${problem.type}${value}: ${problem.detail}`;
}

/** The whole answer of the API server to a set it refuses. */
export function refusalText(name: string, problems: readonly ValidationProblem[]): string {
  const texts = problems.map((problem) => problemText(problem));
  const [first = '', ...rest] = texts;
  return `StatefulSet.apps "${name}" is invalid: ${rest.length === 0 ? first : `[${texts.join(', ')}]`}`;
}

function validateName({ name }: StatefulSetValues): readonly ValidationProblem[] {
  return name === undefined ? [] : validateLabel('metadata.name', name);
}

function validateLabel(path: string, value: string): readonly ValidationProblem[] {
  const problems: ValidationProblem[] = [];
  if (value.length > MAX_LABEL_LENGTH) {
    problems.push({
      type: 'Invalid value',
      path,
      value,
      detail: `must be no more than ${MAX_LABEL_LENGTH} characters`,
    });
  }
  if (!DNS_LABEL.test(value)) problems.push({ type: 'Invalid value', path, value, detail: NOT_A_LABEL });
  return problems;
}

/** `old` is undefined at creation; at an update what is immutable and stored is tolerated. */
function* validateSpec(
  values: StatefulSetValues,
  features: Features,
  { old }: { readonly old: StatefulSetValues | undefined },
): Generator<ValidationProblem> {
  const { podManagementPolicy, serviceName, restartPolicy, activeDeadlineSeconds } = values;
  if (
    podManagementPolicy !== undefined &&
    podManagementPolicy !== 'OrderedReady' &&
    podManagementPolicy !== 'Parallel'
  ) {
    const detail = "must be 'OrderedReady' or 'Parallel'";
    yield { type: 'Invalid value', path: 'spec.podManagementPolicy', value: podManagementPolicy, detail };
  }
  yield* validateUpdateStrategy(values, features, old);
  yield* validateRetention('whenDeleted', values.whenDeleted);
  yield* validateRetention('whenScaled', values.whenScaled);
  yield* validateNotNegative('spec.replicas', values.replicas);
  yield* validateNotNegative('spec.minReadySeconds', values.minReadySeconds);
  yield* validateNotNegative('spec.ordinals.start', values.start);
  // Stored names may be older than the rule; they cannot be changed, so the server lets them be.
  if (old === undefined && features.validatesServiceName && serviceName !== undefined && serviceName !== '') {
    yield* validateLabel('spec.serviceName', serviceName);
  }
  if (restartPolicy !== undefined && restartPolicy !== 'Always') {
    yield unsupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']);
  }
  if (activeDeadlineSeconds !== undefined) {
    const path = 'spec.template.spec.activeDeadlineSeconds';
    yield { type: 'Forbidden', path, detail: 'activeDeadlineSeconds in StatefulSet is not Supported' };
  }
}

function* validateUpdateStrategy(
  { updateStrategy }: StatefulSetValues,
  features: Features,
  old: StatefulSetValues | undefined,
): Generator<ValidationProblem> {
  if (updateStrategy?.type === undefined) return;
  const { type, rollingUpdate } = updateStrategy;
  // A set that already has Recreate keeps it when its gate is switched off.
  const recreate = features.StatefulSetRecreateStrategy || old?.updateStrategy?.type === 'Recreate';
  switch (type) {
    case 'RollingUpdate':
      yield* validateRollingUpdate(rollingUpdate ?? {});
      return;
    case 'OnDelete':
      yield* validateNoRollingUpdate(rollingUpdate);
      return;
    case 'Recreate':
      if (recreate) {
        // The validation of Recreate was not read; that it refuses the block as OnDelete does is inferred.
        yield* validateNoRollingUpdate(rollingUpdate);
        return;
      }
      break;
    default:
      break;
  }
  const detail = recreate
    ? "must be 'RollingUpdate', 'OnDelete' or 'Recreate'"
    : "must be 'RollingUpdate' or 'OnDelete'";
  // The server points at the strategy, not at its type.
  yield { type: 'Invalid value', path: 'spec.updateStrategy', value: { type }, detail };
}

function* validateNoRollingUpdate(rollingUpdate: object | null | undefined): Generator<ValidationProblem> {
  if (rollingUpdate === null || rollingUpdate === undefined) return;
  const detail = "only allowed for updateStrategy 'RollingUpdate'";
  yield { type: 'Invalid value', path: 'spec.updateStrategy.rollingUpdate', value: rollingUpdate, detail };
}

function* validateRollingUpdate({
  partition,
  maxUnavailable,
}: {
  readonly partition?: number | undefined;
  readonly maxUnavailable?: number | string | undefined;
}): Generator<ValidationProblem> {
  yield* validateNotNegative('spec.updateStrategy.rollingUpdate.partition', partition);
  if (maxUnavailable === undefined) return;
  const path = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
  const problem = (detail: string): ValidationProblem => ({
    type: 'Invalid value',
    path,
    value: maxUnavailable,
    detail,
  });
  if (typeof maxUnavailable === 'number') {
    yield* validateNotNegative(path, maxUnavailable);
    if (maxUnavailable === 0) yield problem('cannot be 0');
    return;
  }
  if (!PERCENTAGE.test(maxUnavailable)) {
    yield problem("must be an integer or percentage (e.g '5%')");
    return;
  }
  const percent = Number(maxUnavailable.slice(0, -1));
  if (percent === 0) yield problem('cannot be 0');
  if (percent > 100) yield problem('must not be greater than 100%');
}

function* validateRetention(
  field: 'whenDeleted' | 'whenScaled',
  value: string | undefined,
): Generator<ValidationProblem> {
  if (value !== undefined && value !== 'Retain' && value !== 'Delete') {
    yield unsupported(`spec.persistentVolumeClaimRetentionPolicy.${field}`, value, ['Delete', 'Retain']);
  }
}

function* validateNotNegative(path: string, value: number | undefined): Generator<ValidationProblem> {
  if (value !== undefined && value < 0) yield { type: 'Invalid value', path, value, detail: NOT_NEGATIVE };
}

function unsupported(path: string, value: string, supported: readonly string[]): ValidationProblem {
  const detail = `supported values: ${supported.map((each) => JSON.stringify(each)).join(', ')}`;
  return { type: 'Unsupported value', path, value, detail };
}

function differ(left: string | number | undefined, right: string | number | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}

function claimTemplatesDiffer(
  left: StatefulSetValues['claimTemplates'],
  right: StatefulSetValues['claimTemplates'],
): boolean {
  if (left === undefined || right === undefined) return false;
  if (left.length !== right.length) return true;
  return left.some((template, index) => {
    const other = right[index];
    return other === undefined || template.name !== other.name || differ(template.fingerprint, other.fingerprint);
  });
}

/** What the API server says of a change to any other field of `spec` than those that may change. */
export function forbiddenDetail(features: Features): string {
  const history = features.revisionHistoryLimitMutable ? "'revisionHistoryLimit', " : '';
  return (
    `updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', ${history}` +
    `'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden`
  );
}
