// What each kind of evidence can say about an order, and which outweighs which.
import { EVIDENCE, type Evidence } from "../order-terms/venue-event.ts";

/** Strictly stronger; any evidence outranks none. */
export function outranks(one: Evidence, other: Evidence | undefined): boolean {
  return other === undefined || EVIDENCE.indexOf(one) < EVIDENCE.indexOf(other);
}

/** The stronger of the two. */
export function stronger(one: Evidence, other: Evidence | undefined): Evidence {
  return other === undefined || outranks(one, other) ? one : other;
}

/** A list of open orders shows life, never an ending. */
export function canEnd(evidence: Evidence): boolean {
  return evidence !== "open-list" && evidence !== "position-change";
}

/** A changed position is nobody's order by name: it is a reason to ask, and proves nothing. */
export function namesOrders(evidence: Evidence): boolean {
  return evidence !== "position-change";
}
