/**
 * Freezes a value and everything that can be reached from it, so that a test fails where shared data is changed.
 * Maps and sets keep answering but refuse to change. Returns the same value. Private fields and closures cannot be
 * reached.
 */
export function deepFreeze<T>(value: T): T {
  const pending: unknown[] = [value];
  const seen = new Set<object>();
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (ArrayBuffer.isView(next)) continue; // the language refuses to freeze typed arrays
    if (next instanceof Map) {
      pending.push(...next.keys(), ...next.values());
      refuseChanges(next, ['set', 'delete', 'clear']);
    } else if (next instanceof Set) {
      pending.push(...next.values());
      refuseChanges(next, ['add', 'delete', 'clear']);
    }
    Object.freeze(next);
    for (const property of Object.values(Object.getOwnPropertyDescriptors(next))) pending.push(property.value);
  }
  return value;
}

function refuseChanges(collection: object, methods: readonly string[]): void {
  if (Object.isFrozen(collection)) return;
  for (const method of methods) {
    Object.defineProperty(collection, method, {
      value: () => {
        throw new TypeError(`Cannot ${method}: the collection is frozen`);
      },
    });
  }
}
