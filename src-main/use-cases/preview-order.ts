// A group order as a plan on the screen: shared out, costed and judged, again at every change of the form.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { OrderDraft } from "../../src-core/contract/requests.ts";
import type { PlanPreview } from "../../src-core/contract/views.ts";
import { planGroupOrder } from "../../src-core/allocation/plan-order.ts";
import { listingAtVenue } from "../../src-core/allocation/order-seats.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { Plan } from "../../src-core/plan/plan.ts";
import type { Portfolio } from "../../src-core/portfolio/portfolio.ts";
import { valueAccount } from "../../src-core/portfolio/valuation.ts";
import type { Group } from "../../src-core/portfolio/account.ts";
import type { Verdict } from "../../src-core/risk/verdict.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { judge, standPlan } from "./preview-plan.ts";
import type { Runtime } from "./runtime.ts";

type Denied = Readonly<Record<string, string>>;

/** Plans and judges a draft. Under `reduce` and `redistribute`, accounts that the gate denies are left out and the rest is planned again. */
export function previewOrder(runtime: Runtime, draft: OrderDraft): Answer<PlanPreview> {
  const group = runtime.state.portfolio.groups[draft.groupId];
  if (group === undefined)
    return refusal("unknown-group", "groupId", "This group is not known.", "Choose a group.");
  if (runtime.state.portfolio.listings[draft.listing] === undefined) {
    return refusal(
      "unknown-listing",
      "listing",
      "This instrument is not known.",
      "Choose one from the list.",
    );
  }
  let denied: Denied = {};
  for (let round = 0; round <= group.members.length; round += 1) {
    const made = plan(runtime, group, draft, denied);
    if (!made.ok) return made;
    const more = draft.denial === "reject-all" ? {} : deniedBy(runtime, made.value);
    if (Object.keys(more).length === 0 || round === group.members.length) {
      return answer(standPlan(runtime, made.value, false));
    }
    denied = { ...denied, ...more };
  }
  throw new Error("Invariant: each round denies another member");
}

/** What the group's accounts would trade: the same instrument, each at its own venue. */
export function listingsOf(
  portfolio: Portfolio,
  draft: Pick<OrderDraft, "groupId" | "listing">,
): readonly ListingKey[] {
  const primary = portfolio.listings[draft.listing];
  const members = portfolio.groups[draft.groupId]?.members ?? [];
  if (primary === undefined) return [];
  const venues = new Set(members.map(({ accountId }) => portfolio.accounts[accountId]?.account.venue ?? ""));
  return [...venues].flatMap((venue) => listingAtVenue(portfolio, primary, venue)?.key ?? []);
}

function plan(runtime: Runtime, group: Group, draft: OrderDraft, denied: Denied): Answer<Plan> {
  const { portfolio } = runtime.state;
  const values = group.members.flatMap((member) => {
    const state = portfolio.accounts[member.accountId];
    return state === undefined ? [] : [valueAccount(portfolio, state)];
  });
  const made = planGroupOrder({
    planId: runtime.ports.ids.id(),
    group,
    portfolio,
    listing: draft.listing,
    draft,
    denied,
    equityOf: Object.fromEntries(values.map((value) => [value.accountId, value.equity])),
    availableOf: Object.fromEntries(values.map((value) => [value.accountId, value.available])),
    nowMs: runtime.ports.clock.nowMs(),
  });
  return made.ok ? answer(made.value) : refuse(made.failure);
}

/** Accounts whose own leg is denied, with the reason in words. */
function deniedBy(runtime: Runtime, made: Plan): Denied {
  const verdict: Verdict = judge(runtime, {
    plan: made,
    confirmedAfterHalt: false,
    duplicateConfirmed: false,
  });
  const denied: Record<string, string> = {};
  for (const reading of verdict.readings) {
    const leg = reading.leg === undefined ? undefined : made.body.legs[reading.leg];
    if (reading.outcome === "deny" && leg !== undefined) denied[leg.accountId] ??= reading.message;
  }
  return denied;
}
