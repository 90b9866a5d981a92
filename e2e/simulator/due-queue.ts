// What is due, earliest first; of the same time, first come first served. A binary heap.

export interface Due {
  readonly atMs: number;
  readonly turn: number;
  readonly owner: string;
  readonly run: () => void;
  cancelled: boolean;
}

function before(one: Due, other: Due): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.turn < other.turn);
}

export class DueQueue {
  private heap: Due[] = [];
  private turns = 0;

  add(atMs: number, owner: string, run: () => void): Due {
    this.turns += 1;
    const entry: Due = { atMs, turn: this.turns, owner, run, cancelled: false };
    this.push(entry);
    return entry;
  }

  /** The next entry not later than `untilMs`, taken out. */
  take(untilMs: number): Due | undefined {
    for (let first = this.heap[0]; first !== undefined && first.atMs <= untilMs; first = this.heap[0]) {
      this.pop();
      if (!first.cancelled) return first;
    }
    return undefined;
  }

  drop(matches: (entry: Due) => boolean): void {
    for (const entry of this.heap) if (matches(entry)) entry.cancelled = true;
  }

  /** Moves entries to later times; their cancelling still works. */
  delay(matches: (entry: Due) => boolean, byMs: number): void {
    const all = this.heap.filter((entry) => !entry.cancelled);
    this.heap = [];
    for (const entry of all)
      this.push(matches(entry) ? Object.assign(entry, { atMs: entry.atMs + byMs }) : entry);
  }

  private push(entry: Due): void {
    let at = this.heap.length;
    this.heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.heap[parent];
      if (above === undefined || !before(entry, above)) break;
      this.heap[at] = above;
      at = parent;
    }
    this.heap[at] = entry;
  }

  private pop(): void {
    const last = this.heap.pop();
    const size = this.heap.length;
    if (last === undefined || size === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const left = this.heap[child];
      const right = this.heap[child + 1];
      if (left === undefined) break;
      if (right !== undefined && before(right, left)) child += 1;
      const least = this.heap[child];
      if (least === undefined || !before(least, last)) break;
      this.heap[at] = least;
      at = child;
    }
    this.heap[at] = last;
  }
}
