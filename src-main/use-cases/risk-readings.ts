// What the gate and the risk panel read besides the portfolio: what was sent, what it cost, what venues still take, equity.
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { Decimal } from "../../src-core/money/decimal.ts";
import { timesKnown } from "../../src-core/money/known.ts";
import type { Plan } from "../../src-core/plan/plan.ts";
import {
  dollarsPer,
  quoteWithin,
  referencePrice,
  QUOTE_STALE_AFTER_MS,
} from "../../src-core/risk/exposure-price.ts";
import type { BucketReading, Readings, SentOrder } from "../../src-core/risk/gate-input.ts";
import { LONGEST_WINDOW_MS, type Limits } from "../../src-core/risk/limits.ts";
import { slippageCost, type SlippageReading } from "../../src-core/risk/slippage.ts";
import { equities } from "./equities.ts";
import { MAX_FILLS, type RecordedFill, type Runtime } from "./runtime.ts";

/** Only what some limit asks for is gathered: a day of orders and fills is much to look through at every preview. */
export function riskReadings(
  runtime: Runtime,
  nowMs: number,
): Pick<Readings, "repeats" | "slippages" | "buckets" | "equities"> {
  const { limits } = runtime.state.durable;
  const asks = (key: keyof Limits) => Object.values(limits).some((each) => each?.[key] !== undefined);
  return {
    ...(asks("maxRepeats") ? { repeats: sentOrders(runtime, nowMs) } : {}),
    ...(asks("maxSlippage") ? { slippages: slippages(runtime, nowMs) } : {}),
    buckets: buckets(runtime),
    equities: equities(runtime),
  };
}

/** Of every venue that limits requests. */
export function buckets(runtime: Runtime): readonly BucketReading[] {
  return [...runtime.ports.venues.values()].flatMap((venue) => venue.buckets?.() ?? []);
}

/** The price that a plan's fills are measured against, by listing; a listing without a fresh one is left out. */
export function referencesOf(runtime: Runtime, plan: Plan): Readonly<Record<ListingKey, Decimal>> {
  const { quotes } = runtime.state.portfolio;
  const nowMs = runtime.ports.clock.nowMs();
  const listings = new Set(plan.body.legs.map((leg) => leg.terms.listing));
  return Object.fromEntries(
    [...listings].flatMap((listing) => {
      const quote = quoteWithin(quotes.get(listing), nowMs, QUOTE_STALE_AFTER_MS);
      const reference = quote === undefined ? undefined : referencePrice(quote);
      return reference === undefined ? [] : [[listing, reference] as const];
    }),
  );
}

function sentOrders({ state }: Runtime, nowMs: number): readonly SentOrder[] {
  const { orders, plans } = state.durable;
  return [...orders.values()].flatMap(({ accountId, planId, status, createdAtMs }) => {
    const gesture = plans.get(planId)?.body.gesture;
    const isCounted = status !== "DENIED" && nowMs - createdAtMs <= LONGEST_WINDOW_MS;
    return gesture === undefined || !isCounted ? [] : [{ accountId, gesture, atMs: createdAtMs }];
  });
}

/** Fills of our own orders. Where older ones are no longer kept, the oldest kept one stands for what is not known. */
function slippages(runtime: Runtime, nowMs: number): readonly SlippageReading[] {
  const { fills } = runtime.state;
  const own = fills.filter(
    ({ orderId, fill }) => orderId !== undefined && nowMs - fill.atMs <= LONGEST_WINDOW_MS,
  );
  const known = own.map((recorded) => slippage(runtime, recorded, nowMs));
  const oldest = fills[0];
  if (oldest === undefined || fills.length < MAX_FILLS) return known;
  const accounts = Object.keys(runtime.state.portfolio.accounts);
  return [...accounts.map((accountId) => ({ accountId, atMs: oldest.fill.atMs })), ...known];
}

function slippage(
  runtime: Runtime,
  { accountId, orderId, fill }: RecordedFill,
  nowMs: number,
): SlippageReading {
  const { portfolio, durable } = runtime.state;
  const order = durable.orders.get(orderId ?? "");
  const reference = durable.references.get(order?.planId ?? "")?.[fill.listing];
  const listing = portfolio.listings[fill.listing];
  const bare = { accountId, atMs: fill.atMs };
  if (reference === undefined || listing === undefined) return bare;
  const rate = dollarsPer(portfolio, listing.quote, listing.venue, nowMs);
  const dollars = timesKnown(slippageCost(listing.kind, fill, reference), rate);
  return dollars === undefined ? bare : { ...bare, dollars };
}
