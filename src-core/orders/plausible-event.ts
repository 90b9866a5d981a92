// Whether what came under our client id can be about the order at all: the right instrument and side, and a fill of something.
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { VenueOrder } from "../order-terms/venue-event.ts";
import type { Order } from "./order.ts";
import type { OrderEvent } from "./order-event.ts";

export interface Plausible {
  /** What may be applied; absent when nothing of the event may. */
  readonly event?: OrderEvent;
  /** Why a part was left out. */
  readonly unexplained?: string;
}

const ANOTHER = "The venue answered about another order.";

/** The event as far as it can be believed. An answer about another order is no answer, so a create or cancel becomes unknown. */
export function plausible(order: Order, event: OrderEvent): Plausible {
  switch (event.kind) {
    case "filled":
      return whole(
        event,
        oddity(order, event.fill) ?? (event.fill.quantity.isPositive() ? undefined : EMPTY),
      );
    case "reported":
      return whole(event, reportOddity(order, event.order));
    case "create-answered":
      return answered(
        event,
        event.answer.kind === "report" ? reportOddity(order, event.answer.order) : undefined,
      );
    case "cancel-answered":
      return answered(
        event,
        event.answer.kind === "canceled" ? reportOddity(order, event.answer.order) : undefined,
      );
    case "amend-answered":
      return answered(
        event,
        event.answer.kind === "amended" ? reportOddity(order, event.answer.order) : undefined,
      );
    case "query-answered":
      return answered(
        event,
        event.answer.kind === "found" ? reportOddity(order, event.answer.order) : undefined,
      );
    default:
      return { event };
  }
}

const EMPTY = "A fill of nothing was reported.";

function whole(event: OrderEvent, unexplained: string | undefined): Plausible {
  return unexplained === undefined ? { event } : { unexplained };
}

type Answered = Extract<
  OrderEvent,
  { readonly kind: "create-answered" | "cancel-answered" | "amend-answered" | "query-answered" }
>;

function answered(event: Answered, unexplained: string | undefined): Plausible {
  if (unexplained === undefined) return { event };
  return { event: { ...event, answer: { kind: "unknown", reason: ANOTHER } }, unexplained };
}

function reportOddity(order: Order, report: VenueOrder | undefined): string | undefined {
  return report === undefined ? undefined : oddity(order, report.terms);
}

function oddity(order: Order, said: Pick<OrderTerms, "listing" | "side">): string | undefined {
  const { listing, side } = order.terms;
  if (said.listing === listing && said.side === side) return undefined;
  return `It was sent as ${side} ${listing} and reported as ${said.side} ${said.listing}.`;
}
