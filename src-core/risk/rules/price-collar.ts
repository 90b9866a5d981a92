// price-collar: no price further against us from the reference than the collar allows; triggers and market orders too.
import { Decimal, ZERO } from "../../money/decimal.ts";
import type { Side } from "../../order-terms/order-terms.ts";
import { lowestAmount } from "../binding-limits.ts";
import { farTouch } from "../../plan/reference-price.ts";
import { sweptTogether } from "../../plan/swept-together.ts";
import { referencePrice } from "../exposure-price.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, legSubject, pass, warn } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Where mark and index differ by more than this, neither is a reference for new exposure. */
const MARK_INDEX_BOUND_BPS = Decimal.fromInteger(300);

const BPS = Decimal.fromInteger(10_000);
/** A distance was rounded up at its eighteenth digit: a level's own price comes out again. */
const PRICE_DIGITS = 10;

/**
 * Distance against us in basis points of the reference: up for a buy, down for a sell. A market order is taken at the worst
 * price that the plan's orders there would sweep to. A proven reduction keeps the collar on a typed limit price only, measured from its trigger where it has one.
 */
export function priceCollar(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const binding = lowestAmount(leg.of.scopes, (limits) => limits.priceCollarBps);
    if (binding === undefined) return [];
    const measured = measure(context, leg);
    if (measured.kind === "readings") return measured.readings;
    const { distance, name } = measured;
    const reading = distance.rounded(2, "up").toString();
    const numbers = { scope: binding.scope, reading, limit: binding.value.toString() };
    if (distance.atMost(binding.value)) {
      return [pass("price-collar", legSubject(leg), `${name} ${reading} bps from the reference.`, numbers)];
    }
    const message = `${name} is ${reading} bps against you from the reference, over the collar of ${numbers.limit} bps for ${binding.label}.`;
    return [deny("price-collar", legSubject(leg), message, numbers)];
  });
}

type Measured =
  | { readonly kind: "readings"; readonly readings: readonly RuleReading[] }
  | { readonly kind: "distance"; readonly distance: Decimal; readonly name: string };

function measure(context: GateContext, leg: LegContext): Measured {
  return leg.reduction.proven ? measureReduction(leg) : measureIncrease(context, leg);
}

function measureIncrease({ input }: GateContext, leg: LegContext): Measured {
  const { quote, listing } = leg;
  const subject = legSubject(leg);
  const reference = quote === undefined ? undefined : referencePrice(quote);
  if (quote === undefined || reference === undefined || !reference.isPositive()) {
    return only(
      deny("price-collar", subject, `No fresh reference price for ${listing.name}. Wait for the price.`),
    );
  }
  if (quote.mark !== undefined && quote.index?.isPositive() === true) {
    const apart = bpsFrom(quote.index, quote.mark).abs();
    if (apart.greaterThan(MARK_INDEX_BOUND_BPS)) {
      const numbers = { reading: apart.rounded(2, "up").toString(), limit: MARK_INDEX_BOUND_BPS.toString() };
      const message = `Mark and index of ${listing.name} are ${numbers.reading} bps apart. New exposure has to wait.`;
      return only(deny("price-collar", subject, message, numbers));
    }
  }
  const { price, trigger, side } = leg.leg.terms;
  const typed = furthestAgainst(side, [price, trigger]);
  if (typed !== undefined) {
    const name = price === undefined ? "Trigger" : "Price";
    return { kind: "distance", distance: against(side, reference, typed), name };
  }
  const touch = farTouch(quote, side);
  if (touch === undefined) {
    const missing = side === "buy" ? "ask" : "bid";
    const message = `No ${missing} price for ${listing.name}, so a market order cannot be priced. Use a limit order.`;
    return only(deny("price-collar", subject, message));
  }
  const swept = sweptTogether(input.plan.body.legs, leg.leg, input.portfolio, input.nowMs);
  if (swept === undefined) {
    const message = `The book of ${listing.name} is not known deep enough for a market order of this size. Use a limit order, or wait for the book.`;
    return only(deny("price-collar", subject, message));
  }
  const reach = touch.times(swept.furthest).rounded(PRICE_DIGITS, "half-even");
  const worst = side === "buy" ? touch.plus(reach) : touch.minus(reach);
  return { kind: "distance", distance: against(side, reference, worst), name: "Estimated price" };
}

function measureReduction(leg: LegContext): Measured {
  const { price, trigger, side } = leg.leg.terms;
  if (price === undefined) return only();
  const reference = trigger ?? (leg.quote === undefined ? undefined : referencePrice(leg.quote));
  if (reference?.isPositive() !== true) {
    const message = `No fresh reference price for ${leg.listing.name}. The order only shrinks a position and may go.`;
    return only(warn("price-collar", legSubject(leg), message));
  }
  return { kind: "distance", distance: against(side, reference, price), name: "Price" };
}

function only(...readings: readonly RuleReading[]): Measured {
  return { kind: "readings", readings };
}

function furthestAgainst(side: Side, prices: readonly (Decimal | undefined)[]): Decimal | undefined {
  let worst: Decimal | undefined;
  for (const price of prices) {
    if (price === undefined) continue;
    if (worst === undefined) worst = price;
    else worst = side === "buy" ? worst.max(price) : worst.min(price);
  }
  return worst;
}

function against(side: Side, reference: Decimal, price: Decimal): Decimal {
  const signed = bpsFrom(reference, price);
  return (side === "buy" ? signed : signed.negated()).max(ZERO);
}

/** Basis points of `reference`, rounded away from zero at the twelfth digit so that over the limit stays over it. */
function bpsFrom(reference: Decimal, price: Decimal): Decimal {
  return price.minus(reference).times(BPS).dividedBy(reference, 12, "up");
}
