import type { Resource } from '../kubernetes/read';

/**
 * Of the objects of one kind, namespace and name that are committed (`before`) and that are there now, the one that a
 * resource was. In its own file that is the one at the same place among them. An object that came from another file is
 * followed only where it is gone from there: what is still in its place was copied, and the copy is a new object, of
 * another cluster perhaps. Undefined where it cannot be told.
 */
export function committedAs<R extends Resource>(resource: R, before: readonly R[], now: readonly R[]): R | undefined {
  const { uri } = resource.document;
  const inFile = (list: readonly R[]): readonly R[] => list.filter((other) => other.document.uri === uri);
  const [own, present] = [inFile(before), inFile(now)];
  if (own.length > 0) return own.length === present.length ? own[present.indexOf(resource)] : undefined;
  const isIn = (list: readonly R[], { document }: R): boolean =>
    list.some((other) => other.document.uri === document.uri);
  const gone = before.filter((other) => !isIn(now, other));
  const come = now.filter((other) => !isIn(before, other));
  return gone.length === 1 && come.length === 1 ? gone[0] : undefined;
}
