// What can happen to an order, and what the machine asks the edge to do about it. Types only.
import type { ChangeableTerms } from "../order-terms/order-terms.ts";
import type { Evidence, Fill, VenueOrder } from "../order-terms/venue-event.ts";
import type { OrderStatus } from "./order.ts";

/** What became of a request to create an order. Anything that is not proven is `unknown`. */
export type CreateAnswer =
  | { readonly kind: "accepted"; readonly venueOrderId: string }
  | { readonly kind: "report"; readonly order: VenueOrder }
  /** A listed, definitive rejection by the venue: no order exists. */
  | { readonly kind: "rejected"; readonly code: string; readonly reason: string }
  /** Proven by our own transport that no byte left. */
  | { readonly kind: "not-sent"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

export type CancelAnswer =
  | { readonly kind: "canceled"; readonly order?: VenueOrder }
  /** "Unknown order": it is terminal, or never was, or is not there yet. Proves nothing alone. */
  | { readonly kind: "not-found"; readonly reason: string }
  | { readonly kind: "rejected"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

export type AmendAnswer =
  | { readonly kind: "amended"; readonly order: VenueOrder }
  /** The venue took the request and will say later what became of it. */
  | { readonly kind: "accepted" }
  /** A listed, definitive rejection, or proof of our own transport that no byte left: the old terms stand. */
  | { readonly kind: "rejected"; readonly reason: string }
  /** "Unknown order": it may have ended, and so proves nothing alone. */
  | { readonly kind: "not-found"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

export type QueryAnswer =
  | { readonly kind: "found"; readonly order: VenueOrder }
  | { readonly kind: "not-found" }
  | { readonly kind: "unknown"; readonly reason: string };

export type OrderEvent =
  | { readonly kind: "sending"; readonly atMs: number; readonly acceptableUntilMs?: number }
  | {
      readonly kind: "create-answered";
      readonly answer: CreateAnswer;
      readonly acceptableUntilMs?: number;
      readonly atMs: number;
    }
  /** Found again at start without an answer to its create or cancel: either may have been sent, before this moment. */
  | {
      readonly kind: "recovered";
      /** By the venue's own rule nothing that left before the restart is accepted later than this. */
      readonly acceptableUntilMs?: number;
      readonly atMs: number;
    }
  | {
      readonly kind: "reported";
      readonly order: VenueOrder;
      readonly evidence: Evidence;
      readonly atMs: number;
    }
  | { readonly kind: "filled"; readonly fill: Fill; readonly atMs: number }
  | { readonly kind: "cancel-requested"; readonly atMs: number }
  | { readonly kind: "cancel-answered"; readonly answer: CancelAnswer; readonly atMs: number }
  /** Comes with the record that journals the plan of it; `planId` tells one change from the next. */
  | {
      readonly kind: "amend-requested";
      readonly planId: string;
      readonly terms: ChangeableTerms;
      readonly atMs: number;
    }
  | {
      readonly kind: "amend-answered";
      readonly planId: string;
      readonly answer: AmendAnswer;
      readonly acceptableUntilMs?: number;
      readonly atMs: number;
    }
  | {
      readonly kind: "query-answered";
      readonly answer: QueryAnswer;
      readonly askedAtMs: number;
      readonly positiveControl: boolean;
      /** The private stream was live, without a gap, from before the send until now. */
      readonly streamLiveSinceSend: boolean;
      /** Complete paged reads, made after this answer and covering the time since the intent, show no trace of the order. */
      readonly recordShowsNothing?: boolean;
      /** |our clock - the venue's|; absent: not measured, so nothing is proven by time. */
      readonly clockErrorMs?: number;
      readonly atMs: number;
    }
  /** A person takes it on himself that an order of unknown fate does not work. */
  | { readonly kind: "acknowledged"; readonly by: string; readonly why: string; readonly atMs: number }
  | { readonly kind: "credentials-lost"; readonly reason: string; readonly atMs: number };

export type OrderEffect =
  /**
   * Ask the venue for the order by client id, not before the given time. The edge keeps one query per client id, the
   * earliest: each answer asks for the next while the order is in doubt.
   */
  | { readonly kind: "query"; readonly clientId: string; readonly notBeforeMs: number }
  /** More was filled than asked for: applied, and a person must know. */
  | { readonly kind: "overfilled"; readonly clientId: string }
  /** Evidence of life after DENIED, REJECTED, ABSENT or ACKNOWLEDGED: the account goes REDUCING. */
  | { readonly kind: "revived"; readonly clientId: string; readonly from: OrderStatus }
  /** A report or fill under our client id that cannot be about this order: not applied, and a person must know. */
  | { readonly kind: "unexplained"; readonly clientId: string; readonly detail: string };
