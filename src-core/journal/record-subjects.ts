// What a journal record is about, by id: what a person filters by, and the venue's own numbers that he may search for.
import { unreachable } from "../money/outcome.ts";
import type { VenueOrder } from "../order-terms/venue-event.ts";
import type { OrderEvent } from "../orders/order-event.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { NamedOrder } from "./journal-names.ts";
import type { JournalRecord } from "./record.ts";

export interface RecordSubjects {
  readonly accountIds: readonly AccountId[];
  readonly orderId?: string;
  readonly planId?: string;
  /** Ids of orders and trades, as text to search in. */
  readonly references: readonly string[];
}

/** `order` is what an `order` record's client id stands for, where the journal at hand says it. */
export function recordSubjects(record: JournalRecord, order: NamedOrder | undefined): RecordSubjects {
  switch (record.kind) {
    case "order": {
      const references = [record.clientId, ...eventReferences(record.event)];
      const planned = order === undefined ? {} : { planId: order.planId };
      const accountIds = order === undefined ? [] : [order.accountId];
      return { accountIds, orderId: record.clientId, ...planned, references };
    }
    case "submitted": {
      const { planId } = record.plan;
      const ids = record.intents.map(({ clientId }) => clientId);
      return { accountIds: recordAccounts(record), planId, references: [planId, ...ids] };
    }
    case "plan-choice":
    case "plan-settled":
      return { accountIds: [], planId: record.planId, references: [record.planId] };
    case "foreign-fill":
      return { accountIds: [record.accountId], references: [record.fill.tradeId, record.fill.venueOrderId] };
    default:
      return { accountIds: recordAccounts(record), references: [] };
  }
}

/** The accounts that a record names itself. An `order` record names a client id only. */
export function recordAccounts(record: JournalRecord): readonly AccountId[] {
  switch (record.kind) {
    case "account-saved":
      return [record.account.id];
    case "account-removed":
    case "foreign-fill":
    case "baseline":
    case "hold-cleared":
    case "ledger-flow":
    case "dead-man-armed":
    case "dead-man-disarmed":
    case "dead-man-fired":
    case "countdown-started":
    case "countdown-ended":
      return [record.accountId];
    case "hold-set":
      return [record.hold.accountId];
    case "group-saved":
      return unique(record.group.members.map(({ accountId }) => accountId));
    case "limits-changed":
    case "limits-lost":
    case "cause-cleared":
      return scopeAccount(record.scope);
    case "cause-set":
      return scopeAccount(record.cause.scope);
    case "submitted":
      return unique(record.plan.body.legs.map(({ accountId }) => accountId));
    case "opened":
    case "resumed":
    case "group-removed":
    case "preset-saved":
    case "preset-removed":
    case "order":
    case "plan-choice":
    case "plan-settled":
      return [];
    default:
      return unreachable(record);
  }
}

function eventReferences(event: OrderEvent): readonly string[] {
  switch (event.kind) {
    case "filled":
      return [event.fill.tradeId, event.fill.venueOrderId];
    case "reported":
      return [event.order.venueOrderId];
    case "create-answered":
      if (event.answer.kind === "accepted") return [event.answer.venueOrderId];
      return event.answer.kind === "report" ? orderReferences(event.answer.order) : [];
    case "cancel-answered":
    case "amend-answered":
    case "query-answered":
      return "order" in event.answer ? orderReferences(event.answer.order) : [];
    default:
      return [];
  }
}

function orderReferences(order: VenueOrder | undefined): readonly string[] {
  return order === undefined ? [] : [order.venueOrderId];
}

function scopeAccount(scope: string): readonly AccountId[] {
  const prefix = "account:";
  return scope.startsWith(prefix) ? [scope.slice(prefix.length)] : [];
}

function unique(ids: readonly AccountId[]): AccountId[] {
  return [...new Set(ids)];
}
