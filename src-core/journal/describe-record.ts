// A journal record in one plain sentence: names instead of ids, exact amounts, no codes.
import { unreachable } from "../money/outcome.ts";
import type { FailurePolicy } from "../plan/plan.ts";
import { describeLimitChange } from "../risk/describe-limits.ts";
import type { Cause } from "../risk/risk-state.ts";
import { describeEvent, describeFill } from "./describe-event.ts";
import {
  accountName,
  orderPhrase,
  plainText,
  scopeName,
  symbolOf,
  type JournalNames,
} from "./journal-names.ts";
import type { PlanEnd } from "./pursuit.ts";
import type { JournalRecord } from "./record.ts";

type Of<K extends JournalRecord["kind"]> = Extract<JournalRecord, { readonly kind: K }>;

/** The sentence. It holds no secret and no internal id; what a person or a venue wrote stands in it as it was written. */
export function describeRecord(record: JournalRecord, names: JournalNames): string {
  switch (record.kind) {
    case "opened":
      return `Yoke ${record.version} started and opened the journal.`;
    case "resumed":
      return `The journal can be written again. Nothing could be since ${utcText(record.silentSinceMs)} UTC.`;
    case "account-saved":
    case "account-removed":
      return aboutAccount(record, names);
    case "group-saved":
    case "group-removed":
      return aboutGroup(record, names);
    case "preset-saved":
    case "preset-removed":
      return aboutPreset(record, names);
    case "limits-changed":
    case "limits-lost":
      return aboutLimits(record, names);
    case "hold-set":
    case "hold-cleared":
      return aboutHold(record, names);
    case "cause-set":
      return `${STATE_WORDS[record.cause.kind]} for ${scopeName(names, record.cause.scope)}. ${plainText(names, record.cause.detail)}`;
    case "cause-cleared":
      return `${STATE_WORDS[record.cause]} taken back for ${scopeName(names, record.scope)} by ${record.by === "person" ? "a person" : "a rule"}.`;
    case "submitted":
      return submitted(record, names);
    case "order":
      return aboutOrder(record, names);
    case "plan-choice":
      return `${planTitle(names, record.planId)}: ${CHOICE_WORDS[record.choice]}.`;
    case "plan-settled":
      return `${planTitle(names, record.planId)}: ${END_WORDS[record.end]}. ${plainText(names, record.detail)}`;
    case "foreign-fill":
      return `Traded elsewhere on ${accountName(names, record.accountId)}: ${describeFill(record.fill)}.`;
    case "baseline":
      return `Day ${record.day} begins for ${accountName(names, record.accountId)} with an equity of ${record.equity} USD.`;
    case "ledger-flow":
      return flowed(record, names);
    case "dead-man-armed":
    case "dead-man-disarmed":
    case "dead-man-fired":
    case "countdown-started":
    case "countdown-ended":
      return aboutDeadMan(record, names);
    default:
      return unreachable(record);
  }
}

/** Date and time of a moment, UTC, to the millisecond, for example `2026-01-31 09:05:00.123`. */
function utcText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, -1).replace("T", " ");
}

const STATE_WORDS: Readonly<Record<Cause["kind"], string>> = {
  person: "Halt by hand",
  sync: "Pause while reconciling",
  "daily-loss": "Reduce only after the day's loss",
  repeat: "Reduce only after repeated orders",
  liquidation: "Reduce only after a liquidation",
  "revived-order": "Reduce only after an order came back to life",
  journal: "Halt after a loss of journal records",
  limits: "Reduce only while limits cannot be read",
};

const CHOICE_WORDS: Readonly<Record<FailurePolicy, string>> = {
  ask: "a person is to be asked about what is unfinished",
  leave: "what is unfinished is left",
  complete: "what is missing is to be completed",
  unwind: "what filled is to be taken back",
};

const END_WORDS: Readonly<Record<PlanEnd, string>> = {
  whole: "done, all of it filled",
  left: "ended with something missing",
  unwound: "ended, taken back",
  flat: "done, flat",
  dust: "done, only dust is left",
  blocked: "ended, blocked",
  open: "ended with a position left",
};

const METHOD_WORDS: Readonly<Record<Of<"group-saved">["group"]["method"], string>> = {
  equal: "equal orders",
  "equal-position": "equal positions",
  equity: "equity",
  available: "free margin",
  ratio: "ratio",
  percent: "percent",
  quantity: "quantity",
  change: "percent of position",
  risk: "risk",
  volatility: "volatility",
  capacity: "capacity",
};

function aboutAccount(record: Of<"account-saved" | "account-removed">, names: JournalNames): string {
  if (record.kind === "account-removed") return `Account ${accountName(names, record.accountId)} removed.`;
  const { name, venue, environment, positionMode } = record.account;
  const mode = positionMode === "hedge" ? "hedge mode" : "one way mode";
  return `Account ${name} saved: ${names.venue(venue)}, ${environment}, ${mode}.`;
}

function aboutGroup(record: Of<"group-saved" | "group-removed">, names: JournalNames): string {
  if (record.kind === "group-removed")
    return `Group ${names.nameOf(`group:${record.groupId}`) ?? "of before this journal"} removed, with its presets.`;
  const { name, members, method } = record.group;
  const accounts = listed(members.map(({ accountId }) => accountName(names, accountId)));
  return `Group ${name} saved: ${accounts}. Shared out by ${METHOD_WORDS[method]}.`;
}

function aboutPreset(record: Of<"preset-saved" | "preset-removed">, names: JournalNames): string {
  if (record.kind === "preset-removed")
    return `Preset ${names.nameOf(`preset:${record.presetId}`) ?? "of before this journal"} removed.`;
  const { preset } = record;
  const what = preset.kind === "order" ? `an order in ${symbolOf(preset.listing)}` : "a rebalance";
  return `Preset ${preset.name} saved for group ${names.nameOf(`group:${preset.groupId}`) ?? "of before this journal"}: ${what}.`;
}

function aboutLimits(record: Of<"limits-changed" | "limits-lost">, names: JournalNames): string {
  const scope = scopeName(names, record.scope);
  if (record.kind === "limits-lost") return `A change of the limits of ${scope} cannot be read.`;
  const changes = limitChanges(record, names);
  return `Limits of ${scope} saved: ${changes === "" ? "nothing changed" : changes}.`;
}

/** Every limit that a record changes, with what was and what is; empty when none does. */
function limitChanges(record: Of<"limits-changed">, names: JournalNames): string {
  return describeLimitChange(record.before ?? {}, record.after)
    .map((line) => plainText(names, line.replace(" -> ", " became ")))
    .join("; ");
}

function aboutHold(record: Of<"hold-set" | "hold-cleared">, names: JournalNames): string {
  const { accountId, listing } = record.kind === "hold-set" ? record.hold : record;
  const kind = record.kind === "hold-set" ? record.hold.kind : record.hold;
  const where = `${symbolOf(listing)} on ${accountName(names, accountId)}`;
  const hold = kind === "hands-off" ? "Hands off" : "Rebalances off";
  return record.kind === "hold-set" ? `${hold} ${where}.` : `${hold} ${where}: lifted.`;
}

/** Legs that are named one by one; a longer plan is counted. */
const MOST_NAMED = 4;

function submitted({ plan, intents, amends = [] }: Of<"submitted">, names: JournalNames): string {
  const orders = intents.map(
    ({ order }) => `${accountName(names, order.accountId)} ${lowered(orderPhrase(order.terms))}`,
  );
  const changes = amends.flatMap(({ leg }) => {
    const body = plan.body.legs[leg];
    return body === undefined
      ? []
      : [`${accountName(names, body.accountId)} changes to ${lowered(orderPhrase(body.terms))}`];
  });
  const all = [...changes, ...orders];
  const more = all.length > MOST_NAMED ? `; and ${String(all.length - MOST_NAMED)} more` : "";
  const counted = listed([
    ...(changes.length > 0 ? [several(changes.length, "change")] : []),
    ...(orders.length > 0 || changes.length === 0 ? [several(orders.length, "order")] : []),
  ]);
  const legs = all.length === 0 ? "" : `: ${all.slice(0, MOST_NAMED).join("; ")}${more}`;
  return `${plainText(names, plan.title)}. Sent as ${counted}${legs}.`;
}

function aboutOrder({ clientId, event }: Of<"order">, names: JournalNames): string {
  const order = names.order(clientId);
  const subject =
    order === undefined
      ? "An order of before this journal"
      : `${order.phrase} on ${accountName(names, order.accountId)}`;
  return `${subject}: ${describeEvent(event)}.`;
}

function planTitle(names: JournalNames, planId: string): string {
  return plainText(names, names.nameOf(`plan:${planId}`) ?? "A plan of before this journal");
}

const FLOW_WORDS: Readonly<Record<Of<"ledger-flow">["flow"]["kind"], string>> = {
  funding: "Funding",
  transfer: "Transfer",
  fee: "Fee",
  insurance: "Insurance",
  other: "Other flow of money",
};

function flowed({ accountId, flow, dollars }: Of<"ledger-flow">, names: JournalNames): string {
  const way = flow.amount.isNegative() ? "paid by" : "received by";
  const worth = dollars === undefined ? "" : ` (${dollars.abs().toString()} USD)`;
  return `${FLOW_WORDS[flow.kind]} of ${flow.amount.abs().toString()} ${flow.asset}${worth} ${way} ${accountName(names, accountId)}.`;
}

type DeadManKind =
  "dead-man-armed" | "dead-man-disarmed" | "dead-man-fired" | "countdown-started" | "countdown-ended";

function aboutDeadMan(record: Of<DeadManKind>, names: JournalNames): string {
  const account = accountName(names, record.accountId);
  switch (record.kind) {
    case "dead-man-armed":
      return `Dead-man switch of ${account} armed: its venue cancels after ${seconds(record.windowMs)} without a word from here.`;
    case "dead-man-disarmed":
      return `Dead-man switch of ${account} turned off.`;
    case "dead-man-fired":
      return `Dead-man switch of ${account} went off: the venue cancelled ${several(record.orders.length, "order")} of ${symbolOf(record.listing)}.`;
    case "countdown-started":
      return `The venue counts down ${seconds(record.windowMs)} for ${symbolOf(record.listing)} on ${account}.`;
    case "countdown-ended":
      return `The venue counts down no more for ${symbolOf(record.listing)} on ${account}.`;
    default:
      return unreachable(record);
  }
}

function seconds(ms: number): string {
  return `${String(ms / 1_000)} s`;
}

function lowered(phrase: string): string {
  return phrase.charAt(0).toLowerCase() + phrase.slice(1);
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

function several(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}
