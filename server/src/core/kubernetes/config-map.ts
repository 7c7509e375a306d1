import type { ResourceBase } from './resource';

/** A ConfigMap, of which only the DNS names in its data matter. */
export interface ConfigMap extends ResourceBase {
  readonly kind: 'ConfigMap';
}
