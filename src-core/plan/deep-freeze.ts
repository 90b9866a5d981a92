// A plan that was shown cannot be changed afterwards, not even by a mistake of ours.

/** A deep frozen copy of plain data; values of a class (exact decimals) are frozen where they are. */
export function deepFreeze<T>(value: T): T {
  return copyFrozen(value) as T;
}

function copyFrozen(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => copyFrozen(item)));
  if (Object.getPrototypeOf(value) !== Object.prototype) return Object.freeze(value);
  const fields = Object.entries(value).map(([key, field]): [string, unknown] => [key, copyFrozen(field)]);
  return Object.freeze(Object.fromEntries(fields));
}
