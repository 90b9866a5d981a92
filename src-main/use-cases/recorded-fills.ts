// The fills of earlier runs out of the journal: for the screen, and for what positions realised and cost.
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { fillId } from "../../src-core/orders/order.ts";
import type { RecordedFill } from "./runtime.ts";

/** Distinct fills, oldest first. */
export function recordedFills(records: readonly JournalRecord[]): readonly RecordedFill[] {
  const accounts = new Map<string, string>();
  const fills = new Map<string, RecordedFill>();
  for (const record of records) {
    if (record.kind === "submitted") {
      for (const intent of record.intents) accounts.set(intent.clientId, intent.order.accountId);
    } else if (record.kind === "order" && record.event.kind === "filled") {
      const accountId = accounts.get(record.clientId) ?? "";
      const { fill } = record.event;
      fills.set(`${accountId}|${fillId(fill)}`, { accountId, orderId: record.clientId, fill });
    } else if (record.kind === "foreign-fill") {
      fills.set(`${record.accountId}|${fillId(record.fill)}`, {
        accountId: record.accountId,
        fill: record.fill,
      });
    }
  }
  return [...fills.values()];
}
