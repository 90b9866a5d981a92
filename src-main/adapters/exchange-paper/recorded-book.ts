// A depth book kept from a snapshot and the diffs around it, cut by the best prices where those are newer.
import type { BookLevel } from "../../../src-core/market/order-book.ts";
import type { Frame } from "./recorded-frames.ts";

type Depth = Extract<Frame, { readonly kind: "snapshot" | "diff" }>;
type Touch = Extract<Frame, { readonly kind: "touch" }>;

export interface RecordedBook {
  hear(frame: Depth | Touch): void;
  /** Best first; empty before the snapshot. */
  bids(): readonly BookLevel[];
  asks(): readonly BookLevel[];
}

const SHOWN_LEVELS = 40;

export function recordedBook(): RecordedBook {
  const bids = new Map<string, BookLevel>();
  const asks = new Map<string, BookLevel>();
  const early: Depth[] = [];
  let knownId: number | undefined;
  let touch: Touch | undefined;

  function hearDepth(frame: Depth): void {
    if (frame.kind === "snapshot") {
      bids.clear();
      asks.clear();
      apply(frame);
      for (const diff of early.splice(0)) hearDepth(diff);
      return;
    }
    if (knownId === undefined) early.push(frame);
    else if (frame.lastId > knownId) apply(frame);
  }

  function apply(frame: Depth): void {
    knownId = frame.lastId;
    put(bids, frame.bids);
    put(asks, frame.asks);
  }

  return {
    hear(frame) {
      if (frame.kind === "touch") touch = frame;
      else hearDepth(frame);
    },
    bids: () => side(bids, touch?.bid, (a, b) => b.price.compare(a.price)),
    asks: () => side(asks, touch?.ask, (a, b) => a.price.compare(b.price)),
  };
}

function put(into: Map<string, BookLevel>, levels: readonly BookLevel[]): void {
  for (const level of levels) {
    if (level.quantity.isZero()) into.delete(level.price.toString());
    else into.set(level.price.toString(), level);
  }
}

/** The newest best level first, then the depth behind it. */
function side(
  levels: ReadonlyMap<string, BookLevel>,
  best: BookLevel | undefined,
  outward: (a: BookLevel, b: BookLevel) => number,
): readonly BookLevel[] {
  const sorted = [...levels.values()].sort(outward);
  if (best === undefined || sorted.length === 0) return sorted.slice(0, SHOWN_LEVELS);
  return [best, ...sorted.filter((level) => outward(best, level) < 0)].slice(0, SHOWN_LEVELS);
}
