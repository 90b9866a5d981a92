// The ticket in one sentence, for the button, the status line and the screen reader.
import { hasLimitPrice, hasTrigger } from "../order-terms/order-terms.ts";
import { type TicketState, tidyNumber } from "./ticket.ts";
import { quantityMeaning } from "./ticket-problems.ts";

const SIDE_WORDS = { buy: "Buy", sell: "Sell" } as const;

const TYPE_WORDS = {
  market: "market",
  limit: "limit",
  stop: "stop",
  "stop-limit": "stop limit",
  "take-profit": "take profit",
  "take-profit-limit": "take profit limit",
} as const;

/** For example `Buy 0.5 BTC BTC/USDT:USDT, limit at 64000, post-only`; what is not typed is left out. */
export function ticketSummary(
  state: TicketState,
  listing: { readonly name: string; readonly sizeUnit: string },
): string {
  const flags = [
    hasTrigger(state.type) && state.trigger !== "" ? `trigger ${tidyNumber(state.trigger)}` : "",
    state.type === "market" || state.timeInForce === "GTC" ? "" : state.timeInForce,
    state.postOnly ? "post-only" : "",
    state.reduceOnly ? "reduce-only" : "",
  ];
  const price = hasLimitPrice(state.type) && state.price !== "" ? ` at ${tidyNumber(state.price)}` : "";
  const head = [SIDE_WORDS[state.side], sizeText(state, listing.sizeUnit), listing.name]
    .filter(Boolean)
    .join(" ");
  return [head, TYPE_WORDS[state.type] + price, ...flags].filter(Boolean).join(", ");
}

function sizeText(state: TicketState, unit: string): string {
  const quantity = tidyNumber(state.quantity);
  const meaning = quantityMeaning(state);
  if (quantity === "" || meaning === "none") return "";
  if (meaning === "percent") return `${quantity}%`;
  return meaning === "size"
    ? `${quantity} ${unit}`
    : `for ${quantity}${state.quantityIn === "risk" ? " at risk" : ""}`;
}
