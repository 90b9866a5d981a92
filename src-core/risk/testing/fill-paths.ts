// A brute-force venue for tests: tries every order of single-unit fills and reports what positions can be reached.
// Written apart from the gate's arithmetic on purpose: plain integers, and search instead of formulas.

export interface PathOrder {
  readonly side: "buy" | "sell";
  readonly units: number;
  /** The venue fills it only while it shrinks the position. */
  readonly clamped: boolean;
  /** Watched: does any of its fills take the position further from zero? */
  readonly watched?: boolean;
}

export interface Paths {
  readonly highest: number;
  readonly lowest: number;
  /** Some fill of a watched order raised the absolute position on some path. */
  readonly watchedCanRaise: boolean;
}

/** Visits every state that fills of one unit at a time can reach from the position. */
export function explorePaths(position: number, orders: readonly PathOrder[]): Paths {
  let highest = position;
  let lowest = position;
  let watchedCanRaise = false;
  const seen = new Set<string>();
  const open: { at: number; left: readonly number[] }[] = [
    { at: position, left: orders.map((order) => order.units) },
  ];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { at, left } = state;
    const key = left.join();
    if (seen.has(key)) continue;
    seen.add(key);
    highest = Math.max(highest, at);
    lowest = Math.min(lowest, at);
    for (const [index, order] of orders.entries()) {
      if ((left[index] ?? 0) === 0) continue;
      const next = order.side === "buy" ? at + 1 : at - 1;
      const raises = Math.abs(next) > Math.abs(at);
      if (order.clamped && raises) continue;
      if (order.watched === true && raises) watchedCanRaise = true;
      open.push({ at: next, left: left.map((units, place) => (place === index ? units - 1 : units)) });
    }
  }
  return { highest, lowest, watchedCanRaise };
}
