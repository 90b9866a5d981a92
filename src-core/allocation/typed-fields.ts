// What a person typed becomes numbers here; what does not fit names its field and the nearest thing that would.
import type { Listing } from "../market/listing.ts";
import { Decimal } from "../money/decimal.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import { hasLimitPrice, hasTrigger } from "../order-terms/order-terms.ts";
import type { GroupOrderDraft } from "./group-order.ts";

/** The prices of an order, on the tick of every listing it goes to. */
export interface TypedPrices {
  readonly price?: Decimal;
  readonly trigger?: Decimal;
}

type Field = "quantity" | "price" | "trigger" | "stop" | "annualVolatility";

const WORDS: Readonly<Record<Field, string>> = {
  quantity: "quantity",
  price: "price",
  trigger: "trigger price",
  stop: "stop price",
  annualVolatility: "annual volatility",
};

/** The typed number, more than zero. `place` of a Failure is the field. */
export function positiveField(field: Field, text: string | undefined): Outcome<Decimal> {
  const number = numberField(field, text);
  if (!number.ok || number.value.isPositive()) return number;
  return fail("not-positive", field, `The ${WORDS[field]} must be more than zero.`);
}

/** The typed number, of any sign. */
export function numberField(field: Field, text: string | undefined): Outcome<Decimal> {
  if (text === undefined || text === "") return fail("missing", field, `Enter a ${WORDS[field]}.`);
  const value = Decimal.parse(text);
  if (value !== undefined) return succeed(value);
  return fail(
    "not-a-number",
    field,
    `This is not a number: ${text}`,
    "Use digits and one point, for example 1250.5.",
  );
}

/** Prices that the order type calls for, on tick; those it does not call for are not read. */
export function typedPrices(draft: GroupOrderDraft, listings: readonly Listing[]): Outcome<TypedPrices> {
  const flags = checkFlags(draft);
  if (flags !== undefined) return flags;
  let prices: TypedPrices = {};
  for (const field of ["price", "trigger"] as const) {
    if (!(field === "price" ? hasLimitPrice(draft.type) : hasTrigger(draft.type))) continue;
    const value = positiveField(field, draft[field]);
    if (!value.ok) return value;
    const offTick = listings.find(({ tick }) => !value.value.isMultipleOf(tick));
    if (offTick !== undefined) return offTickFailure(field, value.value, offTick);
    prices = { ...prices, [field]: value.value };
  }
  return succeed(prices);
}

function checkFlags({ type, postOnly, timeInForce }: GroupOrderDraft): ReturnType<typeof fail> | undefined {
  if (!postOnly) return undefined;
  if (!hasLimitPrice(type))
    return fail("post-only", "postOnly", "Post-only needs an order with a limit price.");
  if (timeInForce === "GTC") return undefined;
  return fail(
    "post-only",
    "postOnly",
    `Post-only cannot be ${timeInForce}.`,
    "Choose GTC, or turn post-only off.",
  );
}

function offTickFailure(
  field: "price" | "trigger",
  value: Decimal,
  listing: Listing,
): ReturnType<typeof fail> {
  const { tick, name, venue } = listing;
  const below = value.toStep(tick, "floor");
  const above = value.toStep(tick, "ceil");
  const nearest = below.isPositive() ? `${below.toString()} or ${above.toString()}` : above.toString();
  const message = `${value.toString()} is off the tick ${tick.toString()} of ${name} at ${venue}.`;
  return fail("off-tick", field, message, `Nearest: ${nearest}.`);
}
