import type { Field, StringMap } from '../yaml/field';
import { nameField, stringMapField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { entryOf, valueAt } from '../yaml/node';

/** `ObjectMeta`, as far as names and labels go. */
export interface Metadata {
  readonly name: Field<string> | undefined;
  /** Written without a namespace, an object goes to whichever one it is applied to. */
  readonly namespace: Field<string> | undefined;
  readonly labels: StringMap | undefined;
  readonly annotations: StringMap | undefined;
  /** Whether it carries what only a cluster gives (`uid`): a copy of a live object, whose neighbours need not be here. */
  readonly live: boolean;
}

/** Reads `metadata` of an object, or of a template, whose parts may all be absent. */
export function readMetadata(object: Node | undefined): Metadata {
  const metadata = valueAt(object, 'metadata');
  return {
    name: nameField(metadata, 'name'),
    namespace: nameField(metadata, 'namespace'),
    labels: stringMapField(metadata, 'labels'),
    annotations: stringMapField(metadata, 'annotations'),
    live: entryOf(metadata, 'uid') !== undefined,
  };
}
