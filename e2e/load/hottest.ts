// A processor profile as the list of functions that took the most time by themselves.

/** As the browser's profiler writes it; times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** One line a function, the longest first: milliseconds, share, name and place in the built file. */
export function hottest({ nodes, samples = [], timeDeltas = [] }: CpuProfile, count: number): string {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, lineNumber, columnNumber } }) => [
      id,
      `${functionName === "" ? "(no name)" : functionName} ${String(lineNumber + 1)}:${String(columnNumber)}`,
    ]),
  );
  const spent = new Map<string, number>();
  let whole = 0;
  for (const [index, id] of samples.entries()) {
    const ms = (timeDeltas[index] ?? 0) / 1_000;
    const name = names.get(id) ?? "?";
    spent.set(name, (spent.get(name) ?? 0) + ms);
    whole += ms;
  }
  return [...spent]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(
      ([name, ms]) =>
        `${ms.toFixed(0).padStart(7)} ms ${((100 * ms) / whole).toFixed(1).padStart(5)}% ${name}`,
    )
    .join("\n");
}
