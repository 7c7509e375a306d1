import type { Field, StringMap } from '../yaml/field';
import { nameField, stringMapField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { entryOf, isUnreadable, valueAt } from '../yaml/node';

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

/**
 * Reads `metadata` of an object, or of a template, whose parts may all be absent. Where it is written but cannot be read,
 * every part may be in it, and is unreadable.
 */
export function readMetadata(object: Node | undefined): Metadata {
  const metadata = isUnreadable(object) ? object : valueAt(object, 'metadata');
  if (isUnreadable(metadata)) {
    const { span } = metadata;
    const unreadable = { value: undefined, span, key: span };
    return { name: unreadable, namespace: unreadable, labels: unreadable, annotations: unreadable, live: false };
  }
  return {
    name: nameField(metadata, 'name'),
    namespace: nameField(metadata, 'namespace'),
    labels: stringMapField(metadata, 'labels'),
    annotations: stringMapField(metadata, 'annotations'),
    live: entryOf(metadata, 'uid') !== undefined,
  };
}
