// A flatten or a reverse, carried out: clear the way, read the position again, send what is left, until the venue says flat.
import { flattenRound, type FlattenRound, type LegEnd } from "../../src-core/flatten/flatten-round.ts";
import { reverseRound, turnedCount } from "../../src-core/flatten/reverse-round.ts";
import type { PlanEnd } from "../../src-core/journal/pursuit.ts";
import { type LegOutcome, planOutcome } from "../../src-core/orders/plan-outcome.ts";
import { positionKey } from "../../src-core/portfolio/portfolio.ts";
import { settlePlan } from "./begin-pursuit.ts";
import { cancelForeign } from "./cancel-foreign.ts";
import type { Hands } from "./hands.ts";
import { reconcile } from "./sync-account.ts";

/** More rounds than this need a person. */
const MAX_ROUNDS = 20;

/** One step of a flatten or of a reverse. */
export async function pursueFlatten(hands: Hands): Promise<void> {
  const { runtime, family } = hands;
  const { root } = family;
  const outcome = planOutcome(family);
  const busy = new Set(outcome.flatMap(({ leg, state }) => (isPending(state) ? [leg] : [])));
  const stop = reasonToStop(hands);
  if (stop !== undefined) {
    settlePlan(runtime, root, "open", `${stop} ${standing(hands)}`);
    return;
  }
  if (busy.size === root.body.legs.length || (await clearing(hands)) || !(await reread(hands, busy))) return;
  const round = roundOf(hands, outcome, busy);
  if (round.own.length > 0) await hands.cancel(round.own.map(({ orderId }) => orderId));
  if (round.legs.length > 0) await hands.follow("round", round.legs);
  if (round.ends.length < endsOf(hands)) return;
  settlePlan(runtime, root, endOf(round.ends), wordsFor(hands, round.ends));
}

function roundOf(
  { runtime, family: { root } }: Hands,
  outcome: readonly LegOutcome[],
  busy: ReadonlySet<number>,
): FlattenRound {
  const input = { root, use: outcome, busy, portfolio: runtime.state.portfolio };
  if (root.body.gesture !== "reverse") return flattenRound(input);
  const tried = outcome.filter(({ orders }) => orders.length > 0);
  return reverseRound({ ...input, tried: new Set(tried.map(({ leg }) => leg)) });
}

/** How many ends there are when nothing more will be sent. */
function endsOf({ family: { root } }: Hands): number {
  return root.body.gesture === "reverse" ? turnedCount(root.body) : root.body.legs.length;
}

/** Nothing is sent after the deadline, after a person took over, or without end. */
function reasonToStop({ runtime, family, entry }: Hands): string | undefined {
  const { root, followUps } = family;
  const { choice } = runtime.state.durable.pursuits.get(root.planId) ?? {};
  if (choice === "leave") return "Stopped by a person.";
  if (runtime.ports.clock.nowMs() > root.body.envelope.deadlineMs)
    return `Its time is over. ${entry.lastRefusal ?? ""}`.trim();
  return followUps.length >= MAX_ROUNDS ? "Tried often enough." : undefined;
}

/** Ends the orders that the plan named; true while one of them may still work. */
async function clearing({ runtime, family, cancel }: Hands): Promise<boolean> {
  const { accounts } = runtime.state.portfolio;
  const left = (family.root.body.clears ?? []).filter(
    ({ accountId, orderId }) => accounts[accountId]?.working[orderId] !== undefined,
  );
  await cancel(left.filter(({ ours }) => ours).map(({ orderId }) => orderId));
  const foreign = left.filter(({ ours }) => !ours);
  await Promise.all(foreign.map(({ accountId, orderId }) => cancelForeign(runtime, accountId, orderId)));
  if (foreign.length > 0) await reread({ runtime, family }, new Set());
  return left.some(
    ({ accountId, orderId }) => runtime.state.portfolio.accounts[accountId]?.working[orderId] !== undefined,
  );
}

/** A complete reading of every account that may get an order; false when one could not be had. */
async function reread(
  { runtime, family }: Pick<Hands, "runtime" | "family">,
  busy: ReadonlySet<number>,
): Promise<boolean> {
  const accountIds = new Set(
    family.root.body.legs.flatMap(({ accountId }, leg) => (busy.has(leg) ? [] : [accountId])),
  );
  const read = [...accountIds].map(async (accountId) => {
    const session = runtime.state.sessions.get(accountId);
    return session !== undefined && !session.syncing && (await reconcile(runtime, session));
  });
  return (await Promise.all(read)).every(Boolean);
}

function isPending(state: string): boolean {
  return state === "working" || state === "unknown";
}

/** The worst of its legs. */
function endOf(ends: readonly LegEnd[]): PlanEnd {
  if (ends.some(({ end }) => end === "blocked")) return "blocked";
  if (ends.some(({ end }) => end === "turned" || end === "grown" || end === "gone")) return "open";
  if (ends.some(({ end }) => end === "short")) return "left";
  if (ends.some(({ end }) => end === "reversed")) return "whole";
  return ends.some(({ end }) => end === "dust") ? "dust" : "flat";
}

function wordsFor({ runtime, family }: Hands, ends: readonly LegEnd[]): string {
  if (ends.every(({ end }) => end === "reversed")) return "Reversed: closed, then opened the other way.";
  if (ends.every(({ end }) => end === "flat")) return "Flat: the venues show no position.";
  return ends
    .filter(({ end }) => end !== "flat" && end !== "reversed")
    .map(({ leg, detail }) => `${nameOf(runtime, family.root.body.legs[leg]?.accountId)}: ${detail}`)
    .join(" ");
}

/** What the last readings show of each leg, and which orders are in doubt. */
function standing({ runtime, family }: Hands): string {
  const { portfolio } = runtime.state;
  const parts = planOutcome(family).flatMap(({ leg, state }) => {
    const order = family.root.body.legs[leg];
    if (order === undefined) return [];
    const key = positionKey(order.terms.listing, order.terms.positionSide);
    const account = portfolio.accounts[order.accountId];
    const name = nameOf(runtime, order.accountId);
    if (state === "unknown") return [`${name}: an order is UNKNOWN.`];
    if (account?.syncedAtMs === undefined) return [`${name}: its position is not known.`];
    const held = account.positions[key]?.quantitySigned;
    return held === undefined || held.isZero() ? [] : [`${name}: ${held.toString()} is open.`];
  });
  return parts.length === 0 ? "The last readings show no position." : [...new Set(parts)].join(" ");
}

function nameOf({ state }: Hands["runtime"], accountId = ""): string {
  return state.durable.accounts[accountId]?.name ?? accountId;
}
