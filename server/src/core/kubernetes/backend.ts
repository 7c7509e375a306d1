import type { Field } from '../yaml/field';

/** The Service to which an Ingress or a route sends requests. */
export interface Backend {
  readonly service: Field<string> | undefined;
  /** The namespace of the Service, where it is written; else it is that of the object. */
  readonly namespace: Field<string> | undefined;
  /** The Service's port, by its name or number. */
  readonly port: Field<number | string> | undefined;
}
