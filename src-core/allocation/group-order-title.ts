// The plan in one line, for its preview, the order list and the journal.
import type { Listing } from "../market/listing.ts";
import { sum } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";
import type { Leg } from "../plan/plan.ts";

/** For example `Buy 3.7139 BTC/USDT:USDT limit 67300, 5 accounts of Majors`. */
export function groupOrderTitle(side: Side, listing: Listing, legs: readonly Leg[], group: string): string {
  const total = sum(legs.map(({ terms }) => terms.quantity)).toString();
  const first = legs[0]?.terms;
  const prices = [
    ...(first?.trigger === undefined ? [] : [`at ${first.trigger.toString()}`]),
    ...(first?.price === undefined ? [] : [`limit ${first.price.toString()}`]),
  ];
  const kind = first?.type === "limit" ? [] : [first?.type ?? ""];
  const words = [side === "buy" ? "Buy" : "Sell", total, listing.name, ...kind, ...prices];
  const accounts = legs.length === 1 ? "1 account" : `${String(legs.length)} accounts`;
  return `${words.join(" ")}, ${accounts} of ${group}`;
}
