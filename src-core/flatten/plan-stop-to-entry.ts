// Stops to where their positions were opened: ours are moved, and where a position has none, one is made.
import type { Listing } from "../market/listing.ts";
import { valuationPrice } from "../market/valuation-price.ts";
import { type Decimal, sum, ZERO } from "../money/decimal.ts";
import { fail, type Outcome, succeed } from "../money/outcome.ts";
import { AMEND_DEADLINE_MS, type AmendInput, type AmendPart, amendPart } from "../plan/plan-amend.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Leg, LegReason, Plan } from "../plan/plan.ts";
import type { Portfolio, Position, WorkingOrder } from "../portfolio/portfolio.ts";
import { environmentOf, openOnes, reasonsOf, titleOf } from "./chosen-positions.ts";
import { blocked, closingLeg } from "./flatten-leg.ts";
import type { PositionRef } from "./flatten-blockers.ts";

export interface StopToEntryInput extends Pick<AmendInput, "amendsInPlace"> {
  readonly planId: string;
  readonly portfolio: Portfolio;
  readonly positions: readonly PositionRef[];
  readonly nowMs: number;
}

/**
 * The trigger is the average entry before fees, on the tick that loses nothing: up for a long, down for a short. What the
 * market has passed already, and a stop that stands better than the entry, is left as it is and named.
 */
export function planStopToEntry(input: StopToEntryInput): Outcome<Plan> {
  const { planId, portfolio, nowMs } = input;
  const open = openOnes(portfolio, input.positions);
  const environment = environmentOf(portfolio, open, "protect");
  if (!environment.ok) return environment;
  const parts = open.flatMap((ref) => partsOf(input, ref));
  const legs = parts.flatMap(({ leg }) => leg ?? []);
  const [first] = legs;
  if (first === undefined) {
    const details = [...new Set(parts.map(({ reason }) => reason.detail))].join(" ");
    return fail("nothing-to-protect", "positions", `No stop can go to the entry. ${details}`);
  }
  const quantities = legs.map(({ terms }) => terms.quantity);
  return succeed(
    makePlan({
      planId,
      body: {
        gesture: "amend",
        environment: environment.value,
        legs,
        envelope: {
          maximumByLeg: quantities,
          maximumTotal: sum(quantities),
          deadlineMs: nowMs + AMEND_DEADLINE_MS,
          followUps: [],
        },
        policies: { leftover: "leave", denial: "reject-all", failure: "leave" },
      },
      madeAtMs: nowMs,
      title: titleOf("Stop to entry of", portfolio, legs),
      reasons: reasonsOf(parts),
      unallocated: ZERO,
      listing: (legs.find(({ change }) => change?.kind !== "amend") ?? first).terms.listing,
    }),
  );
}

function partsOf(input: StopToEntryInput, ref: PositionRef): readonly AmendPart[] {
  const { portfolio } = input;
  const state = portfolio.accounts[ref.accountId];
  const position = state?.positions[ref.key];
  if (state === undefined || position === undefined) throw new Error("Invariant: only open positions");
  const listing = portfolio.listings[position.listing];
  const held = position.quantitySigned.abs();
  const base = { accountId: ref.accountId, listing: position.listing, ideal: held };
  const refused = (why: string): readonly AmendPart[] => [blocked(base, why)];
  if (listing === undefined) return refused("the listing is not known.");
  if (!position.entryPrice.isPositive()) return refused("the entry of this position is not known.");
  const trigger = entryTrigger(position, listing);
  const passed = whyPassed(portfolio, position, listing, trigger);
  if (passed !== undefined) return refused(passed);
  const stops = Object.values(state.working).filter((order) => protects(order, position));
  if (stops.length === 0) return [made(ref, listing, position, trigger, base)];
  const foreign = stops.filter(({ origin }) => origin !== "yoke");
  if (foreign.length === stops.length) {
    const names = foreign.map(({ id, origin }) => `${id} (${origin})`).join(", ");
    return refused(`a stop made elsewhere protects it: ${names}. Change it there.`);
  }
  return stops
    .filter(({ origin }) => origin === "yoke")
    .flatMap((order) => moved(input, ref, order, trigger, position));
}

/** The average entry, on the tick that loses nothing. */
function entryTrigger({ entryPrice, quantitySigned }: Position, { tick }: Listing): Decimal {
  return entryPrice.toStep(tick, quantitySigned.isPositive() ? "ceil" : "floor");
}

/** A stop that is passed already would close the position at once, at a loss. */
function whyPassed(
  { quotes }: Portfolio,
  { quantitySigned }: Position,
  { key, name }: Listing,
  trigger: Decimal,
): string | undefined {
  const market = valuationPrice(quotes.get(key));
  if (market === undefined) return `the price of ${name} is not known. Wait for it.`;
  const isLong = quantitySigned.isPositive();
  if (isLong ? trigger.lessThan(market) : trigger.greaterThan(market)) return undefined;
  const [where, does] = isLong ? ["not above", "sell"] : ["not below", "buy"];
  return `${name} is at ${market.toString()}, ${where} the entry ${trigger.toString()}: a stop there would ${does} at once. Flatten it instead.`;
}

/** In hedge mode the side of the position decides; in one-way mode an order must say that it only reduces. */
function protects({ terms }: WorkingOrder, position: Position): boolean {
  const against = position.quantitySigned.isPositive() ? "sell" : "buy";
  return (
    (terms.type === "stop" || terms.type === "stop-limit") &&
    terms.listing === position.listing &&
    terms.positionSide === position.positionSide &&
    terms.side === against &&
    (terms.reduceOnly || terms.positionSide !== "both")
  );
}

function moved(
  input: StopToEntryInput,
  { accountId }: PositionRef,
  order: WorkingOrder,
  trigger: Decimal,
  { quantitySigned }: Position,
): readonly AmendPart[] {
  const now = order.terms.trigger;
  const better = quantitySigned.isPositive() ? now?.greaterThan(trigger) : now?.lessThan(trigger);
  if (now !== undefined && better === true) {
    const base = { accountId, listing: order.terms.listing, ideal: order.terms.quantity };
    const detail = `Its stop at ${now.toString()} is better than the entry already: it stays.`;
    return [{ reason: { ...base, quantity: ZERO, limitedBy: "position", detail } }];
  }
  const part = amendPart({ ...input, wish: { trigger } }, { accountId, orderId: order.id });
  return part === undefined ? [] : [part];
}

/** A market order of the whole position, asleep until the trigger; it can only reduce. */
function made(
  ref: PositionRef,
  listing: Listing,
  position: Position,
  trigger: Decimal,
  base: Pick<LegReason, "accountId" | "listing" | "ideal">,
): AmendPart {
  const held = position.quantitySigned.abs();
  const quantity = held.min(listing.maxMarketQuantity.min(listing.maxQuantity)).toStep(listing.lot, "down");
  if (quantity.isZero() || quantity.lessThan(listing.minQuantity)) {
    return blocked(base, `${held.toString()} is less than the venue trades: no stop can protect it.`);
  }
  const close = closingLeg(ref, listing, position, quantity);
  const leg: Leg = { ...close, terms: { ...close.terms, type: "stop", trigger, timeInForce: "GTC" } };
  const rest = held.minus(quantity);
  const limitedBy = rest.isZero() ? "none" : "lot";
  const bare = rest.isZero() ? "" : ` ${rest.toString()} stays without one.`;
  return {
    leg,
    reason: { ...base, quantity, limitedBy, detail: `No stop protects it: one is made.${bare}` },
  };
}
