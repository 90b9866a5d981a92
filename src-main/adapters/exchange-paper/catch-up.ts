// What happened to resting orders and positions while nobody looked: the market is a function of time, so the missed
// time is walked again, from spans of eight hours down to the slots of those minutes whose prices reached something.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import { type Decimal, sum } from "../../../src-core/money/decimal.ts";
import { type Draft, write } from "./draft.ts";
import { FUNDING_INTERVAL_MS } from "./funding-rate.ts";
import { maintenanceOf, MARGIN_ASSET } from "./margin.ts";
import type { MarketSource, PriceRange } from "./market-source.ts";
import { activeListings, tickListing } from "./market-tick.ts";
import { SLOT_MS } from "./minute-slots.ts";
import type { PaperEngine } from "./paper-engine.ts";
import type { LiveOrder, PaperAccount } from "./paper-state.ts";
import { firesAbove } from "./trigger.ts";

const MINUTE_MS = 60_000;
/** Minutes per span, each a whole number of the next. */
const SPANS = [FUNDING_INTERVAL_MS / MINUTE_MS, 60, 1] as const;

type Ranges = (listing: ListingKey) => PriceRange;

/**
 * Lives through the time from the last record, or from `sinceMs` where that is later, until `nowMs`. A source without a
 * past leaves orders as they were.
 */
export async function catchUp(
  engine: PaperEngine,
  source: MarketSource,
  nowMs: number,
  sinceMs = 0,
): Promise<void> {
  const fromMs = Math.max(sinceMs, engine.look().state.asOfMs);
  if (source.range === undefined || activeListings(engine.look().state).size === 0 || fromMs >= nowMs) return;

  async function walk(startMs: number, depth: number): Promise<void> {
    const minutes = SPANS[depth] ?? 1;
    const look = engine.look();
    if (startMs >= nowMs || startMs + minutes * MINUTE_MS <= fromMs) return;
    const ranges = rangesOnce((listing) => source.range?.(listing, startMs, minutes) ?? neverReached());
    if (![...activeListings(look.state)].some((listing) => isReached(look, listing, ranges))) return;
    if (depth === SPANS.length - 1) return walkSlots(startMs);
    const inner = (SPANS[depth + 1] ?? 1) * MINUTE_MS;
    for (let part = 0; part < (minutes * MINUTE_MS) / inner; part += 1)
      await walk(startMs + part * inner, depth + 1);
  }

  async function walkSlots(startMs: number): Promise<void> {
    for (let atMs = startMs; atMs < startMs + MINUTE_MS && atMs <= nowMs; atMs += SLOT_MS) {
      if (atMs > fromMs) await engine.step(tickActive, atMs);
    }
  }

  const first = Math.floor(fromMs / FUNDING_INTERVAL_MS) * FUNDING_INTERVAL_MS;
  for (let startMs = first; startMs < nowMs; startMs += FUNDING_INTERVAL_MS) {
    await walk(startMs, 0);
  }
  await engine.step((draft) => write(draft, { kind: "seen", atMs: nowMs }), nowMs);
}

/** Moves every listing in which something is at stake to the draft's time. */
export function tickActive(draft: Draft): void {
  for (const listing of activeListings(draft.state)) tickListing(draft, listing);
}

/** Ranges cost noise: each listing's is worked out once for all accounts. */
function rangesOnce(range: Ranges): Ranges {
  const known = new Map<ListingKey, PriceRange>();
  return (listing) => {
    const found = known.get(listing) ?? range(listing);
    known.set(listing, found);
    return found;
  };
}

function neverReached(): never {
  throw new Error("Invariant: a source with a past");
}

function isReached(look: Draft, listing: ListingKey, ranges: Ranges): boolean {
  const range = ranges(listing);
  return [...look.state.accounts.values()].some(
    (account) =>
      [...account.orders.values()].some(
        (order) => order.terms.listing === listing && reaches(range, order),
      ) ||
      (Object.values(account.positions).some((position) => position.listing === listing) &&
        mayRunOut(look, account, ranges)),
  );
}

/** A limit is passed when the price went beyond it; a trigger fires when the price comes to it. */
function reaches({ low, high }: PriceRange, { terms, phase }: LiveOrder): boolean {
  if (phase === "waiting") {
    if (terms.trigger === undefined) return false;
    return firesAbove(terms) ? high.atLeast(terms.trigger) : low.atMost(terms.trigger);
  }
  if (terms.price === undefined) return false;
  return terms.side === "buy" ? low.lessThan(terms.price) : high.greaterThan(terms.price);
}

/** With every position at its worst price of the span, whether margin could have run out. */
function mayRunOut(look: Draft, account: PaperAccount, ranges: Ranges): boolean {
  const margins = Object.values(account.positions).map((position): Decimal => {
    const { low, high } = ranges(position.listing);
    const worst = position.quantitySigned.isPositive() ? low : high;
    const listing = look.view.listing(position.listing);
    const unrealised = position.quantitySigned.times(worst).minus(position.costSigned);
    return listing === undefined ? unrealised : unrealised.minus(maintenanceOf(position, listing, worst));
  });
  const wallet = account.wallets[MARGIN_ASSET];
  return wallet === undefined || !wallet.plus(sum(margins)).isPositive();
}
