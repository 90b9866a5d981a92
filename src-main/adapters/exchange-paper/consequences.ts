// What one record means to the outside: the events of an account's stream, and an order that is finished.
import type { VenueEvent, VenueOrder } from "../../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import type { PaperRecord } from "./paper-record.ts";
import { type PaperState, venueOrder } from "./paper-state.ts";

export interface Consequences {
  readonly accountId: AccountId;
  readonly events: readonly VenueEvent[];
  readonly finished?: VenueOrder;
}

/** Undefined for records that no account hears of. */
export function consequencesOf(
  before: PaperState,
  after: PaperState,
  record: PaperRecord,
): Consequences | undefined {
  switch (record.kind) {
    case "placed": {
      const order = venueOrder(record.order, "open", record.atMs);
      return { accountId: record.order.accountId, events: [{ kind: "order", order }] };
    }
    case "amended": {
      const amended = after.accounts.get(record.accountId)?.orders.get(record.venueOrderId);
      if (amended === undefined) return undefined;
      const order = venueOrder(amended, "open", record.atMs);
      return { accountId: record.accountId, events: [{ kind: "order", order }] };
    }
    case "fill":
      return afterFill(before, after, record);
    case "ended": {
      const ended = before.accounts.get(record.accountId)?.orders.get(record.venueOrderId);
      if (ended === undefined) return undefined;
      const finished = venueOrder(ended, record.status, record.atMs, record.reason);
      return { accountId: record.accountId, events: [{ kind: "order", order: finished }], finished };
    }
    case "flow":
      return { accountId: record.accountId, events: [{ kind: "flow", flow: record.flow }] };
    case "liquidated":
      return {
        accountId: record.accountId,
        events: [{ kind: "liquidation", listing: record.listing, atMs: record.atMs }],
      };
    case "account":
    case "leverage":
    case "triggered":
      return { accountId: record.accountId, events: [] };
    case "opened":
    case "countdown":
    case "funded":
    case "seen":
    case "kept":
    case "snapshot":
      return undefined;
  }
}

function afterFill(
  before: PaperState,
  after: PaperState,
  { accountId, fill, atMs }: Extract<PaperRecord, { readonly kind: "fill" }>,
): Consequences | undefined {
  const id = fill.venueOrderId;
  const live = after.accounts.get(accountId)?.orders.get(id);
  if (live !== undefined) {
    const order = venueOrder(live, "open", atMs);
    return {
      accountId,
      events: [
        { kind: "fill", fill },
        { kind: "order", order },
      ],
    };
  }
  const was = before.accounts.get(accountId)?.orders.get(id);
  if (was === undefined) return undefined;
  const filled = was.filled.plus(fill.quantity);
  const filledValue = was.filledValue.plus(fill.price.times(fill.quantity));
  const finished = venueOrder({ ...was, filled, filledValue }, "filled", atMs);
  return {
    accountId,
    events: [
      { kind: "fill", fill },
      { kind: "order", order: finished },
    ],
    finished,
  };
}
