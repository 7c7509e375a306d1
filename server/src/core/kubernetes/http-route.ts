import { integerField, itemsOf, mapField, stringField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { valueAt } from '../yaml/node';
import type { Backend } from './backend';
import type { ResourceBase } from './resource';

/** An HTTPRoute (`gateway.networking.k8s.io`), as far as it sends requests to Services. */
export interface HttpRoute extends ResourceBase {
  readonly kind: 'HTTPRoute';
  readonly backends: readonly Backend[];
}

/** Reads the object of an HTTPRoute. A mirror of requests is a backend too. */
export function readHttpRoute(base: ResourceBase, object: Node): HttpRoute {
  const spec = mapField(object, 'spec')?.value;
  const references = itemsOf(spec, 'rules').flatMap((rule) => {
    const backends = itemsOf(rule, 'backendRefs');
    return [...backends, ...[rule, ...backends].flatMap(mirrorsOf)];
  });
  return { ...base, kind: 'HTTPRoute', backends: references.flatMap(readBackend) };
}

function mirrorsOf(node: Node): readonly Node[] {
  return itemsOf(node, 'filters').flatMap((filter) => valueAt(filter, 'requestMirror', 'backendRef') ?? []);
}

/** A reference is to a Service of the core group unless it says otherwise. */
function readBackend(reference: Node): readonly Backend[] {
  const service = stringField(reference, 'name');
  const isService = (stringField(reference, 'kind')?.value ?? 'Service') === 'Service';
  if (service === undefined || !isService || stringField(reference, 'group')?.value) return [];
  return [{ service, namespace: stringField(reference, 'namespace'), port: integerField(reference, 'port') }];
}
