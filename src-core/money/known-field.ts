// What is not known stays absent from an object: never `undefined` under a key, never zero.

/** `{ [key]: value }`, or nothing when the value is not known; for spreading into an object. */
export function knownField<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: T });
}
