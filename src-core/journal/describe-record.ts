// A journal record in one plain sentence, and the accounts that it is about: what a person searches for.
import { unreachable } from "../money/outcome.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import type { OrderEvent } from "../orders/order-event.ts";
import type { AccountId } from "../portfolio/account.ts";
import { describeLimitChange } from "../risk/describe-limits.ts";
import type { JournalRecord } from "./record.ts";

/** One sentence without secrets; exact amounts as text. */
export function describeRecord(record: JournalRecord): string {
  switch (record.kind) {
    case "opened":
      return `Yoke ${record.version} opened the journal.`;
    case "resumed":
      return "The journal can be written again.";
    case "account-saved":
      return `Account ${record.account.name} saved: ${record.account.venue}, ${record.account.environment}.`;
    case "account-removed":
      return `Account ${record.accountId} removed.`;
    case "group-saved":
      return `Group ${record.group.name} saved: ${record.group.method}, ${counted(record.group.members.length, "account")}.`;
    case "group-removed":
      return `Group ${record.groupId} removed.`;
    case "preset-saved":
      return `Preset ${record.preset.name} saved: ${record.preset.kind}.`;
    case "preset-removed":
      return `Preset ${record.presetId} removed.`;
    case "limits-changed":
      return `Limits of ${record.scope} changed. ${describeLimitChange(record.before ?? {}, record.after).join("; ")}`.trim();
    case "limits-lost":
      return `Limits of ${record.scope} cannot be read.`;
    case "hold-set":
      return `Hold (${record.hold.kind}) set for ${record.hold.listing} of ${record.hold.accountId}.`;
    case "hold-cleared":
      return `Hold (${record.hold}) cleared for ${record.listing} of ${record.accountId}.`;
    case "cause-set":
      return `${record.cause.kind} set for ${record.cause.scope}: ${record.cause.detail}`;
    case "cause-cleared":
      return `${record.cause} cleared for ${record.scope} by a ${record.by}.`;
    case "submitted":
      return `${record.plan.title}: ${submitted(record)} submitted, plan ${record.plan.planId}.`;
    case "order":
      return `Order ${record.clientId}: ${describeEvent(record.event)}.`;
    case "plan-choice":
      return `Plan ${record.planId}: ${record.choice} its unfinished legs, said by ${record.by}.`;
    case "plan-settled":
      return `Plan ${record.planId} ended ${record.end}: ${record.detail}`;
    case "foreign-fill":
      return `Foreign fill: ${describeFill(record.fill)}.`;
    case "baseline":
      return `Baseline of ${record.day}: equity ${record.equity}.`;
    case "ledger-flow":
      return `Ledger: ${record.flow.kind} ${record.flow.amount.toString()} ${record.flow.asset}.`;
    case "dead-man-armed":
      return `Dead-man switch of ${record.accountId} armed: the venue cancels after ${String(record.windowMs / 1_000)} s without a word.`;
    case "dead-man-disarmed":
      return `Dead-man switch of ${record.accountId} turned off.`;
    case "dead-man-fired":
      return `Dead-man switch of ${record.accountId} went off: the venue cancelled ${counted(record.orders.length, "order")} of ${record.listing}.`;
    case "countdown-started":
      return `Countdown of ${record.listing} confirmed for ${record.accountId}: ${String(record.windowMs / 1_000)} s.`;
    case "countdown-ended":
      return `Countdown of ${record.listing} ended for ${record.accountId}.`;
    default:
      return unreachable(record);
  }
}

/** The accounts that a record names itself. An `order` record names a client id only: its `submitted` record has the account. */
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

function submitted({ intents, amends = [] }: Extract<JournalRecord, { kind: "submitted" }>): string {
  const orders = counted(intents.length, "order");
  if (amends.length === 0) return orders;
  const changes = counted(amends.length, "change");
  return intents.length === 0 ? changes : `${changes} and ${orders}`;
}

function describeEvent(event: OrderEvent): string {
  switch (event.kind) {
    case "filled":
      return `filled, ${describeFill(event.fill)}`;
    case "reported":
      return `reported ${event.order.status}`;
    case "create-answered":
    case "cancel-answered":
    case "amend-answered":
    case "query-answered":
      return `${event.kind.replace("-", " ")}, ${event.answer.kind}`;
    default:
      return event.kind.replace("-", " ");
  }
}

function describeFill({ side, quantity, price, listing, tradeId }: Fill): string {
  return `${side} ${quantity.toString()} ${listing} at ${price.toString()}, trade ${tradeId}`;
}

function scopeAccount(scope: string): readonly AccountId[] {
  const prefix = "account:";
  return scope.startsWith(prefix) ? [scope.slice(prefix.length)] : [];
}

function unique(ids: readonly AccountId[]): AccountId[] {
  return [...new Set(ids)];
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}
