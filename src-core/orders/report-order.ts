// What a venue's report of an order means for ours: quantities only grow, statuses only move forward,
// and reports that contradict each other make a doubt, never a freed reservation.
import type { Evidence, VenueOrder } from "../order-terms/venue-event.ts";
import { hasTrigger } from "../order-terms/order-terms.ts";
import { canEnd, namesOrders, outranks, stronger } from "./evidence.ts";
import { isFull } from "./fill-order.ts";
import { isEnded, isTerminal, neverLived, type Order, type OrderStatus } from "./order.ts";
import { doubted, inStatus, mayBeOpen, patched } from "./order-change.ts";

const CONTRADICTION = "The venue's reports of this order contradict each other.";

/** The order after a report; the same object when it says nothing new. */
export function withReport(order: Order, report: VenueOrder, evidence: Evidence): Order {
  if (!namesOrders(evidence)) return order;
  const grown = withFigures(order, report);
  if (isEnded(order.status)) return isFull(grown) ? filledUp(grown, evidence) : grown;
  const claim = claimOf(grown, report, evidence);
  if (neverLived(order.status)) return disproved(grown, claim, report, evidence);
  return moved(grown, claim, report, evidence);
}

/** Ids and quantities. A smaller filled quantity is out of date, and so is the average that comes with it. */
function withFigures(order: Order, report: VenueOrder): Order {
  const { averagePrice, filled } = report;
  const current = averagePrice !== undefined && filled.isPositive() && filled.atLeast(order.filled);
  return patched(order, {
    venueOrderId: order.venueOrderId ?? report.venueOrderId,
    ...(isMade(order, report) ? { madeOrderId: report.venueOrderId } : {}),
    filled: order.filled.max(filled),
    ...(current ? { reportedAverage: averagePrice } : {}),
    ...(order.notFound.length === 0 ? {} : { notFound: [] }),
  });
}

/** A trigger that has fired goes on under another id of the venue's. */
function isMade(order: Order, report: VenueOrder): boolean {
  const known = order.venueOrderId;
  return hasTrigger(order.terms.type) && known !== undefined && known !== report.venueOrderId;
}

/** What the report says that the order is, on its own. UNKNOWN: it contradicts itself, or its source cannot know. */
function claimOf(grown: Order, report: VenueOrder, evidence: Evidence): OrderStatus {
  if (isFull(grown)) return "FILLED";
  const claim = statusOf(grown, report);
  return isTerminal(claim) && !canEnd(evidence) ? "UNKNOWN" : claim;
}

function statusOf(grown: Order, report: VenueOrder): OrderStatus {
  const traded = grown.filled.isPositive();
  switch (report.status) {
    case "accepted":
      return traded ? "PARTIAL" : "ACCEPTED";
    case "open":
      return traded ? "PARTIAL" : "OPEN";
    case "canceled":
      return "CANCELED";
    case "expired":
      return "EXPIRED";
    case "filled":
      // Less than we asked for is whole only where the venue holds it for smaller, because it was amended there.
      return traded && grown.filled.atLeast(report.terms.quantity) ? "FILLED" : "UNKNOWN";
    case "rejected":
      if (!traded) return "REJECTED";
      return report.filled.atLeast(grown.filled) ? "CANCELED" : "UNKNOWN";
  }
}

/** An order that may live. Rejected after it was open: a weaker report does not outweigh a stronger one, but raises doubt. */
function moved(order: Order, claim: OrderStatus, report: VenueOrder, evidence: Evidence): Order {
  const outweighed = mayBeOpen(order) && order.basis !== undefined && outranks(order.basis, evidence);
  if (claim === "UNKNOWN" || (claim === "REJECTED" && outweighed)) return doubted(order, CONTRADICTION);
  if (claim === "ACCEPTED" && order.status === "OPEN") return order;
  return taken(order, claim, report, evidence);
}

/**
 * An order that was held never to have lived. Life and trades always disprove that. A mere "accepted", or an ending without
 * a fill, agrees with a rejection that the venue itself reported: it took the order and then refused it.
 */
function disproved(order: Order, claim: OrderStatus, report: VenueOrder, evidence: Evidence): Order {
  if (claim === "REJECTED") return taken(order, claim, report, evidence);
  const lives = order.filled.isPositive() || report.status === "open" || report.status === "filled";
  if (!lives && order.basis !== undefined) return order;
  return claim === "UNKNOWN" ? doubted(order, CONTRADICTION) : taken(order, claim, report, evidence);
}

function taken(order: Order, status: OrderStatus, report: VenueOrder, evidence: Evidence): Order {
  const sameStatus = order.status === status;
  const stillOpen = mayBeOpen(order) && (status === "OPEN" || status === "PARTIAL");
  const basis = sameStatus || stillOpen ? stronger(evidence, order.basis) : evidence;
  const reason = report.reason ?? (sameStatus ? order.reason : undefined);
  return inStatus(order, status, { basis, reason });
}

function filledUp(order: Order, evidence: Evidence): Order {
  return order.status === "FILLED" ? order : inStatus(order, "FILLED", { basis: evidence });
}
