// Rows do not move under the pointer: while it is over the table they keep their order, and newcomers wait at the end.

interface Identified {
  readonly id: string;
}

/** The rows in the order in which they were last shown, those that are new after them. */
export function steadyRows<T extends Identified>(rows: readonly T[], shown: readonly string[]): readonly T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const known = new Set(shown);
  const kept = shown.flatMap((id) => byId.get(id) ?? []);
  return [...kept, ...rows.filter(({ id }) => !known.has(id))];
}
