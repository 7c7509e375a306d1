import type { ResourceBase } from './resource';

/** A Namespace, of which only the name matters. */
export interface Namespace extends ResourceBase {
  readonly kind: 'Namespace';
}
