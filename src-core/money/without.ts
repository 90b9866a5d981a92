// Copies of immutable values with something taken away; the given value stays as it is.

/** The record without one key. */
export function withoutKey<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** The value without the named fields: absent, not undefined. */
export function withoutFields<T extends object, K extends keyof T & string>(
  value: T,
  ...fields: readonly K[]
): Omit<T, K> {
  const gone: readonly string[] = fields;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !gone.includes(name))) as Omit<T, K>;
}
