// The only place where RiskApproved is made: a plan that passes the gate becomes frozen orders and what they reserve.
import { deepFreeze } from "../plan/deep-freeze.ts";
import { gateContext, type LegContext } from "./gate-context.ts";
import type { GateInput } from "./gate-input.ts";
import { judgeContext, verdictOf } from "./judge-plan.ts";
import { deny } from "./reading.ts";
import type { AmendApproved, Reservation, RiskApproved, RuleReading, Verdict } from "./verdict.ts";

export type Approval =
  | {
      readonly kind: "approved";
      /** New orders, in the order of the legs. */
      readonly orders: readonly RiskApproved[];
      /** Changes of working orders, in the order of the legs. */
      readonly amends: readonly AmendApproved[];
      readonly reservations: readonly Reservation[];
      readonly verdict: Verdict;
    }
  | { readonly kind: "refused"; readonly verdict: Verdict };

/**
 * Judges the plan and, when nothing denies, approves all its legs together. Client ids are one per leg: new for an order,
 * the order's own for a leg that amends it.
 */
export function approvePlan(input: GateInput): Approval {
  const context = gateContext(input);
  const verdict = verdictOf([...clientIdFlaws(input), ...judgeContext(context)]);
  if (verdict.decision === "refuse") return { kind: "refused", verdict };
  const [amends, creates] = [context.legs.filter(isAmend), context.legs.filter((leg) => !isAmend(leg))];
  return {
    kind: "approved",
    orders: deepFreeze(creates.map((leg) => approved(input, leg).body as RiskApproved)),
    amends: deepFreeze(amends.map((leg) => approved(input, leg).body as unknown as AmendApproved)),
    reservations: deepFreeze(context.legs.map((leg) => approved(input, leg).reservation)),
    verdict,
  };
}

function isAmend({ leg }: LegContext): boolean {
  return leg.change?.kind === "amend";
}

type ApprovedBody = Pick<RiskApproved, "planId" | "hash" | "clientId" | "accountId" | "terms">;

function approved(input: GateInput, leg: LegContext): { body: ApprovedBody; reservation: Reservation } {
  const clientId = input.clientIds[leg.index];
  if (clientId === undefined) throw new Error("Invariant: an approved leg has a client id");
  const { planId, hash } = input.plan;
  const { accountId } = leg.leg;
  const terms = { ...leg.leg.terms };
  const held = { clientId, accountId, terms };
  return {
    body: { planId, hash, ...held },
    reservation: leg.notional === undefined ? held : { ...held, notional: leg.notional },
  };
}

function clientIdFlaws(input: GateInput): readonly RuleReading[] {
  const { clientIds, plan, portfolio } = input;
  const { legs } = plan.body;
  if (
    clientIds.length !== legs.length ||
    clientIds.some((id) => id === "") ||
    new Set(clientIds).size !== clientIds.length
  ) {
    return [deny("egress", {}, "The orders have no client ids of their own. Make a new preview.")];
  }
  return legs.flatMap((leg, index) => {
    const id = clientIds[index] ?? "";
    if (leg.change?.kind === "amend") return amendFlaw(leg.change.clientId === id, index, leg.accountId);
    const working = portfolio.accounts[leg.accountId]?.working;
    if (working === undefined || !Object.hasOwn(working, id)) return [];
    return [
      deny(
        "egress",
        { leg: index, accountId: leg.accountId },
        `Client id ${id} belongs to an open order. Make a new preview.`,
      ),
    ];
  });
}

function amendFlaw(isOwn: boolean, leg: number, accountId: string): readonly RuleReading[] {
  if (isOwn) return [];
  return [deny("egress", { leg, accountId }, "The change names another order. Make a new preview.")];
}
