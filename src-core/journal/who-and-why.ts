// Who made a record true, and why, as far as the record itself knows.
import type { OrderEvent } from "../orders/order-event.ts";
import type { Policies } from "../plan/plan.ts";
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

/** Its reason in words; undefined where the record gives none. What a venue or a person wrote stands as it was written. */
export function reasonOf(record: JournalRecord): string | undefined {
  if (record.kind === "submitted") return policiesInWords(record.plan.body.policies);
  return record.kind === "order" ? eventReason(record.event) : undefined;
}

const LEFTOVER: Readonly<Record<Policies["leftover"], string>> = {
  redistribute: "What one account cannot take goes to the others",
  leave: "What an account cannot take is left over",
};
const DENIAL: Readonly<Record<Policies["denial"], string>> = {
  "reject-all": "if an account is denied, nothing is sent",
  reduce: "if an account is denied, the rest is sent",
  redistribute: "if an account is denied, its part goes to the others",
};
const FAILURE: Readonly<Record<Policies["failure"], string>> = {
  ask: "if an order fails, you are asked",
  leave: "if an order fails, the rest stays as it is",
  complete: "if an order fails, what is missing is completed",
  unwind: "if an order fails, what filled is taken back",
};

function policiesInWords({ leftover, denial, failure }: Policies): string {
  return `${LEFTOVER[leftover]}; ${DENIAL[denial]}; ${FAILURE[failure]}.`;
}

function eventReason(event: OrderEvent): string | undefined {
  switch (event.kind) {
    case "credentials-lost":
      return event.reason;
    case "acknowledged":
      return event.why;
    case "reported":
      return event.order.reason;
    case "create-answered":
    case "cancel-answered":
    case "amend-answered":
    case "query-answered":
      return "reason" in event.answer ? event.answer.reason : undefined;
    default:
      return undefined;
  }
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
