// The envelope of a group order: no leg over its maximum, no price beyond its bound, nothing after the deadline.
import type { ListingKey } from "../market/listing.ts";
import { type Decimal, sum } from "../money/decimal.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import { opposite } from "../order-terms/order-terms.ts";
import type { Side } from "../order-terms/order-terms.ts";
import type { Envelope, FailurePolicy, Leg } from "../plan/plan.ts";
import { envelopeBound, marketBound } from "../plan/price-bounds.ts";
import { marketPrice } from "../plan/reference-price.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { GroupOrderInput } from "./group-order.ts";
import type { TypedPrices } from "./typed-fields.ts";

/** For what trades at once: market, immediate or cancel, fill or kill. */
export const IMMEDIATE_DEADLINE_MS = 60_000;
/** For what may rest. */
export const RESTING_DEADLINE_MS = 24 * 3_600_000;

const FOLLOW_UPS: Readonly<Record<FailurePolicy, Envelope["followUps"]>> = {
  leave: [],
  complete: ["complete"],
  unwind: ["unwind"],
  ask: ["complete", "unwind"],
};

/**
 * Prices: the limit price; without one, 1% beyond the trigger or the market. Where the failure policy may unwind, the
 * way back is bounded by the market too. A Failure where a bound needs a price that is not known. `maximumByLeg`: where
 * legs may take what others lack; the total stays what the legs are together.
 */
export function groupEnvelope(
  input: GroupOrderInput,
  prices: TypedPrices,
  legs: readonly Leg[],
  maximumByLeg?: readonly Decimal[],
): Outcome<Envelope> {
  const { draft, portfolio, nowMs } = input;
  const followUps = FOLLOW_UPS[draft.failure];
  const there = boundsOf(legs, portfolio, draft.side, prices);
  if (there === undefined) {
    return fail(
      "price-unknown",
      "price",
      "No price is known to bound this order.",
      "Wait for a quote, or enter a limit price.",
    );
  }
  const back = followUps.includes("unwind") ? boundsOf(legs, portfolio, opposite(draft.side), {}) : {};
  if (back === undefined) {
    const message = "No price is known to bound an unwind.";
    return fail(
      "price-unknown",
      "failure",
      message,
      "Wait for a quote, or choose to leave or complete unfinished legs.",
    );
  }
  const quantities = legs.map(({ terms }) => terms.quantity);
  const immediate = draft.type === "market" || draft.timeInForce !== "GTC";
  return succeed({
    maximumByLeg: maximumByLeg ?? quantities,
    maximumTotal: sum(quantities),
    ...back,
    ...there,
    deadlineMs: nowMs + (immediate ? IMMEDIATE_DEADLINE_MS : RESTING_DEADLINE_MS),
    followUps,
  });
}

function boundsOf(
  legs: readonly Leg[],
  portfolio: Portfolio,
  side: Side,
  prices: TypedPrices,
): Pick<Envelope, "highestBuy" | "lowestSell"> | undefined {
  const bounds = legs.map(({ terms }) => boundOf(terms.listing, portfolio, side, prices));
  const known = bounds.filter((bound) => bound !== undefined);
  return known.length === bounds.length ? envelopeBound(side, known) : undefined;
}

/** A limit order's own price, its trigger inside the bound too; else 1% beyond the trigger or the market. */
function boundOf(
  key: ListingKey,
  portfolio: Portfolio,
  side: Side,
  { price, trigger }: TypedPrices,
): Decimal | undefined {
  if (price !== undefined) {
    if (trigger === undefined) return price;
    return side === "buy" ? price.max(trigger) : price.min(trigger);
  }
  const listing = portfolio.listings[key];
  const reference = trigger ?? marketPrice(portfolio.quotes.get(key), side);
  return listing === undefined || reference === undefined ? undefined : marketBound(reference, side, listing);
}
