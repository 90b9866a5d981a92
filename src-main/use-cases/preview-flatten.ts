// Flatten as a plan on the screen: which positions go to zero, what blocks them, what is dust.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { FlattenScope } from "../../src-core/contract/requests.ts";
import type { PlanPreview } from "../../src-core/contract/views.ts";
import { planFlatten } from "../../src-core/flatten/plan-flatten.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { positionKey, type Position } from "../../src-core/portfolio/portfolio.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { standPlan } from "./preview-plan.ts";
import type { Runtime } from "./runtime.ts";
import { foreignOrderOf } from "./views/order-view.ts";
import { positionsOfRow } from "./views/position-rows.ts";

/** Plans the way to zero for a scope. `clear` names orders of others, by the ids on the screen, that may be cancelled for it. Allowed while halted: a person asks for it by name. */
export function previewFlatten(
  runtime: Runtime,
  scope: FlattenScope,
  clear: readonly string[] = [],
): Answer<PlanPreview> {
  const targets = targetsOf(runtime, scope);
  if (targets.length === 0) {
    return refusal(
      "nothing-to-flatten",
      "scope",
      "There is no position here.",
      "Choose a row with a position.",
    );
  }
  const plan = planFlatten({
    planId: runtime.ports.ids.id(),
    portfolio: runtime.state.portfolio,
    positions: targets.map(({ accountId, position }) => ({
      accountId,
      key: positionKey(position.listing, position.positionSide),
    })),
    nowMs: runtime.ports.clock.nowMs(),
    clear: clear.flatMap((id) => foreignOrderOf(id) ?? []),
  });
  return plan.ok ? answer(standPlan(runtime, plan.value, true)) : refuse(plan.failure);
}

interface Target {
  readonly accountId: AccountId;
  readonly position: Position;
}

function targetsOf(runtime: Runtime, scope: FlattenScope): readonly Target[] {
  const { portfolio } = runtime.state;
  if (scope.kind === "position") return positionsOfRow(portfolio, scope.positionId);
  const group = scope.kind === "group" ? portfolio.groups[scope.groupId] : undefined;
  return Object.values(portfolio.accounts).flatMap(({ account, positions }) => {
    const inScope =
      (scope.kind === "account" && account.id === scope.accountId) ||
      (scope.kind === "environment" && account.environment === scope.environment) ||
      group?.members.some((member) => member.accountId === account.id) === true;
    return inScope ? Object.values(positions).map((position) => ({ accountId: account.id, position })) : [];
  });
}
