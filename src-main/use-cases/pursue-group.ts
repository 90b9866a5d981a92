// A group order's failure policy, carried out: the decision is core's, the deeds are here.
import type { LegQuantity } from "../../src-core/orders/completion.ts";
import { failureStep, type FailureInput } from "../../src-core/orders/failure-step.ts";
import { planOutcome } from "../../src-core/orders/plan-outcome.ts";
import { type StagedStep, stagedStep, stageProgress } from "../../src-core/orders/staged-step.ts";
import { opposite } from "../../src-core/order-terms/order-terms.ts";
import type { FollowUpLeg } from "../../src-core/plan/follow-up.ts";
import type { Leg, Plan } from "../../src-core/plan/plan.ts";
import { heldSigned } from "../../src-core/plan/held-quantity.ts";
import type { Portfolio } from "../../src-core/portfolio/portfolio.ts";
import { settlePlan } from "./begin-pursuit.ts";
import { refusedLegs } from "./refused-legs.ts";
import type { Hands } from "./hands.ts";

/** One step of a group order whose policy may act. */
export async function pursueGroup(hands: Hands): Promise<void> {
  const { runtime, family, entry } = hands;
  const { root } = family;
  const step = nextStep(hands);
  switch (step.kind) {
    case "wait":
      return;
    case "settle": {
      const { lastRefusal } = entry;
      const refused = step.end === "left" && lastRefusal !== undefined ? ` ${lastRefusal}` : "";
      settlePlan(runtime, root, step.end, `${step.detail}${refused}`);
      return;
    }
    case "stage":
      await hands.stage();
      sayIfStuck(hands);
      return;
    case "cancel":
      await hands.cancel(step.clientIds);
      return;
    case "complete":
      await hands.follow("complete", legsOf(root, passing(hands, step.legs), again));
      return;
    case "unwind":
      await unwind(hands, step.legs);
      return;
    case "ask":
      ask(hands);
  }
}

/** Refusals of the gate in a row before a leg's part goes to others: a sync or a stale quote passes by itself. */
const REFUSALS_WAITED = 2;

/**
 * What a leg of a group order may not be sent goes to those that may take it: the gate is asked before, and decides again at
 * the submit. Where nobody else has room, the legs are as they were, and the gate's refusal is what a person reads.
 */
function passing(hands: Hands, first: readonly LegQuantity[]): readonly LegQuantity[] {
  const { runtime, family, entry } = hands;
  if (family.root.body.gesture !== "group-order" || entry.refusals < REFUSALS_WAITED) return first;
  const closed = new Set<number>();
  let legs = first;
  for (;;) {
    const refused = refusedLegs(runtime, family.root, legsOf(family.root, legs, again));
    if (refused.length === 0) return legs;
    for (const leg of refused) closed.add(leg);
    const step = nextStep(hands, closed);
    if (step.kind !== "complete") return first;
    legs = step.legs;
  }
}

function nextStep({ runtime, family }: Hands, closed: ReadonlySet<number> = new Set()): StagedStep {
  const { durable, portfolio } = runtime.state;
  const { root } = family;
  const input: FailureInput = {
    plan: root,
    outcome: planOutcome(family),
    choice: durable.pursuits.get(root.planId)?.choice ?? root.body.policies.failure,
    followUps: family.followUps.length,
    listings: portfolio.listings,
    closed,
    nowMs: runtime.ports.clock.nowMs(),
  };
  return root.body.envelope.pairs === undefined
    ? failureStep(input)
    : stagedStep(input, stageProgress(family));
}

/** Only what the position can give back: an order that had closed a position is not undone by opening one. */
async function unwind(hands: Hands, quantities: readonly LegQuantity[]): Promise<void> {
  const { runtime, family } = hands;
  const inPairs = family.root.body.envelope.pairs !== undefined;
  const legs = legsOf(family.root, quantities, inPairs ? reverse : back);
  const covered = legs.filter(
    ({ order }) => order.effect === "open" || isCovered(runtime.state.portfolio, order),
  );
  if (covered.length > 0) {
    await hands.follow("unwind", covered);
    return;
  }
  const detail =
    "What filled cannot be taken back: it closed a position, or the position is no longer there.";
  settlePlan(runtime, family.root, "left", detail);
}

function isCovered(portfolio: Portfolio, { accountId, terms }: Leg): boolean {
  const state = portfolio.accounts[accountId];
  const listing = portfolio.listings[terms.listing];
  const held =
    state === undefined || listing === undefined ? undefined : heldSigned(state, listing, terms.positionSide);
  if (held === undefined) return false;
  return (terms.side === "sell" ? held : held.negated()).atLeast(terms.quantity);
}

function ask({ runtime, family, entry }: Hands): void {
  if (entry.asked) return;
  entry.asked = true;
  runtime.audience.notice({
    level: "warn",
    text: `${family.root.title}: not every leg filled.`,
    remedy: "Choose in the Orders panel: leave it, complete it, or unwind what filled.",
  });
}

function legsOf(
  root: Plan,
  quantities: readonly LegQuantity[],
  order: (leg: Leg, quantity: LegQuantity["quantity"]) => Leg,
): readonly FollowUpLeg[] {
  return quantities.flatMap(({ leg, quantity }) => {
    const first = root.body.legs[leg];
    return first === undefined ? [] : [{ leg, order: order(first, quantity) }];
  });
}

function again(leg: Leg, quantity: LegQuantity["quantity"]): Leg {
  return { ...leg, terms: { ...leg.terms, quantity } };
}

/** More refusals of a stage in a row than this are told: one side of the pair stands alone meanwhile. */
const REFUSALS_TOLD = 3;

function sayIfStuck({ runtime, family, entry }: Hands): void {
  if (entry.refusals === 0) entry.asked = false;
  if (entry.refusals < REFUSALS_TOLD || entry.asked) return;
  entry.asked = true;
  runtime.audience.notice({
    level: "warn",
    text: `${family.root.title}: its next orders are refused. ${entry.lastRefusal ?? ""}`.trim(),
    remedy: "They are tried again until the plan's time is over. Cancel the group order to stop it.",
  });
}

/** In a pair, what closed a position is opened again: the net is what its unwind restores. */
function reverse(leg: Leg, quantity: LegQuantity["quantity"]): Leg {
  const closing = back(leg, quantity);
  if (leg.effect === "open") return closing;
  return { ...closing, effect: "open", terms: { ...closing.terms, reduceOnly: false } };
}

function back({ accountId, listingVersion, terms }: Leg, quantity: LegQuantity["quantity"]): Leg {
  return {
    accountId,
    listingVersion,
    effect: "close",
    terms: {
      listing: terms.listing,
      side: opposite(terms.side),
      positionSide: terms.positionSide,
      type: "market",
      quantity,
      timeInForce: "IOC",
      postOnly: false,
      reduceOnly: true,
    },
  };
}
