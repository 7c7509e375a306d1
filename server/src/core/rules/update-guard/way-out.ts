import { replicasOf, startOf } from '../../kubernetes/defaults';
import { claimName } from '../../kubernetes/identity';
import type { Resource } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Fix } from '../finding';

/** Of so many claims the commands are written out; nobody pastes more. */
const CLAIMS = 100;

/** Copies commands, one a line. */
export function copyCommands(title: string, commands: readonly string[]): Fix {
  return { title, edits: [], copy: `${commands.join('\n')}\n` };
}

/** Deletes the set but neither Pods nor claims, and applies the file: the new set adopts the Pods. */
export function orphanAndApply(set: StatefulSet): readonly string[] {
  return [
    `kubectl delete statefulset ${nameOf(set) ?? ''}${inNamespace(set)} --cascade=orphan`,
    `kubectl apply -f ${fileName(set)}`,
  ];
}

/** Deletes the object and applies the file. */
export function deleteAndApply(resource: Resource): readonly string[] {
  return [
    `kubectl delete ${resource.kind.toLowerCase()} ${nameOf(resource) ?? ''}${inNamespace(resource)}`,
    `kubectl apply -f ${fileName(resource)}`,
  ];
}

/** The claims that a template has made for the Pods of a set, for a person to read. */
export function claimsOf(set: StatefulSet, template: string): string {
  const name = nameOf(set) ?? '';
  const start = startOf(set) ?? 0;
  const count = replicasOf(set) ?? 1;
  if (count < 1) return `each existing claim of ${template}`;
  const first = claimName(template, name, start);
  if (count === 1) return `the existing claim ${first}`;
  return `the existing claims ${first} to ${claimName(template, name, start + count - 1)}`;
}

/**
 * Asks for more storage in each claim that a template has made for the Pods of a set, which is the set as it was: the
 * controller never changes a claim.
 */
export function enlargeClaims(set: StatefulSet, template: string, storage: string): readonly string[] {
  const name = nameOf(set) ?? '';
  const start = startOf(set) ?? 0;
  const count = Math.min(replicasOf(set) ?? 1, CLAIMS);
  const patch = JSON.stringify({ spec: { resources: { requests: { storage } } } });
  return Array.from(
    { length: count },
    (_, index) =>
      `kubectl patch pvc ${claimName(template, name, start + index)}${inNamespace(set)} --type=merge -p '${patch}'`,
  );
}

function inNamespace(resource: Resource): string {
  const namespace = resource.metadata.namespace?.value;
  return namespace === undefined ? '' : ` -n ${namespace}`;
}

function fileName(resource: Resource): string {
  const { uri } = resource.document;
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll('%20', ' ')}'`;
}
