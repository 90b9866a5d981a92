// What a venue's report of an order means for ours: statuses only move forward, and absence of life is never inferred.
import type { VenueOrder, VenueOrderStatus } from "../order-terms/venue-event.ts";
import { withReportedFilled } from "./fill-order.ts";
import { isTerminal, type Order, type OrderStatus } from "./order.ts";

const STATUS_OF: Readonly<Record<VenueOrderStatus, OrderStatus>> = {
  accepted: "ACCEPTED",
  open: "OPEN",
  filled: "FILLED",
  canceled: "CANCELED",
  expired: "EXPIRED",
  rejected: "REJECTED",
};

/** The order after a report. Terminal statuses stay; a report of life never takes back what is known to have ended at the venue. */
export function withReport(order: Order, report: VenueOrder, atMs: number): Order {
  const known: Order = {
    ...order,
    venueOrderId: order.venueOrderId ?? report.venueOrderId,
    ...(report.averagePrice === undefined ? {} : { reportedAverage: report.averagePrice }),
    updatedAtMs: atMs,
  };
  const moved = withStatus(known, STATUS_OF[report.status], report.reason);
  return withReportedFilled(moved, report.filled);
}

function withStatus(order: Order, reported: OrderStatus, reason: string | undefined): Order {
  if (isSettledAtVenue(order.status)) return order;
  const status =
    reported === "ACCEPTED" && isWorking(order.status) ? order.status : afterFills(order, reported);
  const { reason: _, ...rest } = order;
  const cancel = isTerminal(status) ? { status: "none" as const } : order.cancel;
  const next: Order = { ...rest, status, cancel, notFound: [] };
  return reason === undefined ? next : { ...next, reason };
}

/** A venue that says "open" of an order with fills means partly filled. */
function afterFills(order: Order, reported: OrderStatus): OrderStatus {
  return reported === "OPEN" && order.filled.isPositive() ? "PARTIAL" : reported;
}

function isWorking(status: OrderStatus): boolean {
  return status === "OPEN" || status === "PARTIAL";
}

/** Ended by the venue's own word. DENIED, REJECTED and ABSENT are our conclusions: life disproves them. */
export function isSettledAtVenue(status: OrderStatus): boolean {
  return status === "FILLED" || status === "CANCELED" || status === "EXPIRED";
}
