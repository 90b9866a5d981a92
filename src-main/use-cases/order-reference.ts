// Names one of our orders to its venue.
import type { Order } from "../../src-core/orders/order.ts";
import type { OrderReference } from "../ports/exchange.ts";

/** The client id always, the venue's own id where it is known. */
export function referenceTo(order: Order): OrderReference {
  const { clientId, venueOrderId, terms } = order;
  const named = { listing: terms.listing, type: terms.type, clientId };
  return venueOrderId === undefined ? named : { ...named, venueOrderId };
}
