// Who made a record true, and why, as far as the record itself knows.
import type { OrderEvent } from "../orders/order-event.ts";
import { describeLimitChange } from "../risk/describe-limits.ts";
import type { JournalRecord } from "./record.ts";

/** `you` is the person at this machine; `others` trade the same account without Yoke. */
export type Actor = "you" | "rule" | "venue" | "yoke" | "others";

/** Whose doing a record is. */
export function actorOf(record: JournalRecord): Actor {
  switch (record.kind) {
    case "opened":
    case "resumed":
    case "baseline":
    case "plan-settled":
    case "limits-lost":
      return "yoke";
    case "ledger-flow":
    case "dead-man-fired":
    case "countdown-started":
    case "countdown-ended":
      return "venue";
    case "cause-set":
      return record.cause.kind === "person" ? "you" : "rule";
    case "cause-cleared":
      return record.by === "person" ? "you" : "rule";
    case "foreign-fill":
      return "others";
    case "order":
      return record.event.kind === "acknowledged" ? "you" : FROM_VENUE[record.event.kind] ? "venue" : "yoke";
    case "account-saved":
    case "account-removed":
    case "group-saved":
    case "group-removed":
    case "preset-saved":
    case "preset-removed":
    case "hold-set":
    case "hold-cleared":
    case "dead-man-armed":
    case "dead-man-disarmed":
    case "limits-changed":
    case "plan-choice":
    case "submitted":
      return "you";
  }
}

/** Its reason in words; undefined where the record gives none. */
export function reasonOf(record: JournalRecord): string | undefined {
  switch (record.kind) {
    case "limits-changed":
      return describeLimitChange(record.before ?? {}, record.after).join("; ");
    case "submitted": {
      const { leftover, denial, failure } = record.plan.body.policies;
      return `Leftover: ${leftover}. If denied: ${denial}. If a leg fails: ${failure}. Plan ${record.plan.hash.slice(0, 8)}.`;
    }
    case "order":
      return eventReason(record.event);
    default:
      return undefined;
  }
}

function eventReason(event: OrderEvent): string | undefined {
  if (event.kind === "credentials-lost") return event.reason;
  if (event.kind === "recovered") return "Found at the start without an answer.";
  if (event.kind !== "create-answered" && event.kind !== "cancel-answered" && event.kind !== "query-answered")
    return undefined;
  return "reason" in event.answer ? event.answer.reason : undefined;
}

const FROM_VENUE: Readonly<Record<OrderEvent["kind"], boolean>> = {
  sending: false,
  recovered: false,
  acknowledged: false,
  "cancel-requested": false,
  "amend-requested": false,
  "credentials-lost": true,
  "create-answered": true,
  reported: true,
  filled: true,
  "cancel-answered": true,
  "amend-answered": true,
  "query-answered": true,
};
