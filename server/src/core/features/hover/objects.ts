import type { Resource } from '../../kubernetes/read';
import { POD_NAME_LABEL } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { code, phrase } from './markdown';

/** Objects by kind: "Services `nginx` and `public` and PodDisruptionBudget `web`", in the order in which kinds come up. */
export function objectsInWords(resources: readonly Resource[]): string {
  const byKind = new Map<string, string[]>();
  for (const resource of resources) {
    const names = byKind.get(resource.kind) ?? [];
    names.push(nameOf(resource) ?? '?');
    byKind.set(resource.kind, names);
  }
  const groups = [...byKind].map(([kind, names]) => `${names.length === 1 ? kind : plural(kind)} ${phrase(names)}`);
  const last = groups.at(-1) ?? '';
  return groups.length > 2 ? `${groups.slice(0, -1).join(', ')} and ${last}` : groups.join(' and ');
}

function plural(kind: string): string {
  if (kind.endsWith('s')) return `${kind}es`;
  return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

/** The one Pod that a Service selects by the label with its name; undefined where it does not select so. */
export function onePodOf(service: Service): string | undefined {
  return service.selector?.value?.get(POD_NAME_LABEL)?.value;
}

/** The Pods that a Service selects of what makes them: "the Pods of StatefulSet `web`", or the one. */
export function selectedPods(service: Service, makers: readonly Resource[]): string {
  const pod = onePodOf(service);
  return `${pod === undefined ? 'the Pods' : `Pod ${code(pod)}`} of ${objectsInWords(makers)}`;
}
