// Tables with ids for keys: what stands in them, and not what every object has from its prototype.

/** What the table itself holds under the key. */
export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
