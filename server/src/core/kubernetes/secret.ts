import type { ResourceBase } from './resource';

/** A Secret, of which only the DNS names in its `stringData` matter. */
export interface Secret extends ResourceBase {
  readonly kind: 'Secret';
}
