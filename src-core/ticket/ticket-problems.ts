// What keeps a ticket from being asked about, as data: the field, a stable code, a sentence, and values that would do.
import { sharesTotal, sizedByRisk } from "../allocation/size-kind.ts";
import { Decimal } from "../money/decimal.ts";
import { hasLimitPrice, hasTrigger } from "../order-terms/order-terms.ts";
import { type TextField, type TicketState, tidyNumber } from "./ticket.ts";

/** What the ticket must know of its listing, as decimal texts. */
export interface TicketListing {
  readonly sizeUnit: string;
  readonly quote: string;
  readonly tick: string;
  readonly lot: string;
  readonly minQuantity: string;
  readonly minNotional: string;
}

export type TicketProblemCode =
  | "required"
  | "not-a-number"
  | "not-positive"
  | "off-tick"
  | "off-lot"
  | "below-minimum"
  | "below-notional"
  | "wrong-side"
  | "post-only-needs-limit"
  | "post-only-needs-gtc";

export interface TicketProblem {
  readonly field: "groupId" | "listing" | "postOnly" | TextField;
  readonly code: TicketProblemCode;
  readonly message: string;
  /** Values of the field that would do, lowest first. */
  readonly nearest?: readonly string[];
}

/** Everything wrong with what is typed, in the order of the fields; empty: it can be asked about. Without the listing only its absence is judged. */
export function ticketProblems(
  state: TicketState,
  listing: TicketListing | undefined,
): readonly TicketProblem[] {
  const missing = [
    ...(state.groupId === "" ? [problem("groupId", "required", "Choose a group.")] : []),
    ...(state.listing === "" || listing === undefined
      ? [problem("listing", "required", "Choose a symbol.")]
      : []),
  ];
  if (listing === undefined) return missing;
  return [
    ...missing,
    ...quantityProblems(state, listing),
    ...(sizedByRisk(state) ? stopProblems(state) : []),
    ...(state.method === "volatility" ? positiveProblems("annualVolatility", state.annualVolatility) : []),
    ...(hasTrigger(state.type) ? priceProblems("trigger", state.trigger, listing) : []),
    ...(hasLimitPrice(state.type) ? priceProblems("price", state.price, listing) : []),
    ...notionalProblems(state, listing),
    ...postOnlyProblems(state),
  ];
}

/** What the quantity field means: a size in lots, money, a percentage, or nothing because the members carry their own. */
export function quantityMeaning(
  state: Pick<TicketState, "method" | "quantityIn">,
): "size" | "money" | "percent" | "none" {
  if (state.method === "quantity") return "none";
  if (!sharesTotal(state.method) || state.quantityIn === "equity-percent") return "percent";
  return state.quantityIn === "size" ? "size" : "money";
}

function quantityProblems(state: TicketState, listing: TicketListing): readonly TicketProblem[] {
  const meaning = quantityMeaning(state);
  if (meaning === "none") return [];
  const value = Decimal.parse(tidyNumber(state.quantity));
  if (value === undefined) return [unreadable("quantity", state.quantity)];
  // `change` may be negative: it reduces.
  if (state.method === "change") return value.isZero() ? [notPositive("quantity")] : [];
  if (!value.isPositive()) return [notPositive("quantity")];
  if (meaning !== "size") return [];
  const off = offStep("quantity", "off-lot", value, Decimal.of(listing.lot));
  if (off !== undefined) return [off];
  if (value.atLeast(Decimal.of(listing.minQuantity))) return [];
  const message = `The smallest order is ${listing.minQuantity} ${listing.sizeUnit}.`;
  return [{ ...problem("quantity", "below-minimum", message), nearest: [listing.minQuantity] }];
}

/** The losing side is known where the ticket itself has the entry price. */
function stopProblems(state: TicketState): readonly TicketProblem[] {
  const wrong = positiveProblems("stop", state.stop);
  const entry = hasLimitPrice(state.type) ? Decimal.parse(tidyNumber(state.price)) : undefined;
  const stop = Decimal.parse(tidyNumber(state.stop));
  if (wrong.length > 0 || stop === undefined || entry?.isPositive() !== true) return wrong;
  if (state.side === "buy" ? stop.lessThan(entry) : stop.greaterThan(entry)) return [];
  const where = state.side === "buy" ? "below" : "above";
  return [problem("stop", "wrong-side", `The stop of this order lies ${where} its price.`)];
}

function positiveProblems(field: TextField, text: string): readonly TicketProblem[] {
  const value = Decimal.parse(tidyNumber(text));
  if (value === undefined) return [unreadable(field, text)];
  return value.isPositive() ? [] : [notPositive(field)];
}

function priceProblems(
  field: "price" | "trigger",
  text: string,
  listing: TicketListing,
): readonly TicketProblem[] {
  const value = Decimal.parse(tidyNumber(text));
  if (value === undefined) return [unreadable(field, text)];
  if (!value.isPositive()) return [notPositive(field)];
  const off = offStep(field, "off-tick", value, Decimal.of(listing.tick));
  return off === undefined ? [] : [off];
}

/** Only where the ticket itself knows the price; a market order's notional is judged by the preview. */
function notionalProblems(state: TicketState, listing: TicketListing): readonly TicketProblem[] {
  if (quantityMeaning(state) !== "size" || !hasLimitPrice(state.type)) return [];
  const quantity = Decimal.parse(tidyNumber(state.quantity));
  const price = Decimal.parse(tidyNumber(state.price));
  if (!quantity?.isPositive() || !price?.isPositive()) return [];
  const inverse = listing.sizeUnit === listing.quote;
  const notional = inverse ? quantity : quantity.times(price);
  if (notional.atLeast(Decimal.of(listing.minNotional))) return [];
  const message = `The order is worth ${notional.toString()} ${listing.quote}; the least is ${listing.minNotional} ${listing.quote}.`;
  return [problem("quantity", "below-notional", message)];
}

function postOnlyProblems(state: TicketState): readonly TicketProblem[] {
  if (!state.postOnly) return [];
  if (state.type !== "limit") {
    return [
      problem(
        "postOnly",
        "post-only-needs-limit",
        "Post-only needs a limit order. Choose limit or turn it off.",
      ),
    ];
  }
  if (state.timeInForce === "GTC") return [];
  return [
    problem(
      "postOnly",
      "post-only-needs-gtc",
      `Post-only rests, ${state.timeInForce} never does. Choose GTC or turn one off.`,
    ),
  ];
}

function offStep(
  field: TextField,
  code: "off-tick" | "off-lot",
  value: Decimal,
  step: Decimal,
): TicketProblem | undefined {
  if (value.isMultipleOf(step)) return undefined;
  const nearest = [value.toStep(step, "floor"), value.toStep(step, "ceil")]
    .filter((candidate) => candidate.isPositive())
    .map((candidate) => candidate.toString());
  const name = code === "off-tick" ? "Prices" : "Sizes";
  const message = `${name} go in steps of ${step.toString()}. Nearest: ${nearest.join(" or ")}.`;
  return { ...problem(field, code, message), nearest };
}

function unreadable(field: TextField, text: string): TicketProblem {
  if (text.trim() === "") return problem(field, "required", `Type a ${wordOf(field)}.`);
  return problem(field, "not-a-number", "Use digits and a point, for example 0.5.");
}

function notPositive(field: TextField): TicketProblem {
  return problem(field, "not-positive", `The ${wordOf(field)} must be above zero.`);
}

const WORDS: Readonly<Record<TextField, string>> = {
  quantity: "quantity",
  price: "price",
  trigger: "trigger price",
  stop: "stop price",
  annualVolatility: "annual volatility",
};

function wordOf(field: TextField): string {
  return WORDS[field];
}

function problem(field: TicketProblem["field"], code: TicketProblemCode, message: string): TicketProblem {
  return { field, code, message };
}
