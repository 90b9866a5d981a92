// One side of a recorded book, kept in order, so that its best levels are at hand.
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Level } from "./market.ts";

export type Row = readonly [price: string, quantity: string];

interface Entry {
  /** Distance in which smaller is better. */
  readonly rank: number;
  readonly price: string;
  quantity: string;
}

const GONE = /^0(\.0*)?$/;

export class SortedSide {
  private readonly entries: Entry[] = [];
  private readonly sign: 1 | -1;

  constructor(side: "bids" | "asks", rows: readonly Row[]) {
    this.sign = side === "bids" ? -1 : 1;
    this.apply(rows);
  }

  /** Sets levels; a quantity of zero removes one. */
  apply(rows: readonly Row[]): void {
    for (const [price, quantity] of rows) {
      const rank = this.sign * Number(price);
      const at = this.find(rank);
      const known = this.entries[at];
      if (known?.rank === rank) {
        if (GONE.test(quantity)) this.entries.splice(at, 1);
        else known.quantity = quantity;
      } else if (!GONE.test(quantity)) {
        this.entries.splice(at, 0, { rank, price, quantity });
      }
    }
  }

  best(count: number): Level[] {
    const rows = this.entries.slice(0, count);
    return rows.map(({ price, quantity }) => [Decimal.of(price), Decimal.of(quantity)] as const);
  }

  /** Where an entry of this rank is, or belongs. */
  private find(rank: number): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.entries[middle]?.rank ?? rank) < rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
