// How orders, reports, fills and order events are read back from the journal.
import { ORDER_TYPES, POSITION_SIDES, SIDES, TIMES_IN_FORCE } from "../order-terms/order-terms.ts";
import type { ChangeableTerms, OrderTerms } from "../order-terms/order-terms.ts";
import { EVIDENCE, VENUE_ORDER_STATUSES } from "../order-terms/venue-event.ts";
import type { Fill, VenueOrder } from "../order-terms/venue-event.ts";
import type {
  AmendAnswer,
  CancelAnswer,
  CreateAnswer,
  OrderEvent,
  QueryAnswer,
} from "../orders/order-event.ts";
import { decimal, flag, key, number, object, oneOf, optional, tagged, text, word } from "./shape.ts";

export const ORDER_TERMS = object<OrderTerms>({
  listing: key,
  side: oneOf(SIDES),
  positionSide: oneOf(POSITION_SIDES),
  type: oneOf(ORDER_TYPES),
  quantity: decimal,
  price: optional(decimal),
  trigger: optional(decimal),
  triggerBy: optional(word<NonNullable<OrderTerms["triggerBy"]>>({ mark: true, last: true })),
  timeInForce: oneOf(TIMES_IN_FORCE),
  postOnly: flag,
  reduceOnly: flag,
});

export const CHANGEABLE_TERMS = object<ChangeableTerms>({
  quantity: decimal,
  price: optional(decimal),
  trigger: optional(decimal),
});

export const FILL = object<Fill>({
  listing: key,
  tradeId: text,
  venueOrderId: text,
  clientId: optional(text),
  side: oneOf(SIDES),
  positionSide: oneOf(POSITION_SIDES),
  quantity: decimal,
  price: decimal,
  fee: decimal,
  feeAsset: text,
  liquidity: word<Fill["liquidity"]>({ maker: true, taker: true }),
  realisedPnl: optional(decimal),
  atMs: number,
});

const VENUE_ORDER = object<VenueOrder>({
  clientId: optional(text),
  venueOrderId: text,
  terms: ORDER_TERMS,
  status: oneOf(VENUE_ORDER_STATUSES),
  filled: decimal,
  averagePrice: optional(decimal),
  reason: optional(text),
  atMs: number,
});

const CREATE_ANSWER = tagged<CreateAnswer>({
  accepted: { venueOrderId: text },
  report: { order: VENUE_ORDER },
  rejected: { code: text, reason: text },
  "not-sent": { reason: text },
  unknown: { reason: text },
});

const CANCEL_ANSWER = tagged<CancelAnswer>({
  canceled: { order: optional(VENUE_ORDER) },
  "not-found": { reason: text },
  rejected: { reason: text },
  unknown: { reason: text },
});

const AMEND_ANSWER = tagged<AmendAnswer>({
  amended: { order: VENUE_ORDER },
  accepted: {},
  rejected: { reason: text },
  "not-found": { reason: text },
  unknown: { reason: text },
});

const QUERY_ANSWER = tagged<QueryAnswer>({
  found: { order: VENUE_ORDER },
  "not-found": {},
  unknown: { reason: text },
});

export const ORDER_EVENT = tagged<OrderEvent>({
  sending: { atMs: number, acceptableUntilMs: optional(number) },
  "create-answered": { answer: CREATE_ANSWER, acceptableUntilMs: optional(number), atMs: number },
  recovered: { acceptableUntilMs: optional(number), atMs: number },
  reported: { order: VENUE_ORDER, evidence: oneOf(EVIDENCE), atMs: number },
  filled: { fill: FILL, atMs: number },
  "cancel-requested": { atMs: number },
  "cancel-answered": { answer: CANCEL_ANSWER, atMs: number },
  "amend-requested": { planId: key, terms: CHANGEABLE_TERMS, atMs: number },
  "amend-answered": {
    planId: key,
    answer: AMEND_ANSWER,
    acceptableUntilMs: optional(number),
    atMs: number,
  },
  "query-answered": {
    answer: QUERY_ANSWER,
    askedAtMs: number,
    positiveControl: flag,
    streamLiveSinceSend: flag,
    recordShowsNothing: optional(flag),
    clockErrorMs: optional(number),
    atMs: number,
  },
  acknowledged: { by: text, why: text, atMs: number },
  "credentials-lost": { reason: text, atMs: number },
});
