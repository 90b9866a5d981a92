// Flatten, halve and reverse as plans on the screen: what happens to each position, what blocks it, what is dust.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { FlattenScope, PositionAct } from "../../src-core/contract/requests.ts";
import type { PlanPreview } from "../../src-core/contract/views.ts";
import { planFlatten } from "../../src-core/flatten/plan-flatten.ts";
import { planHalve } from "../../src-core/flatten/plan-halve.ts";
import { planStopToEntry } from "../../src-core/flatten/plan-stop-to-entry.ts";
import { planReverse } from "../../src-core/flatten/plan-reverse.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { positionKey, type Position } from "../../src-core/portfolio/portfolio.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { standPlan } from "./preview-plan.ts";
import type { Runtime } from "./runtime.ts";
import { foreignOrderOf } from "./views/order-view.ts";
import { positionsOfRow } from "./views/position-rows.ts";

const PLANNERS = {
  flatten: planFlatten,
  halve: planHalve,
  reverse: planReverse,
  "stop-to-entry": planStopToEntry,
} as const;

/**
 * Plans what is to be done with the positions of a scope. `clear` names orders of others, by the ids on the screen, that may
 * be cancelled for it. Only a flatten is allowed while halted: a person asks for it by name.
 */
export function previewFlatten(
  runtime: Runtime,
  scope: FlattenScope,
  clear: readonly string[] = [],
  act: PositionAct = "flatten",
): Answer<PlanPreview> {
  const targets = targetsOf(runtime, scope);
  if (targets.length === 0) {
    return refusal(
      "nothing-to-act-on",
      "scope",
      "There is no position here.",
      "Choose a row with a position.",
    );
  }
  const plan = PLANNERS[act]({
    planId: runtime.ports.ids.id(),
    portfolio: runtime.state.portfolio,
    positions: targets.map(({ accountId, position }) => ({
      accountId,
      key: positionKey(position.listing, position.positionSide),
    })),
    nowMs: runtime.ports.clock.nowMs(),
    clear: clear.flatMap((id) => foreignOrderOf(id) ?? []),
    amendsInPlace: (venue, type) => runtime.ports.venues.get(venue)?.amendsInPlace.includes(type) === true,
  });
  return plan.ok ? answer(standPlan(runtime, plan.value, act === "flatten")) : refuse(plan.failure);
}

/** More books than these cost more than they tell: the touches must do. */
const MOST_BOOKS = 20;

/** The listings that acting on a scope trades at. */
export function tradedByActing(runtime: Runtime, scope: FlattenScope): readonly ListingKey[] {
  const open = targetsOf(runtime, scope).filter(({ position }) => !position.quantitySigned.isZero());
  const listings = [...new Set(open.map(({ position }) => position.listing))];
  return listings.length > MOST_BOOKS ? [] : listings;
}

interface Target {
  readonly accountId: AccountId;
  readonly position: Position;
}

function targetsOf(runtime: Runtime, scope: FlattenScope): readonly Target[] {
  const { portfolio } = runtime.state;
  if (scope.kind === "position") return positionsOfRow(portfolio, scope.positionId);
  if (scope.kind === "rows") return scope.positionIds.flatMap((id) => positionsOfRow(portfolio, id));
  const group = scope.kind === "group" ? portfolio.groups[scope.groupId] : undefined;
  return Object.values(portfolio.accounts).flatMap(({ account, positions }) => {
    const inScope =
      (scope.kind === "account" && account.id === scope.accountId) ||
      (scope.kind === "environment" && account.environment === scope.environment) ||
      group?.members.some((member) => member.accountId === account.id) === true;
    return inScope ? Object.values(positions).map((position) => ({ accountId: account.id, position })) : [];
  });
}
