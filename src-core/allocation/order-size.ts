// The ticket's size field, read as its method means it: a total, a percent of positions, or a percent of equity.
import type { Listing } from "../market/listing.ts";
import { Decimal } from "../money/decimal.ts";
import { sumKnown } from "../money/known.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import { usdRate } from "../portfolio/usd-rate.ts";
import { QUOTIENT_SCALE } from "./account-inputs.ts";
import type { AllocationRequest } from "./allocation-request.ts";
import type { GroupOrderInput } from "./group-order.ts";
import type { Seat } from "./order-seats.ts";
import { numberField, positiveField } from "./typed-fields.ts";

/** The part of an allocation request that the size field decides. */
export type OrderSize = Pick<AllocationRequest, "total" | "changePercent" | "risk" | "volatility">;

interface Sizing {
  readonly input: GroupOrderInput;
  readonly primary: Listing;
  readonly seats: readonly Seat[];
  /** Where the order would trade; absent when it is not known. */
  readonly price: Decimal | undefined;
}

const PERCENT = Decimal.of("0.01");

/** The size by method. `place` of a Failure is the field of the ticket. */
export function orderSize(sizing: Sizing): Outcome<OrderSize> {
  const { draft } = sizing.input;
  switch (draft.method) {
    case "quantity":
      return succeed({});
    case "change":
      return changeSize(sizing);
    case "risk":
      return riskSize(sizing);
    case "volatility":
      return volatilitySize(sizing);
    default:
      return totalSize(sizing);
  }
}

function changeSize({ input: { draft } }: Sizing): Outcome<OrderSize> {
  const changePercent = numberField("quantity", draft.quantity);
  if (!changePercent.ok) return changePercent;
  if (changePercent.value.isZero()) return fail("bad-change", "quantity", "Enter a percent other than zero.");
  if (draft.reduceOnly && changePercent.value.isPositive()) {
    return fail(
      "reduce-only",
      "reduceOnly",
      "A positive change adds to positions, so it cannot be reduce-only.",
    );
  }
  return succeed({ changePercent: changePercent.value });
}

function riskSize(sizing: Sizing): Outcome<OrderSize> {
  const percent = positiveField("quantity", sizing.input.draft.quantity);
  if (!percent.ok) return percent;
  const stop = positiveField("stop", sizing.input.draft.stop);
  if (!stop.ok) return stop;
  const entry = knownPrice(sizing);
  if (!entry.ok) return entry;
  return succeed({ risk: { percent: percent.value, entry: entry.value, stop: stop.value } });
}

function volatilitySize(sizing: Sizing): Outcome<OrderSize> {
  const targetPercent = positiveField("quantity", sizing.input.draft.quantity);
  if (!targetPercent.ok) return targetPercent;
  const annualPercent = positiveField("annualVolatility", sizing.input.draft.annualVolatility);
  if (!annualPercent.ok) return annualPercent;
  const price = knownPrice(sizing);
  if (!price.ok) return price;
  return succeed({
    volatility: {
      targetPercent: targetPercent.value,
      annualPercent: annualPercent.value,
      price: price.value,
    },
  });
}

function totalSize(sizing: Sizing): Outcome<OrderSize> {
  const typed = positiveField("quantity", sizing.input.draft.quantity);
  if (!typed.ok) return typed;
  const lot = finestLot(sizing);
  switch (sizing.input.draft.quantityIn) {
    case "notional":
      return fromNotional(sizing, typed.value, lot);
    case "equity-percent":
      return fromEquity(sizing, typed.value, lot);
    case "risk":
      return fromRisk(sizing, typed.value, lot);
    default:
      return onLot(typed.value, lot);
  }
}

function onLot(typed: Decimal, lot: Decimal): Outcome<OrderSize> {
  if (typed.isMultipleOf(lot)) return succeed({ total: typed });
  const below = typed.toStep(lot, "floor");
  const above = typed.toStep(lot, "ceil").toString();
  const nearest = below.isPositive() ? `${below.toString()} or ${above}` : above;
  const message = `${typed.toString()} is not a multiple of the lot ${lot.toString()}.`;
  return fail("off-lot", "quantity", message, `Nearest: ${nearest}.`);
}

/** The most whole lots that the money buys at the order's price; an inverse size is quote value already. */
function fromNotional(sizing: Sizing, notional: Decimal, lot: Decimal): Outcome<OrderSize> {
  if (sizing.primary.kind === "inverse") return wholeLots(notional, lot);
  const price = knownPrice(sizing);
  if (!price.ok) return price;
  return wholeLots(notional, lot, price.value);
}

/** A percent of the summed equity of those that can take part, in the quote currency. */
function fromEquity(sizing: Sizing, percent: Decimal, lot: Decimal): Outcome<OrderSize> {
  const { input, seats, primary } = sizing;
  const usable = seats.filter(({ denied }) => denied === undefined);
  const equity = sumKnown(usable.map(({ member }) => input.equityOf[member.accountId]));
  const rate = usdRate(input.portfolio, primary.quote, "exposure", primary.venue);
  if (equity === undefined || rate?.isPositive() !== true) {
    const message =
      equity === undefined
        ? "The equity of an account is not known."
        : `No rate of ${primary.quote} is known.`;
    return fail(
      "equity-unknown",
      "quantity",
      message,
      "Wait until every account is in sync, or enter the quantity.",
    );
  }
  const money = equity.times(percent).times(PERCENT).dividedBy(rate, QUOTIENT_SCALE, "down");
  return fromNotional(sizing, money, lot);
}

/** The most whole lots that lose no more than the money between entry and stop. */
function fromRisk(sizing: Sizing, money: Decimal, lot: Decimal): Outcome<OrderSize> {
  const stop = positiveField("stop", sizing.input.draft.stop);
  if (!stop.ok) return stop;
  const entry = knownPrice(sizing);
  if (!entry.ok) return entry;
  const { side } = sizing.input.draft;
  const distance = side === "buy" ? entry.value.minus(stop.value) : stop.value.minus(entry.value);
  if (!distance.isPositive()) {
    const where = side === "buy" ? "below" : "above";
    return fail("bad-risk", "stop", `The stop must be ${where} the entry price.`);
  }
  // A size of quote value loses distance / entry of itself in quote currency when the stop trades.
  if (sizing.primary.kind !== "inverse") return wholeLots(money, lot, distance);
  return wholeLots(money.times(entry.value), lot, distance);
}

function wholeLots(notional: Decimal, lot: Decimal, price = Decimal.of("1")): Outcome<OrderSize> {
  const total = Decimal.fromInteger(notional.inSteps(price.times(lot), "floor")).times(lot);
  if (total.isPositive()) return succeed({ total });
  const least = price.times(lot).toString();
  return fail(
    "below-lot",
    "quantity",
    `This is less than one lot of ${lot.toString()}.`,
    `Enter at least ${least}.`,
  );
}

function knownPrice({ price, primary }: Sizing): Outcome<Decimal> {
  if (price !== undefined) return succeed(price);
  const message = `No price of ${primary.name} is known.`;
  return fail("price-unknown", "price", message, "Wait for a quote, or enter a limit price.");
}

/** Among those that can take part; the ticket's own when nobody can. */
function finestLot({ seats, primary }: Sizing): Decimal {
  const lots = seats.flatMap(({ denied, listing }) =>
    denied === undefined && listing !== undefined ? [listing.lot] : [],
  );
  const [first = primary.lot, ...others] = lots;
  return others.reduce((finest, lot) => finest.min(lot), first);
}
