// What happened to an order, in a trader's words.
import { unreachable } from "../money/outcome.ts";
import type { ChangeableTerms } from "../order-terms/order-terms.ts";
import type { Fill, VenueOrder, VenueOrderStatus } from "../order-terms/venue-event.ts";
import type { AmendAnswer, CancelAnswer, CreateAnswer, OrderEvent } from "../orders/order-event.ts";
import { symbolOf } from "./journal-names.ts";

/** Half a sentence that follows the order's phrase. */
export function describeEvent(event: OrderEvent): string {
  switch (event.kind) {
    case "sending":
      return "leaves for the venue";
    case "create-answered":
      return created(event.answer);
    case "recovered":
      return "found at the start without an answer, so it may or may not be at the venue";
    case "reported":
      return reported(event.order);
    case "filled":
      return `filled ${event.fill.quantity.toString()} at ${event.fill.price.toString()}, ${feeOf(event.fill)}`;
    case "cancel-requested":
      return "to be cancelled";
    case "cancel-answered":
      return canceled(event.answer);
    case "amend-requested":
      return `to be changed to ${changed(event.terms)}`;
    case "amend-answered":
      return amended(event.answer);
    case "query-answered":
      if (event.answer.kind === "found") return `found at the venue, ${reported(event.answer.order)}`;
      return event.answer.kind === "not-found"
        ? "asked for and not found at the venue"
        : "asked for, and the venue gave no clear answer";
    case "acknowledged":
      return "taken as not working, by a person's word";
    case "credentials-lost":
      return "its account's key no longer works, so what became of it is not known";
    default:
      return unreachable(event);
  }
}

/** A fill with its fee, for example `buy 1 BTCUSDT at 100, fee 0.05 USDT as taker`. */
export function describeFill(fill: Fill): string {
  const { side, quantity, listing, price } = fill;
  return `${side} ${quantity.toString()} ${symbolOf(listing)} at ${price.toString()}, ${feeOf(fill)}`;
}

function feeOf({ fee, feeAsset, liquidity }: Fill): string {
  return `fee ${fee.toString()} ${feeAsset} as ${liquidity}`;
}

const STATUS_WORDS: Readonly<Record<VenueOrderStatus, string>> = {
  accepted: "the venue has it",
  open: "works at the venue",
  filled: "filled whole",
  canceled: "cancelled",
  expired: "expired",
  rejected: "rejected by the venue",
};

function reported({ status, filled, averagePrice, terms }: VenueOrder): string {
  if (filled.isZero()) return STATUS_WORDS[status];
  const average = averagePrice === undefined ? "" : ` at ${averagePrice.toString()} on average`;
  return `${STATUS_WORDS[status]}, ${filled.toString()} of ${terms.quantity.toString()} filled${average}`;
}

function created(answer: CreateAnswer): string {
  switch (answer.kind) {
    case "accepted":
      return "accepted by the venue";
    case "report":
      return reported(answer.order);
    case "rejected":
      return "rejected by the venue";
    case "not-sent":
      return "not sent, nothing left this machine";
    case "unknown":
      return "no clear answer, so it may or may not be at the venue";
  }
}

function canceled(answer: CancelAnswer): string {
  switch (answer.kind) {
    case "canceled":
      return answer.order === undefined ? "cancelled" : reported(answer.order);
    case "not-found":
      return "the venue finds no such order to cancel";
    case "rejected":
      return "the venue refused to cancel it";
    case "unknown":
      return "no clear answer to the cancel";
  }
}

function amended(answer: AmendAnswer): string {
  switch (answer.kind) {
    case "amended":
      return `changed to ${changed(answer.order.terms)}`;
    case "accepted":
      return "the venue took the change and will say what became of it";
    case "rejected":
      return "the venue refused the change, the old terms stand";
    case "not-found":
      return "the venue finds no such order to change";
    case "unknown":
      return "no clear answer to the change";
  }
}

function changed({ quantity, price, trigger }: ChangeableTerms): string {
  const at = price === undefined ? "" : ` at ${price.toString()}`;
  const from = trigger === undefined ? "" : ` from ${trigger.toString()}`;
  return `${quantity.toString()}${from}${at}`;
}
