import type { Node } from '../yaml/node';
import { itemsOrUnreadable, mapField } from '../yaml/field';
import type { ResourceBase } from './resource';

/** A PersistentVolumeClaim that stands by itself. */
export interface Claim extends ResourceBase {
  readonly kind: 'PersistentVolumeClaim';
  /** Empty where absent; undefined where unreadable. */
  readonly accessModes: readonly string[] | undefined;
}

/** Reads the object of a PersistentVolumeClaim. */
export function readClaim(base: ResourceBase, object: Node): Claim {
  const modes = itemsOrUnreadable(mapField(object, 'spec')?.value, 'accessModes').map((item) =>
    item.type === 'scalar' ? item.text : undefined,
  );
  return {
    ...base,
    kind: 'PersistentVolumeClaim',
    accessModes: modes.every((mode) => mode !== undefined) ? modes : undefined,
  };
}
