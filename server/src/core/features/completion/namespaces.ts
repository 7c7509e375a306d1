import { nameOf } from '../../kubernetes/resource';
import { resourcesInReach } from '../../workspace/near';
import { namespaceInForce } from '../../workspace/namespaces';
import type { CompletionContext } from './context';
import { endsWith, literal } from './context';
import type { CompletionItem } from './item';

/** Namespaces of the workspace, for `metadata.namespace`, for that of a kustomization and of what a route leads to. */
export function namespaces(context: CompletionContext): readonly CompletionItem[] {
  const { place, kind, workspace, document, resource } = context;
  if (place.part !== 'value') return [];
  const isNamespace =
    (place.path.length === 2 && endsWith(place.path, 'metadata', 'namespace')) ||
    (kind === 'Kustomization' && place.path.length === 1 && endsWith(place.path, 'namespace')) ||
    (kind === 'HTTPRoute' && endsWith(place.path, 'backendRefs', '*', 'namespace'));
  if (!isNamespace) return [];
  const found = new Map<string, string>();
  const add = (name: string | undefined, detail: string): void => {
    if (name !== undefined && name !== '' && !found.has(name)) found.set(name, detail);
  };
  for (const object of workspace.all('Namespace')) add(nameOf(object), 'Namespace');
  for (const near of ['StatefulSet', 'Service'] as const) {
    for (const object of resourcesInReach(near, document.id, workspace, (other) => other !== resource)) {
      add(namespaceInForce(object, workspace), `namespace of ${near} ${nameOf(object) ?? ''}`);
    }
  }
  for (const other of workspace.all('Kustomization')) {
    if (other !== resource) add(other.namespace?.value, 'set by a kustomization');
  }
  return [...found].map(([name, detail]) => ({
    label: name,
    kind: 'namespace',
    detail: detail.trim(),
    insert: [literal(name, context)],
  }));
}
