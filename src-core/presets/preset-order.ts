// From a preset, a side and the market of this moment to the draft that the ticket would have made.
import type { GroupOrderDraft } from "../allocation/group-order.ts";
import { sharesTotal, sizedByRisk } from "../allocation/size-kind.ts";
import type { Listing } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import { Decimal, ONE } from "../money/decimal.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";
import type { Side } from "../order-terms/order-terms.ts";
import { farTouch, marketPrice } from "../plan/reference-price.ts";
import type { PresetTerms } from "./preset.ts";

const BPS = Decimal.of("0.0001");
const PERCENT = Decimal.of("0.01");
const HUNDRED = Decimal.of("100");
const MAX_OFFSET_BPS = Decimal.of("1000");

/**
 * The draft for one side. The limit is `offsetBps` beyond the far touch, rounded to the tick so that it never pays more
 * than that; the stop lies `stopPercent` of the entry on the losing side, rounded away from the entry.
 */
export function presetOrder(
  terms: PresetTerms,
  side: Side,
  listing: Listing,
  quote: Quote | undefined,
): Outcome<GroupOrderDraft> {
  const price = limitPrice(terms, side, listing, quote);
  if (!price.ok) return price;
  const entry = price.value ?? marketPrice(quote, side);
  const stop = stopPrice(terms, side, listing, entry);
  if (!stop.ok) return stop;
  const { type, quantity, quantityIn, annualVolatility, method } = terms;
  return succeed({
    side,
    type,
    quantity,
    ...(sharesTotal(method) ? { quantityIn } : {}),
    ...(price.value === undefined ? {} : { price: price.value.toString() }),
    ...(stop.value === undefined ? {} : { stop: stop.value.toString() }),
    ...(method === "volatility" ? { annualVolatility } : {}),
    timeInForce: type === "market" ? "IOC" : terms.timeInForce,
    postOnly: type === "limit" && terms.postOnly,
    reduceOnly: terms.reduceOnly,
    method,
    leftover: terms.leftover,
    denial: terms.denial,
    failure: terms.failure,
  });
}

function limitPrice(
  { type, offsetBps }: PresetTerms,
  side: Side,
  { tick, name }: Listing,
  quote: Quote | undefined,
): Outcome<Decimal | undefined> {
  if (type === "market") return succeed(undefined);
  const offset = Decimal.parse(offsetBps?.trim() === "" ? "0" : (offsetBps ?? "0"));
  if (offset === undefined || offset.abs().greaterThan(MAX_OFFSET_BPS)) {
    const range = `${MAX_OFFSET_BPS.negated().toString()} to ${MAX_OFFSET_BPS.toString()}`;
    return fail("bad-offset", "offsetBps", "This is no distance from the touch.", `Enter ${range} bp.`);
  }
  const touch = farTouch(quote, side);
  if (touch === undefined) {
    const word = side === "buy" ? "ask" : "bid";
    return fail("price-unknown", "offsetBps", `The ${word} of ${name} is not known.`, "Wait for a quote.");
  }
  const moved = offset.times(BPS);
  const exact = touch.times(side === "buy" ? ONE.plus(moved) : ONE.minus(moved));
  const price = exact.toStep(tick, side === "buy" ? "floor" : "ceil");
  if (price.isPositive()) return succeed(price);
  return fail("bad-offset", "offsetBps", `This price of ${name} would not be positive.`, "Enter less.");
}

function stopPrice(
  terms: PresetTerms,
  side: Side,
  { tick, name }: Listing,
  entry: Decimal | undefined,
): Outcome<Decimal | undefined> {
  if (!sizedByRisk(terms)) return succeed(undefined);
  const percent = Decimal.parse(terms.stopPercent?.trim());
  if (percent?.isPositive() !== true || !percent.lessThan(HUNDRED)) {
    const message = "A size by risk needs the distance of its stop.";
    return fail("bad-stop", "stopPercent", message, "Enter a percent above 0 and below 100.");
  }
  if (entry === undefined) {
    return fail("price-unknown", "stopPercent", `No price of ${name} is known.`, "Wait for a quote.");
  }
  const away = percent.times(PERCENT);
  const exact = entry.times(side === "buy" ? ONE.minus(away) : ONE.plus(away));
  const stop = exact.toStep(tick, side === "buy" ? "floor" : "ceil");
  if (stop.isPositive()) return succeed(stop);
  return fail("bad-stop", "stopPercent", "This stop would not be positive.", "Enter a smaller percent.");
}
