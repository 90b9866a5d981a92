// Which orders the venue still owes a word about, and when to ask for it.
import { isTerminal, openAmend, type Order } from "./order.ts";
import type { OrderEvent } from "./order-event.ts";
import { namesOrders } from "./evidence.ts";

/** An order that is not answered is asked about from here on, and again after each answer that settles nothing. */
export const FIRST_QUERY_AFTER_MS = 5_000;
const QUERY_AGAIN_AFTER_MS = 2_000;
/** What a minute of questions has not settled is asked about less often: the answers share the venue's rate limit with cancels. */
const PATIENCE_MS = 60_000;
const QUERY_SELDOM_AFTER_MS = 10_000;
/** A cancel older than this is left to the stream and to the reading of open orders. */
const CANCEL_WATCHED_FOR_MS = 60_000;

/** True while the order, its cancel or its amend waits for evidence. An intent has not left and waits for us. */
export function awaitsProof(order: Order, atMs: number): boolean {
  switch (order.status) {
    case "SENDING":
    case "ACCEPTED":
    case "UNKNOWN":
      return true;
    case "OPEN":
    case "PARTIAL":
      return openAmend(order) !== undefined || cancelAwaits(order, atMs);
    default:
      return false;
  }
}

/** When the venue should be asked next because of this event; undefined when the event leaves nothing to ask. */
export function nextQueryMs(before: Order, after: Order, event: OrderEvent): number | undefined {
  if (isTerminal(after.status)) return undefined;
  const { atMs } = event;
  const waitsNow = awaitsProof(after, atMs) && !awaitsProof(before, atMs);
  return dueMs(before, after, event) ?? (waitsNow ? atMs : undefined);
}

function dueMs(before: Order, after: Order, event: OrderEvent): number | undefined {
  const { atMs } = event;
  const waits = awaitsProof(after, atMs);
  switch (event.kind) {
    case "sending":
      return before.status === "INTENT" ? atMs + FIRST_QUERY_AFTER_MS : undefined;
    case "create-answered":
      return afterCreate(after, event);
    case "amend-requested":
    case "cancel-requested":
      return waits ? atMs + FIRST_QUERY_AFTER_MS : undefined;
    case "cancel-answered":
      return after.status === "INTENT" ? undefined : atMs + QUERY_AGAIN_AFTER_MS;
    case "amend-answered":
      return waits ? atMs + QUERY_AGAIN_AFTER_MS : undefined;
    case "query-answered": {
      const missed = after.notFound.length > before.notFound.length;
      return waits || missed ? atMs + againAfterMs(after, atMs) : undefined;
    }
    case "credentials-lost":
      return waits && after !== before ? atMs + QUERY_AGAIN_AFTER_MS : undefined;
    case "recovered":
      return waits ? atMs : undefined;
    case "reported":
      return namesOrders(event.evidence) ? undefined : atMs;
    case "filled":
    case "acknowledged":
      return undefined;
  }
}

/** Doubt is asked about at once; so is an answer that denies an order which has shown itself. */
function afterCreate(
  after: Order,
  { answer, atMs }: Extract<OrderEvent, { readonly kind: "create-answered" }>,
): number | undefined {
  if (after.status === "UNKNOWN" || answer.kind === "rejected" || answer.kind === "not-sent") return atMs;
  if (after.status !== "ACCEPTED") return undefined;
  return Math.max(atMs, (after.sentAtMs ?? atMs) + FIRST_QUERY_AFTER_MS);
}

function againAfterMs({ sentAtMs, createdAtMs, cancel, amend }: Order, atMs: number): number {
  const asked = [cancel.requestedAtMs, amend?.requestedAtMs].map((ms) => ms ?? createdAtMs);
  const sinceMs = Math.max(sentAtMs ?? createdAtMs, ...asked);
  return atMs - sinceMs < PATIENCE_MS ? QUERY_AGAIN_AFTER_MS : QUERY_SELDOM_AFTER_MS;
}

function cancelAwaits({ cancel }: Order, atMs: number): boolean {
  if (cancel.status !== "pending" && cancel.status !== "unknown") return false;
  return atMs - (cancel.requestedAtMs ?? atMs) < CANCEL_WATCHED_FOR_MS;
}
