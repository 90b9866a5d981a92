// Whether complete readings of an account's record say that an order was never there: what cannot be explained is a trace.
import type { Fill, VenueOrder } from "../order-terms/venue-event.ts";
import type { Order } from "./order.ts";

/** All of one listing since before the order's intent: orders of every kind, open and ended, and fills. */
export interface AccountRecord {
  readonly orders: readonly VenueOrder[];
  readonly fills: readonly Fill[];
}

/** Orders of ours that the venue has shown, by its ids. */
export interface KnownOrders {
  /** Made in the time that the record covers: it must be in the record, or the record is not what it says. */
  readonly control: string;
  /** A fill of one of these is none of the missing order. */
  readonly others: ReadonlySet<string>;
}

/**
 * True when nothing in the record can be the order. Fills often name the venue's order id only: one whose order is neither in
 * the record under another's name nor known to be another's could be the order's own. A record without the control (a venue in
 * maintenance answers with empty lists) says nothing.
 */
export function showsNoTrace(order: Order, record: AccountRecord, known: KnownOrders): boolean {
  if (record.orders.some(({ clientId }) => clientId === order.clientId)) return false;
  const others = new Set(record.orders.map(({ venueOrderId }) => venueOrderId));
  if (!others.has(known.control)) return false;
  return record.fills.every(
    ({ clientId, venueOrderId }) =>
      clientId !== order.clientId && (others.has(venueOrderId) || known.others.has(venueOrderId)),
  );
}
