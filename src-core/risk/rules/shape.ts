// shape: quantities and prices are positive, on lot and tick, inside the venue's sizes and inside the plan's envelope.
import { type Decimal } from "../../money/decimal.ts";
import { hasLimitPrice, hasTrigger, type OrderTerms } from "../../order-terms/order-terms.ts";
import { sum } from "../../money/decimal.ts";
import { worstPrice } from "../../plan/price-bounds.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, legSubject } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

interface Flaw {
  readonly message: string;
  readonly reading?: string;
  readonly limit?: string;
}

/** Denies what no venue could take, and what leaves the envelope that was previewed. Nothing is exempt. */
export function shape(context: GateContext): readonly RuleReading[] {
  const { legs } = context.input.plan.body;
  if (legs.length === 0)
    return [deny("shape", {}, "The plan has no orders. Change the size or the accounts.")];
  return [
    ...wholePlan(context),
    ...context.legs.flatMap((leg) =>
      [...termFlaws(leg), ...quantityFlaws(leg), ...priceFlaws(leg), ...envelopeFlaws(context, leg)].map(
        ({ message, ...numbers }) => deny("shape", legSubject(leg), message, numbers),
      ),
    ),
  ];
}

function wholePlan(context: GateContext): readonly RuleReading[] {
  const { legs, envelope } = context.input.plan.body;
  if (envelope.maximumByLeg.length !== legs.length) {
    return [deny("shape", {}, "The plan's maximum sizes do not match its orders. Make a new preview.")];
  }
  const total = sum(legs.map((leg) => leg.terms.quantity));
  if (total.atMost(envelope.maximumTotal)) return [];
  return [
    deny(
      "shape",
      {},
      `The orders add up to ${total.toString()}, over the plan's ${envelope.maximumTotal.toString()}.`,
      {
        reading: total.toString(),
        limit: envelope.maximumTotal.toString(),
      },
    ),
  ];
}

function termFlaws({ leg, listing }: LegContext): readonly Flaw[] {
  const { terms } = leg;
  const flaws: Flaw[] = [];
  const says = (message: string): void => void flaws.push({ message });
  if (hasLimitPrice(terms.type) !== (terms.price !== undefined))
    says(`A ${terms.type} order ${needs(hasLimitPrice(terms.type))} limit price.`);
  if (hasTrigger(terms.type) !== (terms.trigger !== undefined))
    says(`A ${terms.type} order ${needs(hasTrigger(terms.type))} trigger price.`);
  if (terms.postOnly && (!hasLimitPrice(terms.type) || terms.timeInForce !== "GTC"))
    says("Post-only needs a limit order that stays until cancelled.");
  if (terms.reduceOnly && listing.kind === "spot")
    says("Spot has no reduce-only. Turn it off; the size is held to the free balance.");
  return flaws;
}

function needs(present: boolean): string {
  return present ? "needs a" : "has no";
}

function quantityFlaws({ leg, listing }: LegContext): readonly Flaw[] {
  const { terms } = leg;
  const { quantity } = terms;
  if (!quantity.isPositive()) return [{ message: "The quantity must be more than zero." }];
  const flaws: Flaw[] = [];
  const compares = (message: string, limit: Decimal): void =>
    void flaws.push({ message, reading: quantity.toString(), limit: limit.toString() });
  if (!quantity.isMultipleOf(listing.lot)) {
    compares(
      `Quantity ${quantity.toString()} is not a multiple of the lot ${listing.lot.toString()}.`,
      listing.lot,
    );
  }
  const largest = isMarket(terms) ? listing.maxMarketQuantity.min(listing.maxQuantity) : listing.maxQuantity;
  if (quantity.greaterThan(largest)) {
    compares(
      `Quantity ${quantity.toString()} is over the venue's ${largest.toString()} for one order.`,
      largest,
    );
  }
  if (!terms.reduceOnly && quantity.lessThan(listing.minQuantity)) {
    compares(
      `Quantity ${quantity.toString()} is under the venue's smallest, ${listing.minQuantity.toString()}.`,
      listing.minQuantity,
    );
  }
  return flaws;
}

function priceFlaws({ leg, listing, quote }: LegContext): readonly Flaw[] {
  const { terms } = leg;
  const flaws: Flaw[] = [];
  for (const [name, price] of [
    ["Price", terms.price],
    ["Trigger", terms.trigger],
  ] as const) {
    if (price === undefined) continue;
    if (!price.isPositive()) flaws.push({ message: `${name} must be more than zero.` });
    else if (!price.isMultipleOf(listing.tick)) {
      const message = `${name} ${price.toString()} is not a multiple of the tick ${listing.tick.toString()}.`;
      flaws.push({ message, reading: price.toString(), limit: listing.tick.toString() });
    }
  }
  const price = terms.price ?? terms.trigger ?? quote?.mark ?? quote?.last;
  if (terms.reduceOnly || price === undefined) return flaws;
  const value = listing.kind === "inverse" ? terms.quantity : terms.quantity.times(price);
  if (value.isPositive() && value.lessThan(listing.minNotional)) {
    const limit = listing.minNotional.toString();
    const message = `The order is worth ${value.toString()} ${listing.quote}; the venue takes no less than ${limit}.`;
    flaws.push({ message, reading: value.toString(), limit });
  }
  return flaws;
}

function envelopeFlaws(context: GateContext, { leg, index }: LegContext): readonly Flaw[] {
  const { envelope } = context.input.plan.body;
  const { terms } = leg;
  const flaws: Flaw[] = [];
  const compares = (message: string, value: Decimal, limit: Decimal): void =>
    void flaws.push({ message, reading: value.toString(), limit: limit.toString() });
  const maximum = envelope.maximumByLeg[index];
  if (maximum !== undefined && terms.quantity.greaterThan(maximum)) {
    compares("The quantity is over what the plan allows this account.", terms.quantity, maximum);
  }
  for (const price of [terms.price, terms.trigger]) {
    if (price === undefined) continue;
    const worst = worstPrice(envelope, terms);
    if (terms.side === "buy" && worst?.lessThan(price) === true) {
      compares("The price is above the highest that the plan allows.", price, worst);
    }
    if (terms.side === "sell" && worst?.greaterThan(price) === true) {
      compares("The price is below the lowest that the plan allows.", price, worst);
    }
  }
  return flaws;
}

function isMarket(terms: OrderTerms): boolean {
  return terms.type === "market" || terms.type === "stop" || terms.type === "take-profit";
}
