import { integerField, integerOrStringField, itemsOf, mapField, stringField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { valueAt } from '../yaml/node';
import type { Backend } from './backend';
import type { ResourceBase } from './resource';

/** An Ingress (`networking.k8s.io`), as far as it sends requests to Services. */
export interface Ingress extends ResourceBase {
  readonly kind: 'Ingress';
  readonly backends: readonly Backend[];
}

/** Reads the object of an Ingress, also of the versions before `networking.k8s.io/v1`. */
export function readIngress(base: ResourceBase, object: Node): Ingress {
  const spec = mapField(object, 'spec')?.value;
  const paths = itemsOf(spec, 'rules').flatMap((rule) => itemsOf(valueAt(rule, 'http'), 'paths'));
  const backends = [
    valueAt(spec, 'defaultBackend'),
    valueAt(spec, 'backend'),
    ...paths.map((path) => valueAt(path, 'backend')),
  ];
  return { ...base, kind: 'Ingress', backends: backends.flatMap(readBackend) };
}

function readBackend(backend: Node | undefined): readonly Backend[] {
  const service = valueAt(backend, 'service');
  const port = valueAt(service, 'port');
  const written: Backend = {
    service: stringField(service, 'name') ?? stringField(backend, 'serviceName'),
    namespace: undefined,
    port: stringField(port, 'name') ?? integerField(port, 'number') ?? integerOrStringField(backend, 'servicePort'),
  };
  return written.service === undefined ? [] : [written];
}
