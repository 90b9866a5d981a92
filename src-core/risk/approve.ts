// The only place where RiskApproved is made: a plan that passes the gate becomes frozen orders and what they reserve.
import { deepFreeze } from "../plan/deep-freeze.ts";
import { gateContext, type LegContext } from "./gate-context.ts";
import type { GateInput } from "./gate-input.ts";
import { judgeContext, verdictOf } from "./judge-plan.ts";
import { deny } from "./reading.ts";
import type { Reservation, RiskApproved, RuleReading, Verdict } from "./verdict.ts";

export type Approval =
  | {
      readonly kind: "approved";
      /** One per leg, in the order of the legs. */
      readonly orders: readonly RiskApproved[];
      readonly reservations: readonly Reservation[];
      readonly verdict: Verdict;
    }
  | { readonly kind: "refused"; readonly verdict: Verdict };

/** Judges the plan and, when nothing denies, approves all its legs together. Client ids must be new, one per leg. */
export function approvePlan(input: GateInput): Approval {
  const context = gateContext(input);
  const verdict = verdictOf([...clientIdFlaws(input), ...judgeContext(context)]);
  if (verdict.decision === "refuse") return { kind: "refused", verdict };
  const approved = context.legs.map((leg) => approveLeg(input, leg));
  return {
    kind: "approved",
    orders: deepFreeze(approved.map(({ order }) => order)),
    reservations: deepFreeze(approved.map(({ reservation }) => reservation)),
    verdict,
  };
}

function approveLeg(input: GateInput, leg: LegContext): { order: RiskApproved; reservation: Reservation } {
  const clientId = input.clientIds[leg.index];
  if (clientId === undefined) throw new Error("Invariant: an approved leg has a client id");
  const { planId, hash } = input.plan;
  const { accountId } = leg.leg;
  const terms = { ...leg.leg.terms };
  const order = { planId, hash, clientId, accountId, terms } as RiskApproved;
  const held = { clientId, accountId, terms };
  return { order, reservation: leg.notional === undefined ? held : { ...held, notional: leg.notional } };
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
